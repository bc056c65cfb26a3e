import { NAMESPACE, RELATION } from '../opc/identifiers.ts';
import { parseRelationships, relationshipsPartOf } from '../opc/relationships.ts';
import { childElements, descendants, parseXml, type XmlElement } from '../opc/xml-tree.ts';
import { differs, quoted } from './difference.ts';
import type { Sheet } from './sheet.ts';

const WORKBOOK = 'xl/workbook.xml';
const LINKS = relationshipsPartOf(WORKBOOK);
const FIXED = [
  '_rels/.rels',
  WORKBOOK,
  LINKS,
  'xl/styles.xml',
  'xl/sharedStrings.xml',
  'customXml/item1.xml',
  'customXml/itemProps1.xml',
  'customXml/_rels/item1.xml.rels',
];
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
  const root = parseXml(parts.get(WORKBOOK) ?? new Uint8Array(0), WORKBOOK);
  for (const each of descendants(root)) {
    if (each.uri !== NAMESPACE.spreadsheet) differs('', '', `namespace of ${each.name}`);
  }
  checkViews(childrenOf(root, 'bookViews'));
  checkSheets(childrenOf(root, 'sheets'), sheets, sheetTargets(parts));
  checkNames(childrenOf(root, 'definedNames'), sheets);
}

/** Targets of the workbook's sheet relationships by Id. */
function sheetTargets(parts: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, string> {
  const links = parseRelationships(parts.get(LINKS) ?? new Uint8Array(0), LINKS);
  const single: readonly (readonly [string, string])[] = [
    [RELATION.styles, 'styles.xml'],
    [RELATION.sharedStrings, 'sharedStrings.xml'],
    [RELATION.customXml, '../customXml/item1.xml'],
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

/** A window that is hidden or opens elsewhere than on the first sheet is none of ours. */
function checkViews(views: readonly XmlElement[]): void {
  for (const view of views) {
    for (const { name, value } of view.attributes) {
      const plain = ['xWindow', 'yWindow', 'windowWidth', 'windowHeight', 'tabRatio'].includes(
        name,
      );
      const first = ['firstSheet', 'activeTab'].includes(name) && value === '0';
      const visible = name === 'visibility' && value === 'visible';
      if (!plain && !first && !visible) differs('', '', `window ${name}="${value}"`);
    }
  }
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
    if (element === undefined || (attribute(element, 'state') || 'visible') !== 'visible') {
      differs(sheet.name, '', 'the sheet is hidden');
    }
    const target = targets.get(attribute(element, 'r:id'));
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

const attribute = (element: XmlElement, name: string): string =>
  element.attributes.find((each) => each.name === name)?.value ?? '';
