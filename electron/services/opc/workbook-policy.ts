import { contentTypeOf } from './content-types.ts';
import { CONTENT_TYPE, NAMESPACE } from './identifiers.ts';
import type { OpcPackage } from './package-model.ts';
import { refuse } from './refusal.ts';
import { attributeOf, childElements, descendants, parseXml, type XmlElement } from './xml-tree.ts';

/** Print areas, print titles and filters: the only names a workbook of ours defines, and only as references. */
const NAMES = new Set(['_xlnm.Print_Titles', '_xlnm.Print_Area', '_xlnm._FilterDatabase']);
const CELL = String.raw`\$?[A-Z]{0,3}\$?[0-9]{0,7}`;
const RANGE = String.raw`(?:'(?:[^'\[\]]|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!${CELL}(?::${CELL})?`;
const REFERENCES = new RegExp(`^${RANGE}(?:,${RANGE})*$`, 'u');

/** The workbook part: every sheet visible, every defined name a harmless one. */
export function checkWorkbook(pkg: OpcPackage): void {
  for (const [part, bytes] of pkg.parts) {
    if (contentTypeOf(pkg.types, part) !== CONTENT_TYPE.workbook) continue;
    const root = parseXml(bytes, part);
    if (root.uri !== NAMESPACE.spreadsheet || root.local !== 'workbook') {
      refuse('markup-refused', part, `root ${root.name}`);
    }
    for (const element of descendants(root)) checkElement(element, part);
  }
}

function checkElement(element: XmlElement, part: string): void {
  if (element.local === 'sheet') {
    const state = attributeOf(element, 'state') ?? 'visible';
    if (state !== 'visible') refuse('hidden-sheet', part, attributeOf(element, 'name') ?? '');
  }
  if (
    element.local === 'workbookView' &&
    (attributeOf(element, 'visibility') ?? 'visible') !== 'visible'
  ) {
    refuse('hidden-sheet', part, 'hidden window');
  }
  if (element.local !== 'definedName') return;
  const name = attributeOf(element, 'name') ?? '';
  const reference = element.children.join('');
  const short = childElements(element).length === 0 && reference.length <= 1000;
  if (!NAMES.has(name) || !short || !REFERENCES.test(reference)) {
    refuse('defined-name', part, `${name} ${reference}`);
  }
}
