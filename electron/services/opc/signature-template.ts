import { digestOf, toBase64 } from './bytes.ts';
import { escapeAttribute, escapeText } from './canonical.ts';
import { ALGORITHM, NAMESPACE } from './identifiers.ts';
import { type ManifestEntry, manifestUri } from './manifest.ts';
import type { SignerCertificate } from './signer-certificate.ts';

/** Everything that differs from one signature of ours to another. `time` is ISO 8601 in UTC, to the second. */
export interface SignatureContent {
  readonly manifest: readonly ManifestEntry[];
  readonly time: string;
  readonly comment: string;
  readonly certificate: SignerCertificate;
}

/** The four digested or signed pieces, each exactly as Canonical XML 1.0 writes it. */
export interface SignaturePieces {
  readonly packageObject: string;
  readonly officeObject: string;
  readonly signedProperties: string;
  readonly signedInfo: string;
}

const OBJECT_TYPE = `${NAMESPACE.signature}Object`;
const PROPERTIES_TYPE = 'http://uri.etsi.org/01903#SignedProperties';
const DS = ` xmlns="${NAMESPACE.signature}"`;

const element = (name: string, content = '', attributes = ''): string =>
  `<${name}${attributes}>${content}</${name}>`;
const algorithm = (name: string, uri: string, content = ''): string =>
  element(name, content, ` Algorithm="${uri}"`);
const digest = (value: string): string =>
  algorithm('DigestMethod', ALGORITHM.sha256) + element('DigestValue', value);

/**
 * The signature's pieces for this content, per the recipe that Office, WPS and LibreOffice accept (ECMA-376-2 clause
 * 12, MS-OFFCRYPTO 2.5.2, XAdES-EPES 1.3.2). Files on laptops are verified against this text: it never changes, a new
 * layout gets a second template beside it.
 */
export function signaturePieces(content: SignatureContent): SignaturePieces {
  const packageObject = element('Object', packageContent(content), `${DS} Id="idPackageObject"`);
  const officeObject = element('Object', officeContent(content), `${DS} Id="idOfficeObject"`);
  const signedProperties = element(
    'xd:SignedProperties',
    propertiesContent(content),
    `${DS} xmlns:xd="${NAMESPACE.xades}" Id="idSignedProperties"`,
  );
  const digests = [packageObject, officeObject, signedProperties].map(digestOf);
  const info = signedInfoContent(content.certificate.algorithm, digests);
  return {
    packageObject,
    officeObject,
    signedProperties,
    signedInfo: element('SignedInfo', info, DS),
  };
}

/** The whole signature part. `value` is what the signer made of the UTF-8 bytes of `pieces.signedInfo`. */
export function signatureDocument(
  content: SignatureContent,
  pieces: SignaturePieces,
  value: Uint8Array,
): Uint8Array {
  const certificate = element('X509Certificate', toBase64(content.certificate.der));
  // Inside the document the namespaces come from the root, so the pieces lose their own declarations.
  const inner = (piece: string) => piece.replace(DS, '');
  const properties = inner(pieces.signedProperties).replace(` xmlns:xd="${NAMESPACE.xades}"`, '');
  const body =
    inner(pieces.signedInfo) +
    element('SignatureValue', toBase64(value)) +
    element('KeyInfo', element('X509Data', certificate)) +
    inner(pieces.packageObject) +
    inner(pieces.officeObject) +
    element(
      'Object',
      element(
        'xd:QualifyingProperties',
        properties,
        ` xmlns:xd="${NAMESPACE.xades}" Target="#idPackageSignature"`,
      ),
    );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n${element('Signature', body, `${DS} Id="idPackageSignature"`)}`,
  );
}

function packageContent({ manifest, time }: SignatureContent): string {
  const stamp =
    element('mdssi:Format', 'YYYY-MM-DDThh:mm:ssTZD') + element('mdssi:Value', escapeText(time));
  return (
    element('Manifest', manifest.map(manifestReference).join('')) +
    signatureProperty(
      'idSignatureTime',
      element('mdssi:SignatureTime', stamp, ` xmlns:mdssi="${NAMESPACE.packageSignature}"`),
    )
  );
}

const signatureProperty = (id: string, content: string): string =>
  element(
    'SignatureProperties',
    element('SignatureProperty', content, ` Id="${id}" Target="#idPackageSignature"`),
  );

function manifestReference(entry: ManifestEntry): string {
  const uri = escapeAttribute(manifestUri(entry));
  const transforms = entry.relationshipIds ? relationshipTransforms(entry.relationshipIds) : '';
  return element('Reference', transforms + digest(entry.digest), ` URI="${uri}"`);
}

function relationshipTransforms(ids: readonly string[]): string {
  const selectors = ids.map((id) =>
    element(
      'mdssi:RelationshipReference',
      '',
      ` xmlns:mdssi="${NAMESPACE.packageSignature}" SourceId="${escapeAttribute(id)}"`,
    ),
  );
  return element(
    'Transforms',
    algorithm('Transform', ALGORITHM.relationships, selectors.join('')) +
      algorithm('Transform', ALGORITHM.canonical),
  );
}

/** MS-OFFCRYPTO 2.5.2.5: Office shows no signature details without these fifteen, in this order. */
function officeContent({ comment }: SignatureContent): string {
  const details =
    element('SetupID') +
    element('SignatureText') +
    element('SignatureImage') +
    element('SignatureComments', escapeText(comment)) +
    element('WindowsVersion', '10.0') +
    element('OfficeVersion', '16.0') +
    element('ApplicationVersion', '16.0') +
    element('Monitors', '1') +
    element('HorizontalResolution', '1280') +
    element('VerticalResolution', '800') +
    element('ColorDepth', '32') +
    element('SignatureProviderId', '{00000000-0000-0000-0000-000000000000}') +
    element('SignatureProviderUrl') +
    element('SignatureProviderDetails', '9') +
    element('SignatureType', '1');
  return signatureProperty(
    'idOfficeV1Details',
    element('SignatureInfoV1', details, ` xmlns="${NAMESPACE.office}"`),
  );
}

/** XAdES-EPES: the time and the certificate are under the signature, so neither can be exchanged. */
function propertiesContent({ time, certificate }: SignatureContent): string {
  const issuer =
    element('X509IssuerName', escapeText(certificate.issuer)) +
    element('X509SerialNumber', certificate.serial);
  const binding =
    element('xd:CertDigest', digest(digestOf(certificate.der))) +
    element('xd:IssuerSerial', issuer);
  return element(
    'xd:SignedSignatureProperties',
    element('xd:SigningTime', escapeText(time)) +
      element('xd:SigningCertificate', element('xd:Cert', binding)) +
      element('xd:SignaturePolicyIdentifier', element('xd:SignaturePolicyImplied')),
  );
}

function signedInfoContent(
  key: SignerCertificate['algorithm'],
  digests: readonly string[],
): string {
  const [packageDigest = '', officeDigest = '', propertiesDigest = ''] = digests;
  const transform = element('Transforms', algorithm('Transform', ALGORITHM.canonical));
  return (
    algorithm('CanonicalizationMethod', ALGORITHM.canonical) +
    algorithm('SignatureMethod', ALGORITHM[key]) +
    infoReference('#idPackageObject', OBJECT_TYPE, packageDigest) +
    infoReference('#idOfficeObject', OBJECT_TYPE, officeDigest) +
    infoReference('#idSignedProperties', PROPERTIES_TYPE, propertiesDigest, transform)
  );
}

const infoReference = (uri: string, type: string, value: string, transforms = ''): string =>
  element('Reference', transforms + digest(value), ` Type="${type}" URI="${uri}"`);
