import 'reflect-metadata';
import { createHash } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
} from '@peculiar/x509';
import { fromBER } from 'asn1js';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { decodeName, nameBytes } from './distinguished-name.ts';
import { anyUsage, asRead, type CertificateRole, roleUsage } from './object-identifiers.ts';
import { isP256Key, isStrongRsaKey } from './signing-key.ts';

/** A certificate that passed every check, told in plain values. */
export type SignerCertificate = {
  /** Common name and organisation, '' where there is none. They are shown, never trusted. */
  readonly name: string;
  readonly organisation: string;
  readonly role: CertificateRole;
  /** Lower-case hex, as encoded. */
  readonly serial: string;
  /** SHA-256 of the certificate, lower-case hex. */
  readonly fingerprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
};

/** A center as its own certificate shows it. The fingerprint is what is pinned and compared by phone. */
export type AuthorityCertificate = Omit<SignerCertificate, 'role'> & {
  /** DER. */
  readonly certificate: Uint8Array;
};

/**
 * Why a certificate is not believed: no single DER certificate · not issued by this authority, or the authority's own
 * certificate is none · after or before its time · without the role, or with several · a CA itself · a key too weak or of
 * the wrong kind for the role · a critical extension that we do not know · on the revocation list.
 */
export type CertificateFailure = {
  readonly kind:
    | 'unreadable'
    | 'other-authority'
    | 'expired'
    | 'not-yet-valid'
    | 'wrong-usage'
    | 'is-authority'
    | 'weak-key'
    | 'unknown-extension'
    | 'revoked';
};

/** What a certificate is judged by. */
export type CertificatePolicy = {
  /** The center's own certificate, DER. */
  readonly authority: Uint8Array;
  /** The time that counts: of signing, not of looking. Ends of the validity belong to it. */
  readonly at: Date;
  /** Roles that are accepted here. A certificate has exactly one. */
  readonly roles: readonly CertificateRole[];
  /** Serial numbers in lower-case hex. */
  readonly revoked?: ReadonlySet<string>;
};

const understood = new Set(['2.5.29.19', '2.5.29.15', '2.5.29.37']);
const roles = new Map<string, CertificateRole>([
  [asRead(roleUsage.bundle), 'bundle'],
  [asRead(roleUsage.expert), 'expert'],
  [asRead(roleUsage.chair), 'chair'],
]);

/** SHA-256 of a DER value, 64 lower-case hex digits. */
export function fingerprint(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}

/**
 * Trust by role: the leaf is issued directly by the authority, is no CA, has the right key and usages, no critical
 * extension beyond these, the one role out of `roles`, is valid at the time and not revoked. `openssl -purpose any` lets
 * an expert sign a bundle, since one authority certifies everybody: this does not.
 */
export async function checkCertificate(
  leafDer: Uint8Array,
  policy: CertificatePolicy,
): Promise<Result<SignerCertificate, CertificateFailure>> {
  const leaf = parse(leafDer);
  if (leaf === null) return fail({ kind: 'unreadable' });
  const authority = await checkAuthority(policy.authority);
  if (!authority.ok) return fail({ kind: 'other-authority' });
  if (!(await issuedBy(leaf, policy.authority))) return fail({ kind: 'other-authority' });
  const flaw = unfit(leaf);
  if (flaw !== null) return fail({ kind: flaw });
  const role = roleOf(leaf);
  if (role === null || !policy.roles.includes(role)) return fail({ kind: 'wrong-usage' });
  if (!hasKeyFor(leaf, role)) return fail({ kind: 'weak-key' });
  if (policy.at < leaf.notBefore) return fail({ kind: 'not-yet-valid' });
  if (policy.at > leaf.notAfter) return fail({ kind: 'expired' });
  if (policy.revoked?.has(leaf.serialNumber.toLowerCase())) return fail({ kind: 'revoked' });
  return ok({ ...plainValues(leaf), role });
}

/**
 * A center's own certificate: a self-signed ECDSA P-256 CA that may sign certificates. Says nothing about whose it is:
 * anybody can make one, so its fingerprint has to be compared. Its end does not undo what was signed in its time.
 */
export async function checkAuthority(
  der: Uint8Array,
): Promise<Result<AuthorityCertificate, CertificateFailure>> {
  const authority = parse(der);
  if (authority === null) return fail({ kind: 'unreadable' });
  const isAuthority = authority.getExtension(BasicConstraintsExtension)?.ca === true;
  const usages = authority.getExtension(KeyUsagesExtension)?.usages ?? 0;
  if (!isAuthority || !(usages & KeyUsageFlags.keyCertSign)) return fail({ kind: 'wrong-usage' });
  if (hasUnknownExtension(authority)) return fail({ kind: 'unknown-extension' });
  if (!isP256(authority)) return fail({ kind: 'weak-key' });
  if (!(await issuedBy(authority, der))) return fail({ kind: 'other-authority' });
  return ok({ ...plainValues(authority), certificate: new Uint8Array(der) });
}

function parse(der: Uint8Array): X509Certificate | null {
  try {
    const copy = new Uint8Array(der);
    // Trailing bytes would give two certificates with one meaning and two fingerprints.
    if (fromBER(copy).offset !== copy.length) return null;
    const certificate = new X509Certificate(copy);
    return Buffer.from(certificate.rawData).equals(copy) ? certificate : null;
  } catch {
    return null;
  }
}

async function issuedBy(leaf: X509Certificate, authorityDer: Uint8Array): Promise<boolean> {
  const authority = new X509Certificate(new Uint8Array(authorityDer));
  if (!nameBytes(leaf.issuerName).equals(nameBytes(authority.subjectName))) return false;
  try {
    return await leaf.verify({ publicKey: authority.publicKey, signatureOnly: true });
  } catch {
    return false;
  }
}

function unfit(leaf: X509Certificate): CertificateFailure['kind'] | null {
  const usages = leaf.getExtension(KeyUsagesExtension)?.usages ?? 0;
  const isAuthority = leaf.getExtension(BasicConstraintsExtension)?.ca === true;
  if (isAuthority || usages & KeyUsageFlags.keyCertSign) return 'is-authority';
  if (hasUnknownExtension(leaf)) return 'unknown-extension';
  return usages & KeyUsageFlags.digitalSignature ? null : 'wrong-usage';
}

function hasUnknownExtension(certificate: X509Certificate): boolean {
  const types = certificate.extensions.map((each) => each.type);
  const twice = new Set(types).size !== types.length;
  return (
    twice || certificate.extensions.some((each) => each.critical && !understood.has(each.type))
  );
}

function roleOf(leaf: X509Certificate): CertificateRole | null {
  const usages = leaf.getExtension(ExtendedKeyUsageExtension)?.usages ?? [];
  if (usages.includes(anyUsage)) return null;
  const found = usages.flatMap((usage) => roles.get(String(usage)) ?? []);
  return found.length === 1 ? (found[0] as CertificateRole) : null;
}

function hasKeyFor(leaf: X509Certificate, role: CertificateRole): boolean {
  return role === 'bundle' ? isP256(leaf) : isStrongRsaKey(new Uint8Array(leaf.publicKey.rawData));
}

function isP256(certificate: X509Certificate): boolean {
  return isP256Key(new Uint8Array(certificate.publicKey.rawData));
}

function plainValues(certificate: X509Certificate): Omit<SignerCertificate, 'role'> {
  const bytes = new Uint8Array(certificate.rawData);
  return {
    ...decodeName(certificate.subjectName),
    serial: certificate.serialNumber.toLowerCase(),
    fingerprint: fingerprint(bytes),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    publicKey: new Uint8Array(certificate.publicKey.rawData),
  };
}
