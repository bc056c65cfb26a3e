import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ApplicationId } from '../../../shared/domain/application.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { plainId } from '../../../shared/schema.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { readBounded, writeDurably } from '../disk/durable-file.ts';
import { attempt } from '../disk/file-failure.ts';
import { readStrictJson } from '../json/strict-json.ts';

/**
 * The keys under which a review's journal keeps what was answered inside each application, one key an application, in a
 * file beside the journal: the journal itself is never rewritten, so an application is forgotten by forgetting its key.
 *
 * ```
 * "HAIZHIK" | version 1 | nonce (12) | AES-256-GCM ciphertext of JSON | tag (16)
 * ```
 * The file's own key comes from the owner's profile key by HKDF-SHA256, one per round.
 */
export interface Keyring {
  /** 32 bytes; `null` after the application was struck, or before it was ever given a key. */
  key(application: ApplicationId): Buffer | null;
  /** Whether the application was struck: its bundle entry is not to come back either. */
  isStruck(application: ApplicationId): boolean;
  readonly struck: readonly ApplicationId[];
  /** Forgets the application's key for good; a success means that the file without it is on the disk. */
  strike(application: ApplicationId): Promise<Result<void, WritingFailure>>;
  /** Overwrites the keys in memory. */
  forget(): void;
}

const magic = Buffer.from('HAIZHIK\x01', 'latin1');
const nonceLength = 12;
const tagLength = 16;
/** More bytes than any such file has. */
export const KEYRING_SIZE_LIMIT = 4 * 1024 * 1024;

const content = z.strictObject({
  keys: z.record(plainId, z.base64().length(44)),
  struck: z.array(plainId).max(10_000),
});
type Content = z.infer<typeof content>;

/** What opens a round's keyring. */
interface KeyringPlace {
  readonly file: string;
  readonly profileKey: Uint8Array;
  readonly round: string;
  /** The applications of which the journal beside it holds entries: see `keyedApplications`. */
  readonly keyed: ReadonlySet<ApplicationId>;
}

/** `review-keys-lost`: the file is damaged, or it is gone or another and entries of the journal were written with its keys. */
type ReadingKeyring = Failure<'not-readable' | 'review-keys-lost'>;

/**
 * Opens a round's keyring; every one of `applications` that has no key and was not struck is given one, durably, but never in
 * place of a key with which something was written.
 */
export async function openKeyring(
  place: KeyringPlace,
  applications: readonly ApplicationId[],
): Promise<Result<Keyring, WritingFailure | ReadingKeyring>> {
  const { file } = place;
  const secret = secretOf(place);
  const read = await readComplete(place, secret);
  if (!read.ok) return read;
  const { keys, struck } = read.value;
  const wanted = applications.filter((id) => !Object.hasOwn(keys, id) && !struck.includes(id));
  const added = wanted.map((id) => [id, randomBytes(32).toString('base64')] as const);
  const complete = { keys: { ...keys, ...Object.fromEntries(added) }, struck };
  if (added.length === 0) return ok(new OpenKeyring(file, secret, complete));
  const written = await write(file, secret, complete);
  return written.ok ? ok(new OpenKeyring(file, secret, complete)) : written;
}

/** The applications that were struck from a round; none where there is no keyring yet. */
export async function readStruck(
  place: KeyringPlace,
): Promise<Result<readonly ApplicationId[], ReadingKeyring>> {
  const read = await readComplete(place, secretOf(place));
  return read.ok ? ok(read.value.struck) : read;
}

/**
 * Brings keys back from a copy of the file. Keys that are here stay, and what was struck in either stays struck; a file that does
 * not open is kept beside. `false`: with the copy too not every key would be there, and nothing was changed.
 */
export async function refillKeyring(
  place: KeyringPlace,
  copy: Uint8Array,
): Promise<Result<boolean, WritingFailure | Failure<'not-readable'>>> {
  const { file } = place;
  const secret = secretOf(place);
  const there = decode(copy, secret);
  if (there === null) return ok(false);
  const bytes = await readBytes(file);
  if (!bytes.ok) return bytes;
  const here = bytes.value === null ? nothing : decode(bytes.value, secret);
  if (here !== null && isComplete(here, place)) return ok(true);
  const both = merged(there, here ?? nothing);
  if (!isComplete(both, place)) return ok(false);
  if (here === null) {
    const kept = await attempt(file, 'write', () => copyFile(file, `${file}.damaged`));
    if (!kept.ok) return fail(writingFailure(kept.failure));
  }
  const written = await write(file, secret, both);
  return written.ok ? ok(true) : written;
}

const nothing: Content = { keys: {}, struck: [] };

/** Where both have a key of an application, that of `second`. */
function merged(first: Content, second: Content): Content {
  const struck = [...new Set([...first.struck, ...second.struck])];
  const all = Object.entries({ ...first.keys, ...second.keys });
  return { keys: Object.fromEntries(all.filter(([id]) => !struck.includes(id))), struck };
}

function isComplete({ keys, struck }: Content, { keyed }: KeyringPlace): boolean {
  return [...keyed].every((id) => Object.hasOwn(keys, id) || struck.includes(id));
}

class OpenKeyring implements Keyring {
  readonly #file: string;
  readonly #secret: Buffer;
  readonly #keys: Map<string, Buffer>;
  #struck: readonly ApplicationId[];

  constructor(file: string, secret: Buffer, { keys, struck }: Content) {
    this.#file = file;
    this.#secret = secret;
    const decoded = Object.entries(keys).map(
      ([id, key]) => [id, Buffer.from(key, 'base64')] as const,
    );
    this.#keys = new Map(decoded);
    this.#struck = struck;
  }

  get struck(): readonly ApplicationId[] {
    return this.#struck;
  }

  key(application: ApplicationId): Buffer | null {
    return this.#keys.get(application) ?? null;
  }

  isStruck(application: ApplicationId): boolean {
    return this.#struck.includes(application);
  }

  async strike(application: ApplicationId): Promise<Result<void, WritingFailure>> {
    const others = [...this.#keys].filter(([id]) => id !== application);
    const keys = Object.fromEntries(others.map(([id, key]) => [id, key.toString('base64')]));
    const struck = [...new Set([...this.#struck, application])];
    const written = await write(this.#file, this.#secret, { keys, struck });
    if (!written.ok) return written;
    this.#keys.get(application)?.fill(0);
    this.#keys.delete(application);
    this.#struck = struck;
    return written;
  }

  forget(): void {
    for (const key of this.#keys.values()) key.fill(0);
    this.#keys.clear();
    this.#secret.fill(0);
  }
}

function secretOf({ profileKey, round }: KeyringPlace): Buffer {
  return Buffer.from(hkdfSync('sha256', profileKey, '', `haizhi-keyring/1 ${round}`, 32));
}

/** What the file holds; nothing where there is none and none was needed yet. */
async function readComplete(
  place: KeyringPlace,
  secret: Buffer,
): Promise<Result<Content, ReadingKeyring>> {
  const { file } = place;
  const bytes = await readBytes(file);
  if (!bytes.ok) return bytes;
  const found = bytes.value === null ? nothing : decode(bytes.value, secret);
  // Never replaced by an empty one: with new keys nothing that was answered could be read again.
  return found !== null && isComplete(found, place)
    ? ok(found)
    : fail({ kind: 'review-keys-lost', file });
}

/** `null` where there is no such file. */
async function readBytes(file: string): Promise<Result<Buffer | null, Failure<'not-readable'>>> {
  const bytes = await readBounded(file, KEYRING_SIZE_LIMIT);
  if (bytes.ok) return bytes;
  const { kind, code } = bytes.failure;
  return kind === 'missing' ? ok(null) : fail({ kind: 'not-readable', file, detail: code });
}

/** `null` for what is damaged, of another round or another person. */
function decode(bytes: Uint8Array, secret: Buffer): Content | null {
  const plain = unseal(Buffer.from(bytes), secret);
  const json = plain === null ? null : readStrictJson(plain);
  const parsed = content.safeParse(json?.ok ? json.value : null);
  plain?.fill(0);
  return parsed.success ? parsed.data : null;
}

async function write(
  file: string,
  secret: Buffer,
  value: Content,
): Promise<Result<void, WritingFailure>> {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce);
  cipher.setAAD(magic);
  const plain = Buffer.from(JSON.stringify(value));
  const sealed = [magic, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()];
  plain.fill(0);
  const written = await writeDurably(file, Buffer.concat(sealed));
  return written.ok ? written : fail(writingFailure(written.failure));
}

function unseal(bytes: Buffer, secret: Buffer): Buffer | null {
  const start = magic.length + nonceLength;
  if (bytes.length < start + tagLength || !bytes.subarray(0, magic.length).equals(magic)) {
    return null;
  }
  const nonce = bytes.subarray(magic.length, start);
  const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: tagLength });
  decipher.setAAD(magic);
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
  try {
    const plain = decipher.update(bytes.subarray(start, bytes.length - tagLength));
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return null;
  }
}
