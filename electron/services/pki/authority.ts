import 'reflect-metadata';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { encodeName, isSubjectName, type Subject } from './distinguished-name.ts';
import type { EnrolmentRequest } from './enrolment-request.ts';
import {
  type CertificateRole,
  documentSigning,
  emailProtection,
  roleUsage,
} from './object-identifiers.ts';
import { centerAlgorithm, createCenterKey, importPair, type KeyPair } from './signing-key.ts';

/** A certificate (DER) and the private key (PKCS#8 DER) of its subject. */
export type Credential = { readonly certificate: Uint8Array; readonly privateKey: Uint8Array };

/** The clock and the random bytes of whoever issues. Keys and signatures draw their own from the system. */
export type IssuingContext = {
  readonly now: Date;
  /** `count` bytes that nobody can foresee: serial numbers come from them. */
  readonly random: (count: number) => Uint8Array;
};

/** Why nothing was issued: a name that no certificate can carry, or an authority that is past its end. */
type IssueFailure = { readonly kind: 'bad-name' } | { readonly kind: 'authority-expired' };

const authorityYears = 12;
const leafYears = 3;
const signing = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;

/**
 * Founds a center: a self-signed ECDSA P-256 authority (CA, path length 0, 12 years) under the center's name, which may
 * have 1 to 64 characters. Its private key issues certificates and signs nothing else.
 */
export async function createAuthority(
  center: Subject,
  context: IssuingContext,
): Promise<Result<Credential, IssueFailure>> {
  if (!isSubjectName(center.name)) return fail({ kind: 'bad-name' });
  const pair = await createCenterKey();
  const keys = await importPair(pair, centerAlgorithm);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(context),
    name: encodeName(center),
    notBefore: wholeSecond(context.now),
    notAfter: yearsLater(context.now, authorityYears),
    keys,
    signingAlgorithm: centerAlgorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return ok({ certificate: new Uint8Array(certificate.rawData), privateKey: pair.privateKey });
}

/** Makes the key and certificate that sign bundles (ECDSA P-256, 3 years): at the founding, and again before they end. */
export async function createBundleSigner(
  authority: Credential,
  center: Subject,
  context: IssuingContext,
): Promise<Result<Credential, IssueFailure>> {
  const pair = await createCenterKey();
  const certificate = await certifyBundleSigner(authority, center, pair.publicKey, context);
  if (!certificate.ok) return certificate;
  return ok({ certificate: certificate.value, privateKey: pair.privateKey });
}

/** Certifies a key (SubjectPublicKeyInfo, DER) of the center's own to sign bundles. Gives DER. */
export function certifyBundleSigner(
  authority: Credential,
  center: Subject,
  publicKey: Uint8Array,
  context: IssuingContext,
): Promise<Result<Uint8Array, IssueFailure>> {
  return issueLeaf(authority, { subject: center, publicKey }, 'bundle', context);
}

/**
 * Certifies the key of a verified enrolment request as an expert's or a chair's for 3 years, but never beyond the end of
 * the authority. Gives DER. Whether the request really is that person's is for people to settle, by its fingerprint.
 */
export async function issue(
  authority: Credential,
  request: EnrolmentRequest,
  role: Exclude<CertificateRole, 'bundle'>,
  context: IssuingContext,
): Promise<Result<Uint8Array, IssueFailure>> {
  const subject = { name: request.name, organisation: request.organisation };
  return issueLeaf(authority, { subject, publicKey: request.publicKey }, role, context);
}

async function issueLeaf(
  authority: Credential,
  leaf: { readonly subject: Subject; readonly publicKey: Uint8Array },
  role: CertificateRole,
  context: IssuingContext,
): Promise<Result<Uint8Array, IssueFailure>> {
  if (!isSubjectName(leaf.subject.name)) return fail({ kind: 'bad-name' });
  const issuer = new X509Certificate(new Uint8Array(authority.certificate));
  if (context.now > issuer.notAfter) return fail({ kind: 'authority-expired' });
  const publicKey = new Uint8Array(leaf.publicKey);
  const end = yearsLater(context.now, leafYears);
  const issuerKeys = await importPair(pairOf(authority), centerAlgorithm);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(context),
    subject: encodeName(leaf.subject),
    issuer: issuer.subjectName,
    notBefore: wholeSecond(context.now),
    notAfter: end < issuer.notAfter ? end : issuer.notAfter,
    publicKey,
    signingKey: issuerKeys.privateKey,
    signingAlgorithm: centerAlgorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(signing, true),
      new ExtendedKeyUsageExtension(usagesOf(role)),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await SubjectKeyIdentifierExtension.create(publicKey),
    ],
  });
  return ok(new Uint8Array(certificate.rawData));
}

function usagesOf(role: CertificateRole): string[] {
  const own = [roleUsage[role], emailProtection];
  return role === 'bundle' ? own : [...own, documentSigning];
}

function pairOf(authority: Credential): KeyPair {
  const key = Buffer.from(authority.privateKey);
  const publicKey = createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
  return {
    privateKey: authority.privateKey,
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
  };
}

/** 127 random bits with the second highest set: positive, never short, 16 bytes (RFC 5280, 4.1.2.2). */
function serialNumber(context: IssuingContext): string {
  const bytes = Buffer.from(context.random(16));
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

function yearsLater(date: Date, years: number): Date {
  const later = wholeSecond(date);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
