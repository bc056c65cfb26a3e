import { digestOf } from './bytes.ts';
import { compareText } from './canonical.ts';
import { contentTypeOf } from './content-types.ts';
import { RELATION, SIGNATURE_PART } from './identifiers.ts';
import type { OpcPackage } from './package-model.ts';
import { refuse } from './refusal.ts';
import { type Relationship, transformRelationships } from './relationships.ts';

/**
 * What the manifest says of one part: its type and digest (base64 SHA-256), for relationships the sorted Ids that are
 * digested (null for an ordinary part).
 */
export interface ManifestEntry {
  readonly part: string;
  readonly type: string;
  readonly digest: string;
  readonly relationshipIds: readonly string[] | null;
}

/** Parts that a signature cannot cover, since they hold it or must change with it; all are checked in other ways. */
const UNCOVERED: ReadonlySet<string> = new Set([
  SIGNATURE_PART.contentTypes,
  SIGNATURE_PART.origin,
  SIGNATURE_PART.originRelationships,
  SIGNATURE_PART.signature,
]);

/** The reference URI of an entry: part name and content type are signed together. */
export function manifestUri({ part, type }: Pick<ManifestEntry, 'part' | 'type'>): string {
  return `/${part}?ContentType=${type}`;
}

/**
 * The manifest of a package: one entry for every part but the signature's own, in order of their URI. Signing writes
 * it and verifying compares with it, so that coverage is full by construction.
 */
export function manifestOf(pkg: OpcPackage): readonly ManifestEntry[] {
  const entries: ManifestEntry[] = [];
  for (const [part, bytes] of pkg.parts) {
    if (UNCOVERED.has(part)) continue;
    const type = contentTypeOf(pkg.types, part) ?? refuse('content-types', part, 'no type');
    const relationships = pkg.relationships.get(part);
    entries.push(
      relationships
        ? relationshipsEntry(part, type, relationships)
        : { part, type, digest: digestOf(bytes), relationshipIds: null },
    );
  }
  return entries.sort((a, b) => compareText(manifestUri(a), manifestUri(b)));
}

function relationshipsEntry(
  part: string,
  type: string,
  relationships: readonly Relationship[],
): ManifestEntry {
  const covered = relationships.filter(
    (one) => part !== SIGNATURE_PART.rootRelationships || one.type !== RELATION.signatureOrigin,
  );
  const relationshipIds = covered.map(({ id }) => id).sort(compareText);
  return { part, type, digest: digestOf(transformRelationships(covered)), relationshipIds };
}
