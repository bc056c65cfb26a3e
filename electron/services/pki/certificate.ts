import 'reflect-metadata';
import { createHash, X509Certificate as OpensslCertificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
} from '@peculiar/x509';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isOneDerValue } from './der.ts';
import { decodeName } from './distinguished-name.ts';
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
type CertificatePolicy = {
  /** The center's own certificate, DER. */
  readonly authority: Uint8Array;
  /** The time that counts: of signing, not of looking. Ends of the validity belong to it. */
  readonly at: Date;
  /** Roles that are accepted here. A certificate has exactly one. */
  readonly roles: readonly CertificateRole[];
  /** Serial numbers in lower-case hex, and from when on each is refused. */
  readonly revoked?: ReadonlyMap<string, Date>;
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
 * extension beyond these, the one role out of `roles`, is valid at the time and not revoked by then. `openssl -purpose any` lets
 * an expert sign a bundle, since one authority certifies everybody: this does not.
 */
export async function checkCertificate(
  leafDer: Uint8Array,
  policy: CertificatePolicy,
): Promise<Result<SignerCertificate, CertificateFailure>> {
  const leaf = read(leafDer);
  if (leaf === null) return fail({ kind: 'unreadable' });
  const authority = await checkAuthority(policy.authority);
  if (!authority.ok) return fail({ kind: 'other-authority' });
  if (!issuedBy(leafDer, policy.authority)) return fail({ kind: 'other-authority' });
  if (leaf.isAuthority || leaf.keyUsage & KeyUsageFlags.keyCertSign) {
    return fail({ kind: 'is-authority' });
  }
  if (leaf.hasUnknownExtension) return fail({ kind: 'unknown-extension' });
  const role = roleOf(leaf.usages);
  const signs = (leaf.keyUsage & KeyUsageFlags.digitalSignature) !== 0;
  if (!signs || role === null || !policy.roles.includes(role)) return fail({ kind: 'wrong-usage' });
  const isRightKey = role === 'bundle' ? isP256Key : isStrongRsaKey;
  if (!isRightKey(leaf.shown.publicKey)) return fail({ kind: 'weak-key' });
  if (policy.at < leaf.shown.notBefore) return fail({ kind: 'not-yet-valid' });
  if (policy.at > leaf.shown.notAfter) return fail({ kind: 'expired' });
  const since = policy.revoked?.get(leaf.shown.serial);
  if (since !== undefined && policy.at >= since) return fail({ kind: 'revoked' });
  return ok({ ...leaf.shown, role });
}

/**
 * A center's own certificate: a self-signed ECDSA P-256 CA that may sign certificates. Says nothing about whose it is:
 * anybody can make one, so its fingerprint has to be compared. Its end does not undo what was signed in its time.
 */
export async function checkAuthority(
  der: Uint8Array,
): Promise<Result<AuthorityCertificate, CertificateFailure>> {
  const authority = read(der);
  if (authority === null) return fail({ kind: 'unreadable' });
  const issues = (authority.keyUsage & KeyUsageFlags.keyCertSign) !== 0;
  if (!authority.isAuthority || !issues) return fail({ kind: 'wrong-usage' });
  if (authority.hasUnknownExtension) return fail({ kind: 'unknown-extension' });
  if (!isP256Key(authority.shown.publicKey)) return fail({ kind: 'weak-key' });
  if (!issuedBy(der, der)) return fail({ kind: 'other-authority' });
  return ok({ ...authority.shown, certificate: new Uint8Array(der) });
}

/**
 * Whom a certificate names, whoever made it: what is said there is a claim, but for the fingerprint. At most 200 characters
 * of each, none that controls how others are shown. Never throws; what cannot be read has no names.
 */
export function claimedSubject(
  der: Uint8Array,
): Pick<SignerCertificate, 'name' | 'organisation' | 'fingerprint'> {
  const { name = '', organisation = '' } = read(der)?.shown ?? {};
  const plain = (text: string) => text.toWellFormed().replace(/\p{C}/gu, ' ').slice(0, 200);
  return { name: plain(name), organisation: plain(organisation), fingerprint: fingerprint(der) };
}

/** A certificate taken apart: nothing of it is parsed later, where a hostile extension would throw in the middle of a check. */
type Parts = {
  readonly isAuthority: boolean;
  readonly keyUsage: number;
  readonly usages: readonly string[];
  readonly hasUnknownExtension: boolean;
  readonly shown: Omit<SignerCertificate, 'role'>;
};

function read(der: Uint8Array): Parts | null {
  if (!isOneDerValue(der)) return null;
  try {
    const parsed = new X509Certificate(new Uint8Array(der));
    return {
      isAuthority: parsed.getExtension(BasicConstraintsExtension)?.ca === true,
      keyUsage: parsed.getExtension(KeyUsagesExtension)?.usages ?? 0,
      usages: (parsed.getExtension(ExtendedKeyUsageExtension)?.usages ?? []).map(String),
      hasUnknownExtension: hasUnknownExtension(parsed),
      shown: shownValues(parsed, der),
    };
  } catch {
    return null;
  }
}

/**
 * Whether the authority of `authorityDer` issued and signed it. OpenSSL judges the signature: the other library forgives
 * spare bits and lengths in it, and so many certificates would be the same.
 */
function issuedBy(der: Uint8Array, authorityDer: Uint8Array): boolean {
  try {
    const authority = new OpensslCertificate(authorityDer);
    const leaf = new OpensslCertificate(der);
    return leaf.checkIssued(authority) && leaf.verify(authority.publicKey);
  } catch {
    return false;
  }
}

function hasUnknownExtension(certificate: X509Certificate): boolean {
  const types = certificate.extensions.map((each) => each.type);
  const twice = new Set(types).size !== types.length;
  return (
    twice || certificate.extensions.some((each) => each.critical && !understood.has(each.type))
  );
}

function roleOf(usages: readonly string[]): CertificateRole | null {
  if (usages.includes(anyUsage)) return null;
  const found = usages.flatMap((usage) => roles.get(usage) ?? []);
  return found.length === 1 ? (found[0] as CertificateRole) : null;
}

function shownValues(
  certificate: X509Certificate,
  der: Uint8Array,
): Omit<SignerCertificate, 'role'> {
  return {
    ...decodeName(certificate.subjectName),
    serial: certificate.serialNumber.toLowerCase(),
    fingerprint: fingerprint(der),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    publicKey: new Uint8Array(certificate.publicKey.rawData),
  };
}
