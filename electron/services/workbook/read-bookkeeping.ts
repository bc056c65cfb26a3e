import { asBuffer } from '../opc/bytes.ts';
import { NAMESPACE, RELATION } from '../opc/identifiers.ts';
import { parseRelationships, relationshipsPartOf } from '../opc/relationships.ts';
import {
  attributeOf,
  childElements,
  descendants,
  parseXml,
  type XmlElement,
} from '../opc/xml-tree.ts';
import { differs, quoted } from './difference.ts';
import { PAYLOAD_PART, PROPERTIES_PART, payloadProperties } from './payload.ts';
import { checkPlain } from './plain-tree.ts';
import type { Sheet } from './sheet.ts';

const WORKBOOK = 'xl/workbook.xml';
const LINKS = relationshipsPartOf(WORKBOOK);
const FIXED = [
  '_rels/.rels',
  WORKBOOK,
  LINKS,
  'xl/styles.xml',
  'xl/sharedStrings.xml',
  PAYLOAD_PART,
  PROPERTIES_PART,
  relationshipsPartOf(PAYLOAD_PART),
];
/** Elements of the workbook part whose attributes are always the same: exceljs's own, and a window that opens on the first sheet. */
const CONSTANT: ReadonlyMap<string, readonly string[]> = new Map([
  ['workbook', ['Ignorable=x15']],
  ['fileVersion', ['appName=xl', 'lastEdited=5', 'lowestEdited=5', 'rupBuild=9303']],
  ['workbookPr', ['defaultThemeVersion=164011', 'filterPrivacy=1']],
  ['bookViews', []],
  [
    'workbookView',
    [
      'activeTab=0',
      'firstSheet=0',
      'windowHeight=14000',
      'windowWidth=24000',
      'xWindow=0',
      'yWindow=0',
    ],
  ],
  ['sheets', []],
  ['definedNames', []],
  ['calcPr', ['calcId=171027']],
]);
/** And those whose attributes are compared one by one: all of them, sorted. */
const COMPARED: ReadonlyMap<string, string> = new Map([
  ['sheet', 'id,name,sheetId,state'],
  ['definedName', 'localSheetId,name'],
]);
/** What the package adds for its signature; the verifier answers for it. */
const PACKAGE = /^(?:\[Content_Types\]\.xml$|_xmlsignatures\/)/;

/** The part of the n-th sheet, from 0. */
export function sheetPart(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/**
 * Proves that the workbook consists of exactly these sheets in this order, all visible, each in its own part, and that it
 * defines no other names than the titles repeated in print.
 */
export function checkBookkeeping(
  parts: ReadonlyMap<string, Uint8Array>,
  sheets: readonly Sheet[],
): void {
  const expected = new Set([...FIXED, ...sheets.map((_, index) => sheetPart(index))]);
  for (const name of parts.keys()) {
    if (!expected.has(name) && !PACKAGE.test(name)) differs('', '', `part ${name}`);
  }
  for (const name of expected) if (!parts.has(name)) differs('', '', `no part ${name}`);
  if (!asBuffer(payloadProperties).equals(parts.get(PROPERTIES_PART) ?? new Uint8Array(0)))
    differs('', '', `content of ${PROPERTIES_PART}`);
  const root = parseXml(parts.get(WORKBOOK) ?? new Uint8Array(0), WORKBOOK);
  checkPlain(root, [NAMESPACE.officeRelationships, NAMESPACE.compatibility], ['definedName']);
  for (const each of descendants(root)) checkAttributes(each);
  checkSheets(childrenOf(root, 'sheets'), sheets, sheetTargets(parts));
  checkNames(childrenOf(root, 'definedNames'), sheets);
}

/** Targets of the workbook's sheet relationships by Id. */
function sheetTargets(parts: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, string> {
  const links = parseRelationships(parts.get(LINKS) ?? new Uint8Array(0), LINKS);
  const single: readonly (readonly [string, string])[] = [
    [RELATION.styles, 'styles.xml'],
    [RELATION.sharedStrings, 'sharedStrings.xml'],
    [RELATION.customXml, `../${PAYLOAD_PART}`],
  ];
  for (const [type, target] of single) {
    const found = links.filter((each) => each.type === type);
    if (found.length !== 1 || found[0]?.target !== target)
      differs('', '', `relationship ${target}`);
  }
  const ours = links.filter((each) => each.type === RELATION.worksheet);
  if (ours.length + single.length !== links.length)
    differs('', '', 'relationships of the workbook');
  return new Map(ours.map(({ id, target }) => [id, target]));
}

/** Whatever an element can say is either always the same or compared: nothing is left over for a program to act on. */
function checkAttributes({ local, attributes }: XmlElement): void {
  const compared = COMPARED.get(local);
  if (compared === undefined) {
    const said = attributes.map((each) => `${each.local}=${each.value}`).toSorted();
    const usual = CONSTANT.get(local);
    if (usual === undefined || usual.join() !== said.join()) differs('', '', `${local} ${said}`);
    return;
  }
  const names = attributes.map((each) => each.local).toSorted();
  if (names.join() !== compared) differs('', '', `attributes ${names} of ${local}`);
}

function checkSheets(
  elements: readonly XmlElement[],
  sheets: readonly Sheet[],
  targets: ReadonlyMap<string, string>,
): void {
  if (elements.length !== sheets.length || targets.size !== sheets.length) {
    differs('', '', `${elements.length} sheets instead of ${sheets.length}`);
  }
  sheets.forEach((sheet, index) => {
    const element = elements[index];
    const found = element === undefined ? '' : attribute(element, 'name');
    if (found !== sheet.name) differs(sheet.name, '', `the sheet is called ${quoted(found)}`);
    if (element === undefined || attribute(element, 'state') !== 'visible') {
      differs(sheet.name, '', 'the sheet is hidden');
    }
    if (attribute(element, 'sheetId') !== String(index + 1)) differs(sheet.name, '', 'sheetId');
    const target = targets.get(attributeOf(element, 'id', NAMESPACE.officeRelationships) ?? '');
    if (`xl/${target}` !== sheetPart(index)) differs(sheet.name, '', `content from ${target}`);
  });
}

/** The references that the workbook defines for print titles, by sheet. */
function checkNames(elements: readonly XmlElement[], sheets: readonly Sheet[]): void {
  const expected = sheets.flatMap(({ name, table }, index) =>
    table === null ? [] : [`${index} '${name}'!$${table.titles}:$${table.titles}`],
  );
  const found = elements.map((each) => {
    if (attribute(each, 'name') !== '_xlnm.Print_Titles') {
      differs('', '', `defined name ${attribute(each, 'name')}`);
    }
    return `${attribute(each, 'localSheetId')} ${each.children.join('')}`;
  });
  const wrong = found.find((each, index) => each !== expected[index]);
  if (wrong !== undefined || found.length !== expected.length) {
    differs('', '', `print titles ${wrong ?? ''}`);
  }
}

function childrenOf(root: XmlElement, local: string): readonly XmlElement[] {
  const found = childElements(root).filter((each) => each.local === local);
  if (found.length > 1) differs('', '', `${local} twice`);
  return found[0] === undefined ? [] : childElements(found[0]);
}

const attribute = (element: XmlElement, name: string): string => attributeOf(element, name) ?? '';
