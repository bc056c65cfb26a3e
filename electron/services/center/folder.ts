import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import {
  type Revocation,
  type RosterEntry,
  revocation,
  rosterEntry,
} from '../../../shared/enrolment.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { line } from '../../../shared/schema.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { readBounded, writeDurably } from '../disk/durable-file.ts';
import { readStrictJson } from '../json/strict-json.ts';
import { checkAuthority } from '../pki/certificate.ts';
import { fromPem } from '../pki/pem.ts';

/** Where a center keeps everything; absolute paths. */
export interface CenterPaths {
  readonly folder: string;
  readonly description: string;
  readonly authority: string;
  readonly signer: string;
  readonly keys: string;
  readonly roster: string;
  /** The record of everything that staff did: a journal, sealed. */
  readonly log: string;
  readonly issued: string;
  readonly workbooks: string;
  readonly registry: string;
}

/** The layout of a center's folder. */
export function centerPaths(folder: string): CenterPaths {
  const root = path.resolve(folder);
  const at = (name: string) => path.join(root, name);
  return {
    folder: root,
    description: at('center.json'),
    authority: at('authority.pem'),
    signer: at('signer.pem'),
    keys: at('keys.age'),
    roster: at('roster.json'),
    log: at('center.journal'),
    issued: at('issued'),
    workbooks: at('workbooks'),
    registry: at('registry'),
  };
}

const centerDescription = z.strictObject({
  format: z.literal('haizhi.center'),
  version: z.literal(1),
  name: line,
  /** age recipient of the center itself. */
  recipient: rosterEntry.shape.recipient,
  /** A PostgreSQL server for the registry; left out: the folder `registry`. */
  registry: z.string().max(2_000).optional(),
});
type CenterDescription = z.infer<typeof centerDescription>;

const rosterFile = z.strictObject({
  format: z.literal('haizhi.roster'),
  version: z.literal(1),
  people: z.array(rosterEntry).max(10_000),
  revoked: z.array(revocation).max(10_000).default([]),
});

/** A center as anybody who may read its folder sees it; no private key. */
export interface CenterPublic {
  readonly description: CenterDescription;
  /** DER. */
  readonly authority: Uint8Array;
  readonly signer: Uint8Array;
  /** SHA-256 of the authority's certificate. */
  readonly fingerprint: string;
  /** In the order of enrolment. */
  readonly people: readonly RosterEntry[];
  /** In the order in which they were recorded. */
  readonly revoked: readonly Revocation[];
}

export type CenterReadFailure = Failure<'center-missing' | 'center-damaged'>;

/** Whether there is anything in the way of founding a center here. */
export async function isFree(paths: CenterPaths): Promise<boolean> {
  const names = await readdir(paths.folder).catch(() => []);
  return !names.some((name) => name === path.basename(paths.description) || name === 'keys.age');
}

/** Reads the public files of a center. */
export async function readCenter(
  paths: CenterPaths,
): Promise<Result<CenterPublic, CenterReadFailure>> {
  const description = await readJsonPart(paths.description, centerDescription);
  if (!description.ok) return description;
  const roster = await readJsonPart(paths.roster, rosterFile);
  if (!roster.ok) return damagedUnless(roster.failure);
  const authority = await readCertificate(paths.authority);
  if (!authority.ok) return damagedUnless(authority.failure);
  const signer = await readCertificate(paths.signer);
  if (!signer.ok) return damagedUnless(signer.failure);
  const checked = await checkAuthority(authority.value);
  if (!checked.ok) return damaged(paths.authority, checked.failure.kind);
  return ok({
    description: description.value,
    authority: authority.value,
    signer: signer.value,
    fingerprint: checked.value.fingerprint,
    people: roster.value.people,
    revoked: roster.value.revoked,
  });
}

/** Writes the center's description: the file by which the folder is a center, so it comes last at the founding. */
export function writeDescription(
  paths: CenterPaths,
  description: CenterDescription,
): Promise<Result<void, WritingFailure>> {
  return writeJson(paths.description, description);
}

/** Writes the whole roster: everybody who was ever enrolled, and whose certificates are revoked. */
export function writeRoster(
  paths: CenterPaths,
  { people, revoked }: Pick<CenterPublic, 'people' | 'revoked'>,
): Promise<Result<void, WritingFailure>> {
  return writeJson(paths.roster, { format: 'haizhi.roster', version: 1, people, revoked });
}

async function writeJson(file: string, value: unknown): Promise<Result<void, WritingFailure>> {
  const written = await writeDurably(file, `${JSON.stringify(value, null, 2)}\n`);
  return written.ok ? written : fail(writingFailure(written.failure));
}

async function readJsonPart<S extends z.ZodType>(
  file: string,
  schema: S,
): Promise<Result<z.output<S>, CenterReadFailure>> {
  const bytes = await readPart(file);
  if (!bytes.ok) return bytes;
  const json = readStrictJson(bytes.value, { bytes: 256 * 1024 * 1024, depth: 16 });
  if (!json.ok) return damaged(file, `${json.failure.flaw} ${json.failure.path}`);
  const parsed = schema.safeParse(json.value);
  return parsed.success ? ok(parsed.data) : damaged(file, parsed.error.issues[0]?.message ?? '');
}

async function readCertificate(file: string): Promise<Result<Uint8Array, CenterReadFailure>> {
  const bytes = await readPart(file);
  if (!bytes.ok) return bytes;
  const der = fromPem('CERTIFICATE', Buffer.from(bytes.value).toString('latin1'));
  return der === null ? damaged(file, 'PEM') : ok(der);
}

async function readPart(file: string): Promise<Result<Uint8Array, CenterReadFailure>> {
  const bytes = await readBounded(file, 256 * 1024 * 1024);
  if (bytes.ok) return bytes;
  if (bytes.failure.kind === 'missing') return fail({ kind: 'center-missing', file });
  return damaged(file, bytes.failure.code);
}

/** A part that is missing beside a description is damage: there is a center, and it is not whole. */
function damagedUnless(failure: CenterReadFailure): Result<never, CenterReadFailure> {
  return damaged(failure.file, failure.kind === 'center-missing' ? 'missing' : failure.detail);
}

function damaged(file: string, detail: string): Result<never, CenterReadFailure> {
  return fail({ kind: 'center-damaged', file, detail: detail.slice(0, 2_000) });
}
