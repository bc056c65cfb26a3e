import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ApplicationId } from '../../../shared/domain/application.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { plainId } from '../../../shared/schema.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { readBounded, writeDurably } from '../disk/durable-file.ts';
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
const sizeLimit = 4 * 1024 * 1024;

const content = z.strictObject({
  keys: z.record(plainId, z.base64().length(44)),
  struck: z.array(plainId).max(10_000),
});
type Content = z.infer<typeof content>;

type KeyringFailure =
  | WritingFailure
  | Failure<'not-readable' | 'content-invalid' | 'review-keys-lost'>;

/**
 * Opens a round's keyring; every one of `applications` that has no key and was not struck is given one, durably. Where it
 * `mustExist`, since something was written with its keys, none is made in place of one that is gone.
 */
export async function openKeyring(
  file: string,
  profileKey: Uint8Array,
  round: string,
  applications: readonly ApplicationId[],
  mustExist: boolean,
): Promise<Result<Keyring, KeyringFailure>> {
  const secret = secretOf(profileKey, round);
  const read = await readContent(file, secret);
  if (!read.ok) return read;
  if (mustExist && read.value === null) return fail({ kind: 'review-keys-lost', file });
  const { keys, struck } = read.value ?? { keys: {}, struck: [] };
  const wanted = applications.filter((id) => !Object.hasOwn(keys, id) && !struck.includes(id));
  const added = wanted.map((id) => [id, randomBytes(32).toString('base64')] as const);
  const complete = { keys: { ...keys, ...Object.fromEntries(added) }, struck };
  if (added.length === 0) return ok(new OpenKeyring(file, secret, complete));
  const written = await write(file, secret, complete);
  return written.ok ? ok(new OpenKeyring(file, secret, complete)) : written;
}

/** The applications that were struck from a round; none where there is no keyring yet. */
export async function readStruck(
  file: string,
  profileKey: Uint8Array,
  round: string,
): Promise<Result<readonly ApplicationId[], Failure<'not-readable' | 'content-invalid'>>> {
  const read = await readContent(file, secretOf(profileKey, round));
  return read.ok ? ok(read.value?.struck ?? []) : read;
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

function secretOf(profileKey: Uint8Array, round: string): Buffer {
  return Buffer.from(hkdfSync('sha256', profileKey, '', `haizhi-keyring/1 ${round}`, 32));
}

/** `null` where there is no such file. */
async function readContent(
  file: string,
  secret: Buffer,
): Promise<Result<Content | null, Failure<'not-readable' | 'content-invalid'>>> {
  const bytes = await readBounded(file, sizeLimit);
  if (!bytes.ok) {
    const { kind, code } = bytes.failure;
    if (kind === 'missing') return ok(null);
    return fail({ kind: 'not-readable', file, detail: code });
  }
  const plain = unseal(bytes.value, secret);
  const json = plain === null ? null : readStrictJson(plain);
  const parsed = content.safeParse(json?.ok ? json.value : null);
  plain?.fill(0);
  // Never replaced by an empty one: with new keys nothing that was answered could be read again.
  if (!parsed.success) return fail({ kind: 'content-invalid', entry: file, path: '', detail: '' });
  return ok(parsed.data);
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
