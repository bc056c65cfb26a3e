import { createPrivateKey, generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';

/**
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
  /** `AGE-SECRET-KEY-1…` (X25519): opens bundles. */
  readonly agePrivate: string;
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
export async function generateKeys(): Promise<IdentityKeys> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 3072,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return {
    agePrivate: await generateIdentity(),
    signingKeyPkcs8: new Uint8Array(pair.privateKey),
    profileKey: new Uint8Array(randomBytes(32)),
  };
}

/** The keys as the bytes of an identity file. Heavy: see `compute.ts`. */
export async function sealIdentity(keys: IdentityKeys, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(typed(passphrase));
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return encrypter.encrypt(await encode(keys));
}

/** Opens the bytes of an identity file. The work factor is judged before any derivation. Heavy. */
export async function openIdentity(
  file: Uint8Array,
  passphrase: string,
): Promise<Result<OpenedIdentity, IdentityFailure>> {
  const refused = judgeHeader(file);
  if (refused !== null) return fail(refused);
  const decrypter = new Decrypter();
  decrypter.addPassphrase(typed(passphrase));
  try {
    return await decode(await decrypter.decrypt(file, 'text'));
  } catch (error) {
    const isUnmatched = error instanceof Error && error.message.startsWith('no identity matched');
    return fail({ kind: isUnmatched ? 'wrong-passphrase' : 'damaged' });
  }
}

/** The same passphrase typed on macOS (decomposed) and elsewhere (composed) must be one. */
function typed(passphrase: string): string {
  return passphrase.normalize('NFC');
}

function judgeHeader(file: Uint8Array): IdentityFailure | null {
  if (file.length > IDENTITY_SIZE_LIMIT) return { kind: 'damaged' };
  const start = Buffer.from(file.subarray(0, 512)).toString('latin1');
  const logN = Number(HEADER.exec(start)?.[1]);
  if (Number.isNaN(logN)) return { kind: 'damaged' };
  if (logN <= WORK_FACTOR_LIMIT) return null;
  return { kind: 'work-factor-too-high', logN, limit: WORK_FACTOR_LIMIT };
}

async function encode(keys: IdentityKeys): Promise<string> {
  return [
    '# haizhi identity v1',
    `# public key: ${await identityToRecipient(keys.agePrivate)}`,
    `# signing-key: ${Buffer.from(keys.signingKeyPkcs8).toString('base64')}`,
    `# profile-key: ${Buffer.from(keys.profileKey).toString('base64')}`,
    keys.agePrivate,
    '',
  ].join('\n');
}

async function decode(text: string): Promise<Result<OpenedIdentity, IdentityFailure>> {
  const lines = text.split('\n').map((each) => each.trimEnd());
  const version = /^# haizhi identity v(\d+)$/.exec(lines[0] ?? '')?.[1];
  if (version !== undefined && Number(version) > 1) {
    return fail({ kind: 'newer-version', version: Number(version) });
  }
  const agePrivate = onlyOne(lines, /^(AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58})$/);
  const signing = onlyOne(lines, /^# signing-key: ([A-Za-z0-9+/=]+)$/);
  const profile = onlyOne(lines, /^# profile-key: ([A-Za-z0-9+/]{43}=)$/);
  if (version === undefined || agePrivate === null || signing === null || profile === null) {
    return fail({ kind: 'damaged' });
  }
  const signingKeyPkcs8 = new Uint8Array(Buffer.from(signing, 'base64'));
  const profileKey = new Uint8Array(Buffer.from(profile, 'base64'));
  if (!isSigningKey(signingKeyPkcs8)) return fail({ kind: 'damaged' });
  const ageRecipient = await identityToRecipient(agePrivate);
  return ok({ agePrivate, ageRecipient, signingKeyPkcs8, profileKey });
}

function onlyOne(lines: readonly string[], pattern: RegExp): string | null {
  const found = lines.map((each) => pattern.exec(each)?.[1]).filter((each) => each !== undefined);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function isSigningKey(pkcs8: Uint8Array): boolean {
  try {
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    return (
      key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 3072
    );
  } catch {
    return false;
  }
}
