import { generateKeyPair, randomFillSync } from 'node:crypto';
import { promisify } from 'node:util';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { fromBase64Bytes, toBase64Bytes } from '../age/base64-bytes.ts';
import { openWithPassphrase, sealWithPassphrase } from '../age/passphrase.ts';
import { readSecretText, recipientOf, secretText } from '../age/secret-key.ts';
import { privateKeyOf } from '../pki/signing-key.ts';

/**
 * Private keys are bytes wherever they go, each in memory of its own, so that whoever holds them can erase them.
 *
 * The private keys of one person as one age identity file under a passphrase, so that
 * `age -d -i identity.age FILE` opens what was sealed for that person without this product:
 *
 * ```
 * # haizhi identity v1
 * # public key: age1…
 * # signing-key: <PKCS#8 RSA, base64>
 * # profile-key: <32 bytes, base64>
 * AGE-SECRET-KEY-1…
 * ```
 */
export interface IdentityKeys {
  /** 32 bytes (X25519): opens bundles. */
  readonly agePrivate: Uint8Array;
  /** RSA-3072, PKCS#8 DER: signs workbooks. */
  readonly signingKeyPkcs8: Uint8Array;
  /** 32 random bytes: encrypts the journals. */
  readonly profileKey: Uint8Array;
}

/** Keys as they come out of the file, with the public half of the age key (`age1…`). */
export interface OpenedIdentity extends IdentityKeys {
  readonly ageRecipient: string;
}

/**
 * - `wrong-passphrase`: or the few bytes that hold the wrapped key were altered; age cannot tell them apart.
 * - `work-factor-too-high`: deriving would take more than 2^`limit` units; nothing was derived.
 * - `newer-version`: a newer version of the product wrote it.
 * - `damaged`: not an identity file, or altered.
 */
export type IdentityFailure =
  | { readonly kind: 'wrong-passphrase' }
  | { readonly kind: 'work-factor-too-high'; readonly logN: number; readonly limit: number }
  | { readonly kind: 'newer-version'; readonly version: number }
  | { readonly kind: 'damaged' };

/** 64 MiB and some 0.2 s on a laptop of 2020. */
const WORK_FACTOR = 16;
/** 256 MiB: what age itself writes. Above it a small file could exhaust the machine. */
const WORK_FACTOR_LIMIT = 18;
/** An identity file has about 3 KB. */
export const IDENTITY_SIZE_LIMIT = 64 * 1024;

const HEADER =
  /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]{0,8})\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/;

/** New keys for one person. Takes up to some seconds of one core (RSA-3072). */
export async function generateKeys(): Promise<OpenedIdentity> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 3072,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const signingKeyPkcs8 = new Uint8Array(pair.privateKey);
  pair.privateKey.fill(0);
  const agePrivate = fresh(32);
  const ageRecipient = await recipientOf(agePrivate);
  return { agePrivate, ageRecipient, signingKeyPkcs8, profileKey: fresh(32) };
}

function fresh(length: number): Uint8Array {
  return randomFillSync(new Uint8Array(length));
}

/** The keys as the bytes of an identity file. Heavy: see `compute.ts`. */
export async function sealIdentity(keys: IdentityKeys, passphrase: string): Promise<Uint8Array> {
  const content = await encode(keys);
  const sealed = await sealWithPassphrase(content, passphrase, WORK_FACTOR);
  content.fill(0);
  return sealed;
}

/** Opens the bytes of an identity file. The work factor is judged before any derivation. Heavy. */
export async function openIdentity(
  file: Uint8Array,
  passphrase: string,
): Promise<Result<OpenedIdentity, IdentityFailure>> {
  const refused = judgeHeader(file);
  if (refused !== null) return fail(refused);
  const content = await openWithPassphrase(file, passphrase);
  if (!content.ok) {
    return fail({
      kind: content.failure.kind === 'wrong-passphrase' ? 'wrong-passphrase' : 'damaged',
    });
  }
  const keys = await decode(content.value);
  content.value.fill(0);
  return keys;
}

function judgeHeader(file: Uint8Array): IdentityFailure | null {
  if (file.length > IDENTITY_SIZE_LIMIT) return { kind: 'damaged' };
  const start = Buffer.from(file.subarray(0, 512)).toString('latin1');
  const logN = Number(HEADER.exec(start)?.[1]);
  if (Number.isNaN(logN)) return { kind: 'damaged' };
  if (logN <= WORK_FACTOR_LIMIT) return null;
  return { kind: 'work-factor-too-high', logN, limit: WORK_FACTOR_LIMIT };
}

async function encode({ agePrivate, signingKeyPkcs8, profileKey }: IdentityKeys) {
  const plain = (text: string) => new TextEncoder().encode(text);
  const secrets = [
    secretText(agePrivate),
    toBase64Bytes(signingKeyPkcs8),
    toBase64Bytes(profileKey),
  ];
  const [age, signing, profile] = secrets as [Uint8Array, Uint8Array, Uint8Array];
  const content = joined([
    plain(`# haizhi identity v1\n# public key: ${await recipientOf(agePrivate)}\n# signing-key: `),
    signing,
    plain('\n# profile-key: '),
    profile,
    plain('\n'),
    age,
    plain('\n'),
  ]);
  for (const secret of secrets) secret.fill(0);
  return content;
}

/** In memory of its own: what `Buffer.concat` gives may lie in a pool. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function decode(content: Uint8Array): Promise<Result<OpenedIdentity, IdentityFailure>> {
  const lines = linesOf(content);
  const version = /^# haizhi identity v(\d+)$/.exec(shown(lines[0]))?.[1];
  if (version !== undefined && Number(version) > 1) {
    return fail({ kind: 'newer-version', version: Number(version) });
  }
  const agePrivate = onlyOne(lines, '', readSecretText);
  const signingKeyPkcs8 = onlyOne(lines, '# signing-key: ', fromBase64Bytes);
  const profileKey = onlyOne(lines, '# profile-key: ', fromBase64Bytes);
  if (
    version === undefined ||
    agePrivate === null ||
    signingKeyPkcs8 === null ||
    profileKey?.length !== 32 ||
    !isSigningKey(signingKeyPkcs8)
  ) {
    for (const key of [agePrivate, signingKeyPkcs8, profileKey]) key?.fill(0);
    return fail({ kind: 'damaged' });
  }
  const ageRecipient = await recipientOf(agePrivate);
  return ok({ agePrivate, ageRecipient, signingKeyPkcs8, profileKey });
}

const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/** Without their ends; views of the content. */
function linesOf(content: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start <= content.length; ) {
    const found = content.indexOf(lineFeed, start);
    const end = found < 0 ? content.length : found;
    lines.push(content.subarray(start, content[end - 1] === carriageReturn ? end - 1 : end));
    start = end + 1;
  }
  return lines;
}

/** The first line is no secret. */
function shown(line: Uint8Array | undefined): string {
  return line === undefined || line.length > 100 ? '' : Buffer.from(line).toString('latin1');
}

/** What the only line behind these words holds; `null` where there is none, or another that could be meant. */
function onlyOne(
  lines: readonly Uint8Array[],
  words: string,
  read: (text: Uint8Array) => Uint8Array | null,
): Uint8Array | null {
  const start = Buffer.from(words);
  const found = lines
    .filter((line) => start.equals(line.subarray(0, start.length)))
    .map((line) => read(line.subarray(start.length)))
    .filter((value) => value !== null);
  if (found.length === 1) return found[0] ?? null;
  for (const value of found) value.fill(0);
  return null;
}

function isSigningKey(pkcs8: Uint8Array): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = privateKeyOf(pkcs8);
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 3072;
  } catch {
    return false;
  }
}
