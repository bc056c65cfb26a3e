import { createHash, createPublicKey, verify } from 'node:crypto';
import { type OctetString, UTCTime } from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData } from 'pkijs';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type AuthorityCertificate,
  type CertificateFailure,
  checkAuthority,
  checkCertificate,
  type SignerCertificate,
} from './certificate.ts';
import { type CmsParts, encodeCms, signedAttributes } from './cms-form.ts';
import { isOneDerValue } from './der.ts';
import type { CertificateRole } from './object-identifiers.ts';
import type { SignBytes } from './signing-key.ts';

/** Who signs: certificate and authority in DER, and a signature function over ECDSA P-256 with SHA-256. */
export type CmsSigner = {
  readonly certificate: Uint8Array;
  readonly authority: Uint8Array;
  readonly sign: SignBytes;
};

/**
 * Why a detached signature is not believed: no CMS SignedData · not exactly one signer, or not exactly its certificate and
 * the authority's · holds content of its own · of another content · the mathematics fail · not encoded as we encode it
 * (other algorithms, attributes, order) · the certificate itself is refused.
 */
export type CmsFailure =
  | {
      readonly kind: 'signature';
      readonly flaw:
        | 'unreadable'
        | 'signers'
        | 'certificates'
        | 'attached'
        | 'other-content'
        | 'forged'
        | 'form';
    }
  | { readonly kind: 'certificate'; readonly flaw: CertificateFailure['kind'] };

/** A signature that holds: who signed, under which center, when by the signer's own claim (whole seconds). */
type VerifiedCms = {
  readonly leaf: SignerCertificate;
  readonly authority: AuthorityCertificate;
  readonly signedAt: Date;
};

/** What a signature is judged by; the certificate has to be valid at the signer's claimed time. */
export type CmsPolicy = {
  readonly roles: readonly CertificateRole[];
  readonly revoked?: ReadonlyMap<string, Date>;
};

const largest = 64 * 1024;

/**
 * Signs exact bytes as detached CMS SignedData (RFC 5652, DER). The bag holds the leaf and its authority, so that a first
 * import can show the center's name and fingerprint. `signedAt` loses its fraction of a second.
 */
export async function signCms(
  content: Uint8Array,
  signer: CmsSigner,
  signedAt: Date,
): Promise<Uint8Array> {
  const digest = sha256(content);
  const time = new Date(Math.floor(signedAt.getTime() / 1000) * 1000);
  const signature = await signer.sign(signedAttributes(digest, time));
  const { certificate: leaf, authority } = signer;
  return encodeCms({ leaf, authority, digest, signedAt: time, signature });
}

/**
 * Verifies a detached signature over `content` and the signer's role. Does not know whose authority it is: the caller
 * compares `authority.fingerprint` with the pinned one before believing anything.
 */
export async function verifyCms(
  signature: Uint8Array,
  content: Uint8Array,
  policy: CmsPolicy,
): Promise<Result<VerifiedCms, CmsFailure>> {
  const sound = signature.length <= largest && isOneDerValue(signature);
  const parts = sound ? readParts(signature) : flaw('unreadable');
  if (!parts.ok) return parts;
  const { leaf, authority, digest, signedAt } = parts.value;
  if (!sha256(content).equals(digest)) return flaw('other-content');
  const center = await checkAuthority(authority);
  if (!center.ok) return fail({ kind: 'certificate', flaw: center.failure.kind });
  const signer = await checkCertificate(leaf, { ...policy, authority, at: signedAt });
  if (!signer.ok) return fail({ kind: 'certificate', flaw: signer.failure.kind });
  if (!holds(parts.value, signer.value.publicKey)) return flaw('forged');
  return ok({ leaf: signer.value, authority: center.value, signedAt });
}

function flaw(name: Extract<CmsFailure, { kind: 'signature' }>['flaw']) {
  return fail({ kind: 'signature', flaw: name } satisfies CmsFailure);
}

function readParts(signature: Uint8Array): Result<CmsParts, CmsFailure> {
  try {
    const outer = ContentInfo.fromBER(new Uint8Array(signature));
    const parts = partsOf(new SignedData({ schema: outer.content }));
    if (!parts.ok) return parts;
    // Written again from its parts it must be the same bytes: then there is one reading of it, ours.
    const same = Buffer.from(encodeCms(parts.value)).equals(signature);
    return same ? parts : flaw('form');
  } catch {
    return flaw('unreadable');
  }
}

function partsOf(data: SignedData): Result<CmsParts, CmsFailure> {
  const [signer] = data.signerInfos;
  if (signer === undefined || data.signerInfos.length !== 1) return flaw('signers');
  if (data.encapContentInfo.eContent !== undefined) return flaw('attached');
  const attributes = signer.signedAttrs?.attributes ?? [];
  const time = attributes[1]?.values[0];
  const digest = attributes[2]?.values[0] as OctetString | undefined;
  if (!(time instanceof UTCTime) || digest === undefined) return flaw('form');
  const bag = (data.certificates ?? []).filter((each) => each instanceof Certificate);
  const [leaf, authority] = bag;
  const two = bag.length === 2 && data.certificates?.length === 2;
  if (!two || leaf === undefined || authority === undefined) return flaw('certificates');
  if (!isIssuerAndSerialOf(signer.sid, leaf)) return flaw('certificates');
  return ok({
    leaf: new Uint8Array(leaf.toSchema(true).toBER()),
    authority: new Uint8Array(authority.toSchema(true).toBER()),
    digest: new Uint8Array(digest.valueBlock.valueHexView),
    signedAt: time.toDate(),
    signature: new Uint8Array(signer.signature.valueBlock.valueHexView),
  });
}

function isIssuerAndSerialOf(sid: unknown, leaf: Certificate): boolean {
  return (
    sid instanceof IssuerAndSerialNumber &&
    sid.issuer.isEqual(leaf.issuer) &&
    sid.serialNumber.isEqual(leaf.serialNumber)
  );
}

function holds(parts: CmsParts, publicKey: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  return verify('sha256', signedAttributes(parts.digest, parts.signedAt), key, parts.signature);
}

function sha256(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
