import { compareText } from './canonical.ts';
import { grammar } from './grammar.ts';
import { ALGORITHM, NAMESPACE, SIGNATURE_PART } from './identifiers.ts';
import { type ManifestEntry, manifestOf } from './manifest.ts';
import type { OpcPackage } from './package-model.ts';
import { refuse } from './refusal.ts';
import type { SignatureTree } from './signature-structure.ts';
import { algorithmOf, type Reference, readReference } from './signed-info.ts';
import { childElements, type XmlElement } from './xml-tree.ts';

const PART = SIGNATURE_PART.signature;
const read = grammar('signature-structure', PART);
const URI = /^\/([^?#]+)\?ContentType=([A-Za-z0-9!#$&^_.+/-]+)$/;

/**
 * Compares the signed manifest with the manifest that this package ought to have, and names the first difference.
 * Returns the package's own manifest, which the caller then holds against the signed text, so that even order counts.
 */
export function checkCoverage(pkg: OpcPackage, signature: SignatureTree): readonly ManifestEntry[] {
  const signed = signedEntries(signature.packageObject);
  const actual = manifestOf(pkg);
  for (const entry of signed.values()) {
    if (!pkg.parts.has(entry.part)) refuse('part-missing', entry.part, 'signed but not there');
  }
  for (const entry of actual) {
    const expected = signed.get(entry.part);
    if (!expected) return refuse('part-added', entry.part, 'there but not signed');
    compareEntry(expected, entry);
  }
  if (signed.size !== actual.length) refuse('manifest-altered', PART, 'covers signature parts');
  return actual;
}

function compareEntry(signed: ManifestEntry, actual: ManifestEntry): void {
  if (signed.type !== actual.type) {
    refuse('content-type-altered', actual.part, `${actual.type}, signed as ${signed.type}`);
  }
  if (actual.relationshipIds === null) {
    if (signed.relationshipIds !== null) refuse('transform-refused', actual.part, 'on a part');
    if (signed.digest !== actual.digest) refuse('part-altered', actual.part, 'content');
    return;
  }
  const before = signed.relationshipIds ?? refuse('transform-refused', actual.part, 'none');
  const ids = new Set(actual.relationshipIds);
  const missing = before.find((id) => !ids.has(id));
  if (missing !== undefined) refuse('relationship-missing', actual.part, missing);
  const signedIds = new Set(before);
  const added = actual.relationshipIds.find((id) => !signedIds.has(id));
  if (added !== undefined) refuse('relationship-added', actual.part, added);
  if (signed.digest !== actual.digest) refuse('relationship-altered', actual.part, 'content');
}

function signedEntries(packageObject: XmlElement): ReadonlyMap<string, ManifestEntry> {
  const [manifest] = read.elements(packageObject);
  if (!manifest || !read.is(manifest, NAMESPACE.signature, 'Manifest')) {
    return refuse('signature-structure', PART, 'no Manifest');
  }
  const entries = new Map<string, ManifestEntry>();
  for (const element of read.elements(manifest)) {
    const entry = signedEntry(readReference(element, ['URI']));
    if (entries.has(entry.part)) refuse('part-twice', entry.part, 'twice in the manifest');
    entries.set(entry.part, entry);
  }
  return entries;
}

function signedEntry(reference: Reference): ManifestEntry {
  const [, part, type] = URI.exec(reference.uri) ?? [];
  if (!part || !type) return refuse('reference-refused', PART, `manifest names ${reference.uri}`);
  const { digest, transforms } = reference;
  return { part, type, digest, relationshipIds: transformedIds(transforms, part) };
}

/** None for a part, or exactly the relationship transform by Ids and then canonical form. */
function transformedIds(transforms: readonly XmlElement[], part: string): readonly string[] | null {
  const [select, canonical, ...rest] = transforms;
  if (!select) return null;
  const known =
    algorithmOf(select) === ALGORITHM.relationships &&
    algorithmOf(canonical) === ALGORITHM.canonical &&
    rest.length === 0;
  if (!known || !canonical || childElements(canonical).length > 0) {
    const names = transforms.map(algorithmOf).join(' ');
    refuse('transform-refused', part, names);
  }
  const ids = read.elements(select).map((selector) => {
    if (!read.is(selector, NAMESPACE.packageSignature, 'RelationshipReference')) {
      refuse('transform-refused', part, selector.name);
    }
    return read.attributes(selector, ['SourceId']).SourceId ?? '';
  });
  return ids.sort(compareText);
}
