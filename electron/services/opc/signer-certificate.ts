import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import { X509Certificate } from '@peculiar/x509';
import { refuse } from './refusal.ts';

/** What a signature needs to know of its signer's certificate. `serial` is decimal, `issuer` as RFC 4514 text. */
export interface SignerCertificate {
  readonly der: Uint8Array;
  readonly issuer: string;
  readonly serial: string;
  readonly algorithm: 'rsa' | 'ecdsa';
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
}

const MAX_DER = 16_384;

/**
 * Reads a DER certificate: exactly one, without trailing bytes, with an RSA key of 2048 to 8192 bits and exponent
 * 65537 or a P-256 key. Whether it is trusted is not asked here. `part` names the place for the refusal.
 */
export function readCertificate(der: Uint8Array, part: string): SignerCertificate {
  if (der.length > MAX_DER) refuse('certificate-unreadable', part, `${der.length} bytes`);
  if (!isOneSequence(der)) refuse('certificate-unreadable', part, 'not exactly one certificate');
  const certificate = parse(der, part);
  return {
    der,
    issuer: certificate.issuer,
    serial: BigInt(`0x${certificate.serialNumber}`).toString(),
    algorithm: keyAlgorithm(certificate, part),
    publicKey: new Uint8Array(certificate.publicKey.rawData),
  };
}

/** The library reads on past the end of a certificate and keeps what follows, so its outer length is checked here. */
function isOneSequence(der: Uint8Array): boolean {
  const [tag, form, high = 0, low = 0] = der;
  return tag === 0x30 && form === 0x82 && der.length === 4 + high * 256 + low;
}

function parse(der: Uint8Array, part: string): X509Certificate {
  try {
    const certificate = new X509Certificate(new Uint8Array(der));
    // Fields are decoded on first use: touch them here, where damage is still a refusal.
    void [certificate.issuer, certificate.serialNumber, certificate.publicKey.algorithm];
    return certificate;
  } catch (problem) {
    return refuse('certificate-unreadable', part, String(problem));
  }
}

/** The fields of the two kinds of key in one shape: which are there depends on the name. */
type KeyFields = { readonly name: string } & Partial<
  webcrypto.RsaKeyAlgorithm & webcrypto.EcKeyAlgorithm
>;

function keyAlgorithm(certificate: X509Certificate, part: string): SignerCertificate['algorithm'] {
  const algorithm: KeyFields = certificate.publicKey.algorithm;
  const { name, namedCurve, modulusLength = 0, publicExponent } = algorithm;
  if (name === 'ECDSA' && namedCurve === 'P-256') return 'ecdsa';
  const exponent = publicExponent ? Buffer.from(publicExponent).toString('hex') : '';
  const sound = modulusLength >= 2048 && modulusLength <= 8192 && exponent === '010001';
  if (name === 'RSASSA-PKCS1-v1_5' && sound) return 'rsa';
  return refuse('key-refused', part, `${name} ${namedCurve ?? modulusLength}`);
}

/** True if `value` is this certificate's signature of the bytes. */
export async function verifiesValue(
  certificate: SignerCertificate,
  value: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  const [importAs, verifyAs] = PARAMETERS[certificate.algorithm];
  const spki = new Uint8Array(certificate.publicKey);
  const key = await crypto.subtle.importKey('spki', spki, importAs, false, ['verify']);
  return crypto.subtle.verify(verifyAs, key, new Uint8Array(value), new Uint8Array(bytes));
}

const PARAMETERS = {
  rsa: [{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, { name: 'RSASSA-PKCS1-v1_5' }],
  ecdsa: [
    { name: 'ECDSA', namedCurve: 'P-256' },
    { name: 'ECDSA', hash: 'SHA-256' },
  ],
} as const;
