import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { PackageSigner } from '../../../electron/services/opc/sign.ts';
import { emailProtection, roleUsage } from '../../../electron/services/pki/object-identifiers.ts';

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** Whoever can issue: a certificate, its private key and the algorithm of that key. */
export interface Issuer {
  readonly x509: X509Certificate;
  readonly keys: CryptoKeyPair;
  readonly algorithm: typeof EC | typeof RSA;
}

/** A leaf with the means to sign packages. */
export interface Leaf extends Issuer, PackageSigner {}

/** How a leaf differs from an honest expert's; everything has an honest default. */
export interface LeafOptions {
  readonly name?: string;
  readonly serial?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly usages?: readonly string[];
  readonly keyUsage?: number;
  readonly isAuthority?: boolean;
  readonly key?: 'rsa' | 'weak-rsa' | 'ecdsa';
}

const FROM = new Date('2026-01-01T00:00:00Z');
const UNTIL = new Date('2029-01-01T00:00:00Z');
const CENTER = 'CN=海智评审中心 测试, O="Test & Söhne, GmbH"';
export const EXPERT = 'CN=王 教授, O=Example';

const pairs = new Map<string, Promise<CryptoKeyPair>>();

/** RSA keys take half a second each, so each kind is made once a run and shared by name. */
function rsaPair(name: string, bits: number): Promise<CryptoKeyPair> {
  const made = pairs.get(name) ?? importedRsa(bits);
  pairs.set(name, made);
  return made;
}

async function importedRsa(bits: number): Promise<CryptoKeyPair> {
  const pair = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: 65_537 });
  const pkcs8 = new Uint8Array(pair.privateKey.export({ type: 'pkcs8', format: 'der' }));
  const spki = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }));
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, RSA, true, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', spki, RSA, true, ['verify']),
  };
}

async function ecPair(): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey(EC, true, ['sign', 'verify'])) as CryptoKeyPair;
}

/** A self-signed center on P-256. Two of the same name are two authorities with different keys. */
export async function makeCenter(name = CENTER): Promise<Issuer> {
  const keys = await ecPair();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '4a01',
    name,
    notBefore: FROM,
    notAfter: new Date('2036-01-01T00:00:00Z'),
    keys,
    signingAlgorithm: EC,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return { x509: certificate, keys, algorithm: EC };
}

/** A certificate issued by whoever is asked, honest or not. */
export async function makeLeaf(issuer: Issuer, options: LeafOptions = {}): Promise<Leaf> {
  const algorithm = options.key === 'ecdsa' ? EC : RSA;
  const keys = await keysFor(options.key ?? 'rsa');
  const certificate = await X509CertificateGenerator.create({
    serialNumber: options.serial ?? '51c3a7',
    subject: options.name ?? EXPERT,
    issuer: issuer.x509.subjectName,
    notBefore: options.notBefore ?? FROM,
    notAfter: options.notAfter ?? UNTIL,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: issuer.algorithm,
    extensions: [
      new BasicConstraintsExtension(options.isAuthority ?? false, undefined, true),
      new KeyUsagesExtension(options.keyUsage ?? HONEST_USAGE, true),
      new ExtendedKeyUsageExtension([...(options.usages ?? [roleUsage.expert, emailProtection])]),
    ],
  });
  const sign = async (bytes: Uint8Array) =>
    new Uint8Array(await crypto.subtle.sign(algorithm, keys.privateKey, new Uint8Array(bytes)));
  return {
    x509: certificate,
    keys,
    algorithm,
    certificate: new Uint8Array(certificate.rawData),
    sign,
  };
}

const HONEST_USAGE = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;

function keysFor(kind: 'rsa' | 'weak-rsa' | 'ecdsa'): Promise<CryptoKeyPair> {
  if (kind === 'ecdsa') return ecPair();
  return kind === 'rsa' ? rsaPair('rsa', 3072) : rsaPair('weak-rsa', 1024);
}

/** A certificate as PEM text, for tools. */
export function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
