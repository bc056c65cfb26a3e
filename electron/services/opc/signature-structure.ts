import { fromBase64 } from './bytes.ts';
import { grammar } from './grammar.ts';
import { NAMESPACE, SIGNATURE_PART } from './identifiers.ts';
import { refuse } from './refusal.ts';
import { attributeOf, childElements, descendants, parseXml, type XmlElement } from './xml-tree.ts';

/** The parts of a signature of our one layout, each found by its place, never by its Id alone. */
export interface SignatureTree {
  readonly signedInfo: XmlElement;
  readonly packageObject: XmlElement;
  readonly officeObject: XmlElement;
  readonly signedProperties: XmlElement;
  readonly value: Uint8Array;
  /** DER of the one certificate. */
  readonly certificate: Uint8Array;
}

const PART = SIGNATURE_PART.signature;
const DS = NAMESPACE.signature;
const read = grammar('signature-structure', PART);

/**
 * Takes a signature apart by a closed grammar. Wrapping, second SignedInfo, Manifest, Signature or certificate, unsigned
 * Objects and properties, and double Ids are refused before any digest is looked at.
 */
export function readSignature(bytes: Uint8Array): SignatureTree {
  const root = parseXml(bytes, PART);
  if (!read.is(root, DS, 'Signature')) refuse('signature-structure', PART, `root ${root.name}`);
  if (read.attributes(root, ['Id']).Id !== 'idPackageSignature') {
    refuse('signature-structure', PART, 'Id of the signature');
  }
  checkOnce(root);
  const [signedInfo, value, keyInfo, ...objects] = read.elements(root);
  const shaped =
    read.is(signedInfo, DS, 'SignedInfo') &&
    read.is(value, DS, 'SignatureValue') &&
    read.is(keyInfo, DS, 'KeyInfo') &&
    objects.every((object) => read.is(object, DS, 'Object'));
  if (!shaped || !signedInfo || !value || !keyInfo) {
    return refuse('signature-structure', PART, 'children of the signature');
  }
  read.attributes(value, []);
  return {
    signedInfo,
    ...signedObjects(objects),
    value: base64(value, 'signature-value'),
    certificate: onlyCertificate(keyInfo),
  };
}

/** Ids and the elements that a careless reader looks up anywhere in the document exist once. */
function checkOnce(root: XmlElement): void {
  const ids = new Set<string>();
  const seen = new Set<string>();
  for (const element of descendants(root)) {
    for (const { local, value } of element.attributes) {
      if (!/^id$/i.test(local)) continue;
      if (ids.has(value)) refuse('duplicate-id', PART, value);
      ids.add(value);
    }
    if (element.uri !== DS || !ONCE.has(element.local)) continue;
    if (seen.has(element.local)) refuse(secondOf(element.local), PART, `second ${element.local}`);
    seen.add(element.local);
  }
}

const ONCE = new Set(['Signature', 'SignedInfo', 'Manifest', 'SignatureValue', 'KeyInfo']);

function secondOf(local: string) {
  switch (local) {
    case 'Signature':
      return 'second-signature';
    case 'SignedInfo':
      return 'second-signed-info';
    case 'Manifest':
      return 'second-manifest';
    default:
      return 'signature-structure';
  }
}

/** The signed objects in their fixed order, and nothing beside them that is not under the signature. */
function signedObjects(
  objects: readonly XmlElement[],
): Pick<SignatureTree, 'packageObject' | 'officeObject' | 'signedProperties'> {
  const byId = (id: string) => objects.find((object) => attributeOf(object, 'Id') === id);
  const packageObject = byId('idPackageObject');
  const officeObject = byId('idOfficeObject');
  const properties = objects.find((object) =>
    childElements(object).some((child) => read.is(child, NAMESPACE.xades, 'QualifyingProperties')),
  );
  if (!packageObject || !officeObject || !properties) {
    return refuse('signature-structure', PART, 'a signed object is missing');
  }
  const known = new Set([packageObject, officeObject, properties]);
  const extra = objects.find((object) => !known.has(object));
  if (extra || known.size !== 3) refuse('object-unsigned', PART, 'extra Object');
  return { packageObject, officeObject, signedProperties: onlySignedProperties(properties) };
}

function onlySignedProperties(object: XmlElement): XmlElement {
  read.attributes(object, []);
  const [qualifying] = read.sequence(object, NAMESPACE.xades, 'QualifyingProperties');
  if (!qualifying || read.attributes(qualifying, ['Target']).Target !== '#idPackageSignature') {
    return refuse('signature-structure', PART, 'Target of the properties');
  }
  const [properties, ...rest] = read.elements(qualifying);
  if (rest.length > 0) refuse('object-unsigned', PART, `${rest[0]?.name}`);
  if (!properties || !read.is(properties, NAMESPACE.xades, 'SignedProperties')) {
    return refuse('signature-structure', PART, 'no SignedProperties');
  }
  return properties;
}

/** One certificate and no other key: LibreOffice once showed the first and used the second (CVE-2021-25633). */
function onlyCertificate(keyInfo: XmlElement): Uint8Array {
  const all = [...descendants(keyInfo)].filter(({ local }) => local === 'X509Certificate');
  if (all.length > 1) refuse('second-certificate', PART, `${all.length} certificates`);
  const keys = grammar('key-info', PART);
  keys.attributes(keyInfo, []);
  const [data] = keys.sequence(keyInfo, DS, 'X509Data');
  if (!data) return refuse('key-info', PART, 'no X509Data');
  keys.attributes(data, []);
  const [certificate] = keys.sequence(data, DS, 'X509Certificate');
  if (!certificate) return refuse('key-info', PART, 'no certificate');
  keys.attributes(certificate, []);
  return base64(certificate, 'certificate-unreadable');
}

function base64(element: XmlElement, reason: 'signature-value' | 'certificate-unreadable') {
  return fromBase64(read.text(element)) ?? refuse(reason, PART, 'not base64');
}
