import { digestOf } from './bytes.ts';
import { canonicalize } from './canonical.ts';
import { grammar } from './grammar.ts';
import { ALGORITHM, NAMESPACE, SIGNATURE_PART } from './identifiers.ts';
import { refuse } from './refusal.ts';
import type { SignatureTree } from './signature-structure.ts';
import { childElements, type XmlElement } from './xml-tree.ts';

const PART = SIGNATURE_PART.signature;
const DS = NAMESPACE.signature;
const read = grammar('signature-structure', PART);

/** One reference: what it points at, its digest (base64) and its transforms. */
export interface Reference {
  readonly uri: string;
  readonly digest: string;
  readonly transforms: readonly XmlElement[];
}

/** The references that SignedInfo must have, no fewer and no more: with them all objects are under the signature. */
const SIGNED = ['#idPackageObject', '#idOfficeObject', '#idSignedProperties'] as const;

/** Checks the algorithms and the three references of SignedInfo against the signed objects; returns the key kind. */
export function checkSignedInfo(signature: SignatureTree): 'rsa' | 'ecdsa' {
  const [canonical, method, ...references] = read.elements(signature.signedInfo);
  if (
    !read.is(canonical, DS, 'CanonicalizationMethod') ||
    !read.is(method, DS, 'SignatureMethod')
  ) {
    refuse('signature-structure', PART, 'SignedInfo');
  }
  if (algorithmOf(canonical) !== ALGORITHM.canonical) {
    refuse('algorithm-refused', PART, `canonicalization ${algorithmOf(canonical)}`);
  }
  const key = keyKind(algorithmOf(method));
  if (childElements(canonical ?? signature.signedInfo).length > 0) {
    refuse('algorithm-refused', PART, 'parameters of the canonicalization');
  }
  if (!method || childElements(method).length > 0) {
    refuse('algorithm-refused', PART, 'parameters of the signature method');
  }
  checkReferences(
    signature,
    references.map((one) => readReference(one, ['URI', 'Type'])),
  );
  return key;
}

function keyKind(algorithm: string): 'rsa' | 'ecdsa' {
  if (algorithm === ALGORITHM.rsa) return 'rsa';
  if (algorithm === ALGORITHM.ecdsa) return 'ecdsa';
  return refuse('algorithm-refused', PART, `signature ${algorithm}`);
}

/** The Algorithm of a method or transform; '' where there is none. */
export function algorithmOf(element: XmlElement | undefined): string {
  return element?.attributes.find(({ name }) => name === 'Algorithm')?.value ?? '';
}

/** Reads a Reference of SignedInfo or Manifest: SHA-256 only, closed attributes, transforms left to the caller. */
export function readReference(element: XmlElement, allowed: readonly string[]): Reference {
  if (!read.is(element, DS, 'Reference')) refuse('signature-structure', PART, element.name);
  const uri = element.attributes.find(({ name }) => name === 'URI')?.value ?? '';
  read.attributes(element, allowed);
  const children = read.elements(element);
  const [transforms] = read.is(children[0], DS, 'Transforms') ? children : [];
  const [method, value, ...rest] = transforms ? children.slice(1) : children;
  const shaped = read.is(method, DS, 'DigestMethod') && read.is(value, DS, 'DigestValue');
  if (!shaped || !method || !value || rest.length > 0) {
    return refuse('signature-structure', PART, `Reference ${uri}`);
  }
  if (algorithmOf(method) !== ALGORITHM.sha256 || childElements(method).length > 0) {
    refuse('algorithm-refused', PART, `digest ${algorithmOf(method)} of ${uri}`);
  }
  const steps = transforms ? read.elements(transforms) : [];
  for (const step of steps) {
    if (!read.is(step, DS, 'Transform'))
      refuse('signature-structure', PART, `Transforms of ${uri}`);
  }
  return { uri, digest: read.text(value), transforms: steps };
}

function checkReferences(signature: SignatureTree, references: readonly Reference[]): void {
  const targets: Readonly<Record<string, XmlElement>> = {
    '#idPackageObject': signature.packageObject,
    '#idOfficeObject': signature.officeObject,
    '#idSignedProperties': signature.signedProperties,
  };
  const seen = new Set<string>();
  for (const { uri, transforms } of references) {
    if (!Object.hasOwn(targets, uri)) refuse('reference-refused', PART, `reference to ${uri}`);
    if (seen.has(uri)) refuse('reference-twice', PART, uri);
    seen.add(uri);
    for (const step of transforms) checkTransform(step, uri);
  }
  const missing = SIGNED.find((uri) => !seen.has(uri));
  if (missing) refuse('reference-missing', PART, missing);
  for (const { uri, digest } of references) {
    const target = targets[uri];
    const id = target?.attributes.find(({ name }) => name === 'Id')?.value;
    if (!target || `#${id}` !== uri) refuse('reference-refused', PART, `target of ${uri}`);
    if (digestOf(canonicalize(target)) !== digest) refuse('object-altered', PART, uri);
  }
}

function checkTransform(step: XmlElement, uri: string): void {
  const plain = algorithmOf(step) === ALGORITHM.canonical && childElements(step).length === 0;
  if (!plain) refuse('transform-refused', PART, `${algorithmOf(step)} of ${uri}`);
}
