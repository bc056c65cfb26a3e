import { must } from '../../../shared/result.ts';
import { readStrictPackage } from '../zip/strict-package.ts';
import { type PackageFile, writePackage } from '../zip/write-package.ts';
import { contentTypeOf, writeContentTypes } from './content-types.ts';
import { CONTENT_TYPE, RELATION, SIGNATURE_PART } from './identifiers.ts';
import { type OpcPackage, readPackage, relationshipsOf } from './package-model.ts';
import { relationshipsPartOf, resolveTarget, writeRelationships } from './relationships.ts';

/** Where the custom XML part of a workbook of ours lies, also in the `parts` of a verdict. */
export const CUSTOM_XML_PART = 'customXml/item1.xml';

const RELATIONSHIP_ID = 'rIdPayload';

/**
 * Puts one custom XML part into an unsigned workbook package of our exporter, as a relationship of the workbook; office
 * programs keep it and show nothing. `xml` is a whole UTF-8 document without DTD, comments, CDATA or instructions. The
 * result is for signPackage, which sets the time stamps. Throws where there is no workbook or such a part already.
 */
export function withCustomXml(unsigned: Uint8Array, xml: Uint8Array): Uint8Array {
  const { entries } = must(readStrictPackage(unsigned));
  const pkg = readPackage(new Map([...entries].map(([name, { bytes }]) => [name, bytes])));
  const workbook = workbookPart(pkg);
  if (pkg.parts.has(CUSTOM_XML_PART)) throw new Error('there is a custom XML part already');
  const changed = new Map<string, Uint8Array>([[CUSTOM_XML_PART, xml]]);
  const link = { id: RELATIONSHIP_ID, type: RELATION.customXml, target: `/${CUSTOM_XML_PART}` };
  changed.set(
    relationshipsPartOf(workbook),
    writeRelationships([...relationshipsOf(pkg, workbook), { ...link, external: false }]),
  );
  changed.set(SIGNATURE_PART.contentTypes, writeContentTypes(typesWithCustomXml(pkg)));
  const kept: PackageFile[] = [...entries.values()].filter(({ name }) => !changed.has(name));
  const added: PackageFile[] = [...changed].map(([name, bytes]) => ({ name, bytes }));
  return writePackage([...kept, ...added], new Date(0));
}

function workbookPart(pkg: OpcPackage): string {
  const root = relationshipsOf(pkg, '').find(({ type }) => type === RELATION.workbook);
  if (!root) throw new Error('not a workbook package');
  return resolveTarget('', root);
}

function typesWithCustomXml(pkg: OpcPackage): ReadonlyMap<string, string> {
  const types = new Map<string, string>([[CUSTOM_XML_PART, CONTENT_TYPE.customXml]]);
  for (const part of pkg.parts.keys()) {
    const type = contentTypeOf(pkg.types, part);
    if (part !== SIGNATURE_PART.contentTypes && type) types.set(part, type);
  }
  return types;
}
