import { type ContentTypes, contentTypeOf, parseContentTypes } from './content-types.ts';
import { CONTENT_TYPE, SIGNATURE_PART } from './identifiers.ts';
import { refuse } from './refusal.ts';
import {
  isRelationshipsPart,
  parseRelationships,
  type Relationship,
  relationshipsPartOf,
  resolveTarget,
  sourceOf,
} from './relationships.ts';

/** A package read once: its parts by name (no leading slash), their types, and relationships by relationships part. */
export interface OpcPackage {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly types: ContentTypes;
  readonly relationships: ReadonlyMap<string, readonly Relationship[]>;
}

/** All relationships parts together, in bytes: ours have a few thousand, and reading XML is slow. */
const MAX_RELATIONSHIPS = 1_000_000;

/** Reads types and every relationships part; refuses what cannot be read in exactly one way. */
export function readPackage(parts: ReadonlyMap<string, Uint8Array>): OpcPackage {
  const types = parseContentTypes(parts.get(SIGNATURE_PART.contentTypes));
  const relationships = new Map<string, readonly Relationship[]>();
  let total = 0;
  for (const [name, bytes] of parts) {
    if (!/\.rels$/i.test(name)) continue;
    if (!isRelationshipsPart(name)) refuse('relationships', name, 'not a place for relationships');
    total += bytes.length;
    if (total > MAX_RELATIONSHIPS) refuse('xml-limit', name, 'too many relationships');
    relationships.set(name, parseRelationships(bytes, name));
  }
  return { parts, types, relationships };
}

/** Refuses relationships of nothing, of the wrong type, or with internal targets that are not there. */
export function checkRelationships(pkg: OpcPackage): void {
  for (const [name, list] of pkg.relationships) {
    const source = sourceOf(name);
    const known = source === '' || (pkg.parts.has(source) && !isRelationshipsPart(source));
    if (!known) refuse('relationships', name, 'relationships of a part that is not there');
    if (contentTypeOf(pkg.types, name) !== CONTENT_TYPE.relationships) {
      refuse('relationships', name, 'content type');
    }
    for (const relationship of list) {
      if (relationship.external) continue;
      if (!pkg.parts.has(resolveTarget(source, relationship))) {
        refuse('relationship-target', name, `${relationship.id} ${relationship.target}`);
      }
    }
  }
}

/** Refuses parts that no chain of relationships leads to from the package: nobody would see that they are there. */
export function checkReachable(pkg: OpcPackage): void {
  const reached = new Set<string>([SIGNATURE_PART.contentTypes, ...pkg.relationships.keys()]);
  const open = [''];
  for (let source = open.pop(); source !== undefined; source = open.pop()) {
    for (const relationship of relationshipsOf(pkg, source)) {
      if (relationship.external) continue;
      const target = resolveTarget(source, relationship);
      if (!reached.has(target)) open.push(target);
      reached.add(target);
    }
  }
  for (const part of pkg.parts.keys()) {
    if (!reached.has(part)) refuse('part-unreachable', part, 'no relationship leads here');
  }
}

/** The relationships of a source part ('' for the package), in file order. */
function relationshipsOf(pkg: OpcPackage, source: string): readonly Relationship[] {
  return pkg.relationships.get(relationshipsPartOf(source)) ?? [];
}
