import { contains } from './bytes.ts';
import { checkContentTypes, contentTypeOf } from './content-types.ts';
import { CONTENT_TYPE, RELATION, SIGNATURE_PART } from './identifiers.ts';
import { checkMarkup } from './markup-policy.ts';
import { checkReachable, checkRelationships, type OpcPackage } from './package-model.ts';
import { type ContentReason, refuse } from './refusal.ts';
import { type Relationship, resolveTarget, sourceOf } from './relationships.ts';
import { checkWorkbook } from './workbook-policy.ts';

/** What each kind of part may point at, and the kind it must find there. Nothing else exists in our workbooks. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  package: {
    [RELATION.workbook]: CONTENT_TYPE.workbook,
    [RELATION.signatureOrigin]: CONTENT_TYPE.signatureOrigin,
  },
  [CONTENT_TYPE.signatureOrigin]: { [RELATION.signature]: CONTENT_TYPE.signature },
  [CONTENT_TYPE.workbook]: {
    [RELATION.worksheet]: CONTENT_TYPE.worksheet,
    [RELATION.styles]: CONTENT_TYPE.styles,
    [RELATION.sharedStrings]: CONTENT_TYPE.sharedStrings,
    [RELATION.theme]: CONTENT_TYPE.theme,
    [RELATION.customXml]: CONTENT_TYPE.customXml,
  },
  [CONTENT_TYPE.worksheet]: { [RELATION.table]: CONTENT_TYPE.table },
  [CONTENT_TYPE.customXml]: { [RELATION.customXmlProperties]: CONTENT_TYPE.customXmlProperties },
};

const CONTENT_TYPES: ReadonlySet<string> = new Set(Object.values(CONTENT_TYPE));

/** Words in content and relationship types that tell what dangerous thing it is. */
const DANGERS: readonly (readonly [RegExp, ContentReason])[] = [
  [/vba|macro|dialogsheet/i, 'macro'],
  [/oleobject|activex|control|embed|\/package$/i, 'embedded-object'],
  [/connection|querytable|pivotcache|model/i, 'data-connection'],
  [/externallink|hyperlink|attachedTemplate/i, 'external-link'],
];

/**
 * The rules for content, whoever signed it: one workbook, a closed set of part and relationship types, everything
 * reachable, no macros, objects, connections, links, formulas or hidden sheets, and plain XML throughout.
 */
export function checkContent(pkg: OpcPackage): void {
  checkPartTypes(pkg);
  checkContentTypes(pkg.types, [...pkg.parts.keys()]);
  checkRootPart(pkg);
  for (const [name, list] of pkg.relationships) {
    for (const relationship of list) checkRelationship(pkg, name, relationship);
  }
  checkRelationships(pkg);
  checkReachable(pkg);
  checkMarkup(pkg);
  checkWorkbook(pkg);
}

function checkPartTypes(pkg: OpcPackage): void {
  for (const [part, bytes] of pkg.parts) {
    const type = contentTypeOf(pkg.types, part);
    if (part === SIGNATURE_PART.contentTypes || !type || CONTENT_TYPES.has(type)) continue;
    const dde = /externallink/i.test(type) && contains(bytes, 'ddeLink');
    refuse(dde ? 'dde' : (danger(type) ?? 'content-type-refused'), part, type);
  }
}

function danger(type: string): ContentReason | undefined {
  return DANGERS.find(([word]) => word.test(type))?.[1];
}

/** Readers differ in which root they open: exactly one, in the transitional namespace all of them know. */
function checkRootPart(pkg: OpcPackage): void {
  const root = pkg.relationships.get(SIGNATURE_PART.rootRelationships) ?? [];
  const documents = root.filter(({ type }) => /\/officeDocument$/i.test(type));
  const [only] = documents;
  if (documents.length !== 1 || only?.type !== RELATION.workbook || only.external) {
    refuse('root-part', SIGNATURE_PART.rootRelationships, `${documents.length} root documents`);
  }
}

function checkRelationship(pkg: OpcPackage, name: string, relationship: Relationship): void {
  const { id, type, external } = relationship;
  const source = sourceOf(name);
  const from = source === '' ? 'package' : (contentTypeOf(pkg.types, source) ?? '');
  if (external) refuse('external-link', name, `${id} ${type}`);
  const expected = Object.hasOwn(ALLOWED, from) ? ALLOWED[from]?.[type] : undefined;
  if (!expected) refuse(danger(type) ?? 'relationship-refused', name, `${id} ${type}`);
  const target = resolveTarget(source, relationship);
  if (pkg.parts.has(target) && contentTypeOf(pkg.types, target) !== expected) {
    refuse('relationship-refused', name, `${id} leads to another kind of part`);
  }
}
