import { compareText, escapeAttribute } from './canonical.ts';
import { grammar } from './grammar.ts';
import { NAMESPACE } from './identifiers.ts';
import { refuse } from './refusal.ts';
import { parseXml } from './xml-tree.ts';

/** One relationship of a source part; `external` targets lie outside of the package. */
export interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

/** True for the names under which relationships are kept: `_rels/.rels` and `folder/_rels/part.rels`. */
export function isRelationshipsPart(part: string): boolean {
  return /^(?:.*\/)?_rels\/[^/]*\.rels$/.test(part);
}

/** The part whose relationships these are; '' for the package itself. */
export function sourceOf(relationshipsPart: string): string {
  return relationshipsPart.replace(/_rels\/([^/]*)\.rels$/, '$1');
}

/** The name of the part that holds the relationships of a source. */
export function relationshipsPartOf(source: string): string {
  return source.replace(/([^/]*)$/, '_rels/$1.rels');
}

/** Reads a relationships part, in file order. Two with one Id, unknown attributes or modes are refused. */
export function parseRelationships(bytes: Uint8Array, part: string): readonly Relationship[] {
  const read = grammar('relationships', part);
  const root = parseXml(bytes, part);
  if (!read.is(root, NAMESPACE.relationships, 'Relationships')) {
    refuse('relationships', part, 'root element');
  }
  read.attributes(root, []);
  const seen = new Set<string>();
  return read.elements(root).map((element) => {
    if (!read.is(element, NAMESPACE.relationships, 'Relationship')) {
      refuse('relationships', part, element.name);
    }
    if (read.elements(element).length > 0) refuse('relationships', part, 'nested element');
    const fields = read.attributes(element, ['Id', 'Type', 'Target', 'TargetMode']);
    const relationship = checkedRelationship(fields, part);
    if (seen.has(relationship.id)) refuse('relationships', part, `${relationship.id} twice`);
    seen.add(relationship.id);
    return relationship;
  });
}

function checkedRelationship(
  fields: Readonly<Record<string, string | undefined>>,
  part: string,
): Relationship {
  const { Id = '', Type = '', Target = '', TargetMode = 'Internal' } = fields;
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(Id)) refuse('relationships', part, `Id ${Id}`);
  if (Type === '' || Target === '') refuse('relationships', part, `${Id} without type or target`);
  if (TargetMode !== 'Internal' && TargetMode !== 'External') {
    refuse('relationships', part, `${Id} TargetMode ${TargetMode}`);
  }
  return { id: Id, type: Type, target: Target, external: TargetMode === 'External' };
}

/** The part an internal target means, by RFC 3986 within the package; escapes, queries and climbing out are refused. */
export function resolveTarget(source: string, relationship: Relationship): string {
  const { target, id } = relationship;
  const no = (): never =>
    refuse('relationship-target', relationshipsPartOf(source), `${id} ${target}`);
  if (!/^[A-Za-z0-9_./-]+$/.test(target)) no();
  const path = target.startsWith('/') ? [] : source.split('/').slice(0, -1);
  const steps = (target.startsWith('/') ? target.slice(1) : target).split('/');
  for (const step of steps) {
    if (step === '') no();
    if (step === '.') continue;
    if (step !== '..') path.push(step);
    else if (path.pop() === undefined) no();
  }
  return path.join('/');
}

/** What the RelationshipTransform (ECMA-376-2, 12.2.4.26) and C14N make of these relationships: the digested octets. */
export function transformRelationships(relationships: readonly Relationship[]): string {
  const lines = [...relationships]
    .sort((a, b) => compareText(a.id, b.id))
    .map(
      ({ id, target, external, type }) =>
        `<Relationship Id="${escapeAttribute(id)}" Target="${escapeAttribute(target)}" TargetMode="${external ? 'External' : 'Internal'}" Type="${escapeAttribute(type)}"></Relationship>`,
    );
  return `<Relationships xmlns="${NAMESPACE.relationships}">${lines.join('')}</Relationships>`;
}

/** Writes relationships in order of Id, without whitespace (which makes LibreOffice call the signature broken). */
export function writeRelationships(relationships: readonly Relationship[]): Uint8Array {
  const lines = [...relationships]
    .sort((a, b) => compareText(a.id, b.id))
    .map(({ id, type, target, external }) => {
      const mode = external ? ' TargetMode="External"' : '';
      return `<Relationship Id="${escapeAttribute(id)}" Type="${escapeAttribute(type)}" Target="${escapeAttribute(target)}"${mode}/>`;
    });
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<Relationships xmlns="${NAMESPACE.relationships}">${lines.join('')}</Relationships>`,
  );
}
