import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  sign,
} from 'node:crypto';
import { promisify } from 'node:util';

/** A key pair as plain bytes: PKCS#8 and SubjectPublicKeyInfo, both DER. */
export type KeyPair = { readonly privateKey: Uint8Array; readonly publicKey: Uint8Array };

/** Signs exact bytes and gives the signature as X.509 and CMS hold it: for ECDSA the DER pair (r, s). */
export type SignBytes = (bytes: Uint8Array) => Promise<Uint8Array>;

/** How the center signs certificates and bundles. */
export const centerAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** How experts sign requests and workbooks: the safest choice for Excel. */
export const expertAlgorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

const generate = promisify(generateKeyPair);

/** A fresh ECDSA P-256 pair for the center. */
export async function createCenterKey(): Promise<KeyPair> {
  const pair = await generate('ec', { namedCurve: 'prime256v1' });
  return exported(pair.publicKey, pair.privateKey);
}

/** A fresh RSA-3072 pair, exponent 65537, for an expert or chair. Takes about half a second of one core, off the main thread. */
export async function createExpertKey(): Promise<KeyPair> {
  const pair = await generate('rsa', { modulusLength: 3072, publicExponent: 65_537 });
  return exported(pair.publicKey, pair.privateKey);
}

/** A signer with SHA-256 over a PKCS#8 key. Throws where the bytes are no private key: they come from the vault. */
export function signWith(privateKey: Uint8Array): SignBytes {
  const key = privateKeyOf(privateKey);
  return async (bytes) => new Uint8Array(sign('sha256', bytes, key));
}

/**
 * A PKCS#8 key as the system's cryptography holds it, which erases it when nobody does any more. No copy of the bytes is made.
 * Throws where they are no private key.
 */
export function privateKeyOf({ buffer, byteOffset, length }: Uint8Array): KeyObject {
  const key = Buffer.from(buffer, byteOffset, length);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

/** Whether a SubjectPublicKeyInfo is an ECDSA key on P-256. */
export function isP256Key(publicKey: Uint8Array): boolean {
  const key = readPublicKey(publicKey);
  return key?.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

/** Whether a SubjectPublicKeyInfo is an RSA key of 3072 to 8192 bits with exponent 65537. */
export function isStrongRsaKey(publicKey: Uint8Array): boolean {
  const key = readPublicKey(publicKey);
  const { modulusLength = 0, publicExponent } = key?.asymmetricKeyDetails ?? {};
  const usual = key?.asymmetricKeyType === 'rsa' && publicExponent === 65_537n;
  return usual && modulusLength >= 3072 && modulusLength <= 8192;
}

function readPublicKey(publicKey: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

/** The pair as WebCrypto holds it, for the certificate library. */
export async function importPair(
  pair: KeyPair,
  algorithm: typeof centerAlgorithm | typeof expertAlgorithm,
) {
  const { subtle } = globalThis.crypto;
  const [privateKey, publicKey] = await Promise.all([
    subtle.importKey('pkcs8', new Uint8Array(pair.privateKey), algorithm, false, ['sign']),
    subtle.importKey('spki', new Uint8Array(pair.publicKey), algorithm, true, ['verify']),
  ]);
  return { privateKey, publicKey };
}

function exported(
  publicKey: { export(options: { type: 'spki'; format: 'der' }): Buffer },
  privateKey: { export(options: { type: 'pkcs8'; format: 'der' }): Buffer },
): KeyPair {
  return {
    privateKey: new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' })),
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
  };
}
