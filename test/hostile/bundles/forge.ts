import { createHash } from 'node:crypto';
import type { AgeIdentity } from '../../../electron/services/age/recipient.ts';
import { encryptAge } from '../../../electron/services/age/stream.ts';
import { mediaType } from '../../../electron/services/bundle/layout.ts';
import { type CmsSigner, signCms } from '../../../electron/services/pki/cms.ts';
import {
  certify,
  enrolPerson,
  foundCenter,
  issuing,
  signerOf,
  type TestCenter,
  type TestPerson,
} from '../../support/center.ts';
import { collect, inPieces, noise } from '../../support/pieces.ts';
import { honestContent } from './honest-content.ts';
import { type RawEnd, type RawEntry, rawZip } from './raw-zip.ts';

/**
 * Who plays in the hostile cases: the center, an impostor of the same name, an expert who holds a certificate too and reads
 * the bundles, and what is in an honest one.
 */
export type Cast = {
  readonly center: TestCenter;
  readonly impostor: TestCenter;
  readonly person: TestPerson;
  readonly reader: AgeIdentity;
  readonly expert: CmsSigner;
  readonly content: { readonly round: string; readonly application: string };
};

/** Founds the centers and enrols the expert. */
export async function castOf(): Promise<Cast> {
  const center = await foundCenter();
  const person = await enrolPerson();
  const certificate = await certify(center, person, 'expert');
  return {
    center,
    impostor: await foundCenter(),
    person,
    reader: person.age,
    expert: signerOf({ certificate, privateKey: person.keys.privateKey }, center.authority),
    content: honestContent(person, certificate, { id: 'form', ...measured(documentBytes) }),
  };
}

/** What a forger changes; everything else is as the center would pack it. */
export type Forgery = {
  readonly roundText?: string | Buffer;
  readonly applicationText?: string | Buffer;
  /** `manifest.json` inside the application, as a value or as raw text. */
  readonly documentList?: (honest: DocumentListValue) => unknown;
  /** Entries of the application's ZIP. */
  readonly innerEntries?: (honest: readonly RawEntry[]) => readonly RawEntry[];
  readonly innerEnd?: RawEnd;
  /** The whole plaintext of the application's age file. */
  readonly innerZip?: (honest: Buffer) => Buffer;
  readonly sealedApplication?: (honest: Buffer) => Buffer | Promise<Buffer>;
  readonly sealedRound?: (honest: Buffer) => Buffer | Promise<Buffer>;
  /** The signed list, as a value or as raw text; signed after the change. */
  readonly manifest?: (honest: ManifestValue) => unknown;
  readonly signer?: (cast: Cast) => CmsSigner;
  readonly signedAt?: Date;
  /** Entries of the outer ZIP, changed after signing. */
  readonly entries?: (honest: readonly RawEntry[]) => readonly RawEntry[];
  readonly end?: RawEnd;
  /** The finished file. */
  readonly file?: (honest: Buffer) => Buffer;
};

export type ManifestValue = {
  readonly files: readonly {
    readonly path: string;
    readonly size: number;
    readonly sha256: string;
  }[];
} & Readonly<Record<string, unknown>>;
type DocumentListValue = {
  readonly documents: readonly Readonly<Record<string, unknown>>[];
} & Readonly<Record<string, unknown>>;

/** The one document of a forged bundle. */
export const documentBytes = noise(100_000, 9);

/** Makes a bundle with one application `w-01` of one document, signed by the center, but for the changes. */
export async function forge(cast: Cast, change: Forgery = {}): Promise<Buffer> {
  const seal = (bytes: Uint8Array) => collect(encryptAge(inPieces(bytes), [cast.reader.recipient]));
  const round = await seal(Buffer.from(change.roundText ?? cast.content.round));
  const plain = rawZip(innerEntriesOf(cast, change), change.innerEnd);
  const application = await seal(change.innerZip?.(plain) ?? plain);
  const sealedRound = (await change.sealedRound?.(round)) ?? round;
  const sealedApplication = (await change.sealedApplication?.(application)) ?? application;
  const listed = [entryOf('round.age', sealedRound), entryOf('a/w-01.age', sealedApplication)];
  const manifest = textOf(changed(change.manifest, manifestOf(listed)));
  const signer = change.signer?.(cast) ?? cast.center.signer;
  const signature = await signCms(manifest, signer, change.signedAt ?? packedAt);
  const honest = [
    { name: 'mimetype', content: Buffer.from(mediaType) },
    ...listed,
    { name: 'manifest.json', content: manifest },
    { name: 'manifest.p7s', content: signature },
  ];
  const file = rawZip(change.entries?.(honest) ?? honest, change.end);
  return change.file?.(file) ?? file;
}

/** When forged bundles say that they were packed. */
const packedAt = new Date(issuing.now.getTime() + 30 * 24 * 3600 * 1000);

/** The entry with another content. */
export function replaced(
  entries: readonly RawEntry[],
  name: string,
  change: Partial<RawEntry>,
): readonly RawEntry[] {
  return entries.map((entry) => (entry.name === name ? { ...entry, ...change } : entry));
}

/** The bytes with one bit changed. */
export function flipped(bytes: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(bytes);
  const place = at < 0 ? copy.length + at : at;
  copy[place] = (copy[place] as number) ^ 1;
  return copy;
}

function innerEntriesOf({ content }: Cast, change: Forgery): readonly RawEntry[] {
  const document = { id: 'form', path: 'f/000001', name: '申请表.pdf', ...measured(documentBytes) };
  const list = {
    format: 'haizhi.documents',
    version: 1,
    bundle: 'b-1',
    application: 'w-01',
    documents: [document],
  };
  const honest = [
    entryOf('application.json', Buffer.from(change.applicationText ?? content.application)),
    entryOf('f/000001', documentBytes),
    entryOf('manifest.json', textOf(changed(change.documentList, list))),
  ];
  return change.innerEntries?.(honest) ?? honest;
}

function manifestOf(entries: readonly { name: string; content: Buffer }[]): ManifestValue {
  return {
    format: 'haizhi.bundle',
    version: 1,
    bundle: 'b-1',
    round: 'r-1',
    sequence: 1,
    created: `${packedAt.toISOString().slice(0, 19)}Z`,
    files: entries.map(({ name, content }) => ({ path: name, ...measured(content) })),
  };
}

function changed<T>(change: ((honest: T) => unknown) | undefined, honest: T): unknown {
  return change === undefined ? honest : change(honest);
}

function textOf(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

function measured(bytes: Uint8Array): { readonly size: number; readonly sha256: string } {
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function entryOf(name: string, content: Buffer): { name: string; content: Buffer } {
  return { name, content };
}
