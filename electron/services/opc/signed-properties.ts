import { digestOf } from './bytes.ts';
import { NAMESPACE, SIGNATURE_PART } from './identifiers.ts';
import { refuse } from './refusal.ts';
import type { SignatureTree } from './signature-structure.ts';
import type { SignerCertificate } from './signer-certificate.ts';
import { descendants, type XmlElement } from './xml-tree.ts';

const PART = SIGNATURE_PART.signature;

/**
 * The claimed signing time, ISO 8601 in UTC. It stands twice under the signature, for XAdES readers and for Office,
 * and both must agree: a time that only one of them signs could be exchanged (CVE-2021-25634).
 */
export function signingTime(signature: SignatureTree): string {
  const xades = onlyText(signature.signedProperties, NAMESPACE.xades, 'SigningTime');
  const office = onlyText(signature.packageObject, NAMESPACE.packageSignature, 'Value');
  if (xades === null || office === null || xades !== office) {
    return refuse('time-unsigned', PART, `${xades} and ${office}`);
  }
  const shaped = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(xades);
  const time = shaped ? new Date(xades) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime()) || `${time.toISOString().slice(0, 19)}Z` !== xades) {
    refuse('time-malformed', PART, xades);
  }
  return xades;
}

/** Refuses a certificate other than the one that the signature names by digest, issuer and serial number. */
export function checkCertificateBinding(
  signature: SignatureTree,
  certificate: SignerCertificate,
): void {
  const properties = signature.signedProperties;
  const digest = onlyText(properties, NAMESPACE.signature, 'DigestValue');
  const issuer = onlyText(properties, NAMESPACE.signature, 'X509IssuerName');
  const serial = onlyText(properties, NAMESPACE.signature, 'X509SerialNumber');
  if (digest !== digestOf(certificate.der)) refuse('certificate-binding', PART, 'digest');
  if (issuer !== certificate.issuer) refuse('certificate-binding', PART, `issuer ${issuer}`);
  if (serial !== certificate.serial) refuse('certificate-binding', PART, `serial ${serial}`);
}

/** The comment that office programs show beside the signature; '' where there is none. */
export function signatureComment(signature: SignatureTree): string {
  return onlyText(signature.officeObject, NAMESPACE.office, 'SignatureComments') ?? '';
}

/** The text of the only such element below; null if there is none, several, or one with elements in it. */
function onlyText(within: XmlElement, uri: string, local: string): string | null {
  const found = [...descendants(within)].filter((one) => one.uri === uri && one.local === local);
  const [only] = found;
  const plain = only?.children.every((child) => typeof child === 'string');
  return only && plain && found.length === 1 ? only.children.join('') : null;
}
