import type { Result } from '../../../shared/result.ts';
import { readStrictPackage, type StrictPackage } from '../zip/strict-package.ts';
import { canonicalize } from './canonical.ts';
import { checkContent } from './content-policy.ts';
import { checkCoverage } from './coverage.ts';
import { SIGNATURE_PART } from './identifiers.ts';
import type { ManifestEntry } from './manifest.ts';
import { readPackage } from './package-model.ts';
import { type InvalidReason, Refusal, refuse } from './refusal.ts';
import { isUnsigned, locateSignature } from './signature-parts.ts';
import { readSignature, type SignatureTree } from './signature-structure.ts';
import { signaturePieces } from './signature-template.ts';
import { checkSignedInfo } from './signed-info.ts';
import { checkCertificateBinding, signatureComment, signingTime } from './signed-properties.ts';
import { readCertificate, type SignerCertificate, verifiesValue } from './signer-certificate.ts';

export type { InvalidReason } from './refusal.ts';

/**
 * The judgement on a package. `part` has no leading slash and is empty for the archive itself; `detail` is a technical
 * note without control characters, not screen text. `time` is what the signer claimed, ISO 8601 in UTC.
 */
export type PackageVerdict<Untrusted extends string = string> =
  | {
      readonly kind: 'valid';
      /** DER of the signer's certificate. */
      readonly signer: Uint8Array;
      readonly time: string;
      readonly comment: string;
      /** The signed parts, exactly the bytes that were verified, by name without leading slash. */
      readonly parts: ReadonlyMap<string, Uint8Array>;
    }
  | { readonly kind: 'unsigned' }
  | {
      readonly kind: 'invalid';
      readonly reason: InvalidReason;
      readonly part: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'untrusted';
      readonly reason: Untrusted;
      readonly signer: Uint8Array;
      readonly time: string;
      readonly detail: string;
    };

/** Decides whether a leaf (DER) may sign workbooks and was valid at the claimed time. */
type SignerCheck<Untrusted extends string> = (
  leaf: Uint8Array,
  at: Date,
) => Promise<Result<unknown, { readonly kind: Untrusted; readonly detail?: string }>>;

/** `now` only bounds the claimed time. */
interface VerifyOptions<Untrusted extends string> {
  readonly now: Date;
  readonly checkSigner: SignerCheck<Untrusted>;
}

/** How far a claimed time may lie ahead: laptops set to a wrong time zone are common, and harmless here. */
const CLOCK_TOLERANCE_MS = 24 * 60 * 60 * 1000;

/**
 * Judges a workbook package of up to 50 MB. Only our own profile can be `valid`: one strict reading of the ZIP, one
 * signature of our template, every part under it and every part of a kind that our workbooks hold. Consumers use only
 * the `parts` of the verdict and never read the file again. `untrusted` means intact but signed by someone whom
 * checkSigner turns down. Never throws on hostile input.
 */
export async function verifyPackage<Untrusted extends string>(
  bytes: Uint8Array,
  options: VerifyOptions<Untrusted>,
): Promise<PackageVerdict<Untrusted>> {
  const read = readStrictPackage(bytes);
  if (!read.ok) {
    const { kind: reason, entry: part, detail } = read.failure;
    return { kind: 'invalid', reason, part, detail };
  }
  try {
    return await judge(read.value, options);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    const { reason, part, detail } = problem;
    return { kind: 'invalid', reason, part, detail };
  }
}

async function judge<Untrusted extends string>(
  archive: StrictPackage,
  options: VerifyOptions<Untrusted>,
): Promise<PackageVerdict<Untrusted>> {
  const parts = new Map([...archive.entries].map(([name, entry]) => [name, entry.bytes]));
  if (!parts.has(SIGNATURE_PART.contentTypes)) {
    refuse('content-types', SIGNATURE_PART.contentTypes, 'missing');
  }
  if (isUnsigned(parts)) return { kind: 'unsigned' };
  const [folder] = archive.folders;
  if (folder) refuse('folder-entry', folder, 'our packages hold none');
  const pkg = readPackage(parts);
  const signature = readSignature(locateSignature(pkg));
  const certificate = await checkSignature(signature);
  const time = signingTime(signature);
  const manifest = checkCoverage(pkg, signature);
  const comment = signatureComment(signature);
  checkTemplate(signature, { manifest, time, comment, certificate });
  checkContent(pkg);
  if (new Date(time).getTime() > options.now.getTime() + CLOCK_TOLERANCE_MS) {
    refuse('time-future', SIGNATURE_PART.signature, time);
  }
  const signer = certificate.der;
  const trusted = await options.checkSigner(signer, new Date(time));
  if (!trusted.ok) {
    const { kind: reason, detail = '' } = trusted.failure;
    return { kind: 'untrusted', reason, signer, time, detail };
  }
  return { kind: 'valid', signer, time, comment, parts: coveredParts(parts, manifest) };
}

/** The cryptographic chain: value over SignedInfo, SignedInfo over the objects, objects over the certificate. */
async function checkSignature(signature: SignatureTree): Promise<SignerCertificate> {
  const key = checkSignedInfo(signature);
  const certificate = readCertificate(signature.certificate, SIGNATURE_PART.signature);
  checkCertificateBinding(signature, certificate);
  if (certificate.algorithm !== key) {
    refuse('algorithm-refused', SIGNATURE_PART.signature, `${key} with a key for another`);
  }
  const signed = Buffer.from(canonicalize(signature.signedInfo));
  if (!(await verifiesValue(certificate, signature.value, signed))) {
    refuse('signature-value', SIGNATURE_PART.signature, 'not made with this key');
  }
  return certificate;
}

/**
 * The net under all other checks: the signed pieces must be, byte for byte, what our signer writes for this package.
 * A valid key cannot smuggle in anything that the checks above did not think of.
 */
function checkTemplate(
  signature: SignatureTree,
  content: Parameters<typeof signaturePieces>[0],
): void {
  const pieces = signaturePieces(content);
  const compare = (element: SignatureTree['signedInfo'], piece: string, reason: InvalidReason) => {
    if (canonicalize(element) !== piece) refuse(reason, SIGNATURE_PART.signature, element.local);
  };
  compare(signature.packageObject, pieces.packageObject, 'manifest-altered');
  compare(signature.officeObject, pieces.officeObject, 'signature-structure');
  compare(signature.signedProperties, pieces.signedProperties, 'signature-structure');
  compare(signature.signedInfo, pieces.signedInfo, 'signature-structure');
}

function coveredParts(
  parts: ReadonlyMap<string, Uint8Array>,
  manifest: readonly ManifestEntry[],
): ReadonlyMap<string, Uint8Array> {
  const covered = new Map<string, Uint8Array>();
  for (const { part } of manifest) {
    const bytes = parts.get(part);
    if (bytes) covered.set(part, bytes);
  }
  return covered;
}
