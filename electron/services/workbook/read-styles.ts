import { NAMESPACE } from '../opc/identifiers.ts';
import { childElements, parseXml, type XmlElement } from '../opc/xml-tree.ts';
import { differs } from './difference.ts';
import { fontNames, numberFormats } from './style.ts';

/** What of a cell format can hide or change a value: its number format, and whether text can be read in it. */
export interface CellFormat {
  readonly numberFormat: string;
  /** `null` for a format in which text can be read; else why not. */
  readonly flaw: string | null;
}

/** Number formats that every program has built in, of those that we use. */
const BUILT_IN: Readonly<Record<string, string>> = { '0': 'General', '1': '0', '2': '0.00' };
const ALIGNMENT: Readonly<Record<string, RegExp>> = {
  horizontal: /^(?:left|center|right)$/,
  vertical: /^(?:top|center|bottom)$/,
  wrapText: /^1$/,
  indent: /^[0-2]$/,
};
/** The lists of a style sheet and what each may hold: a wrapper that only some programs look into would shift their order. */
const LISTS: Readonly<Record<string, string>> = {
  numFmts: 'numFmt',
  fonts: 'font',
  fills: 'fill',
  borders: 'border',
  cellStyleXfs: 'xf',
  cellXfs: 'xf',
  cellStyles: 'cellStyle',
  dxfs: '',
  tableStyles: '',
  extLst: 'ext',
};
/** Strokes, shadows and raised letters are none of ours, and can cover a text. */
const FONT_PARTS: readonly string[] = ['b', 'sz', 'color', 'name', 'family'];
/** Below it lie the formats that programs bring along, and they take theirs. */
const FIRST_OWN_FORMAT = 164;
const SIZES = { least: 8, most: 40 };
/** WCAG 2: text of normal size is read without effort from 4.5 to 1. */
const LEAST_CONTRAST = 4.5;

/** The cell formats of a workbook by index. */
export function readStyles(bytes: Uint8Array | undefined): readonly CellFormat[] {
  if (bytes === undefined) differs('', '', 'no styles');
  const lists = readLists(parseXml(bytes, 'xl/styles.xml'));
  const list = (name: string) => lists.get(name) ?? [];
  const own = ownFormats(list('numFmts'));
  return list('cellXfs').map((format) => {
    const id = of(format, 'numFmtId');
    const numberFormat = own.get(id) ?? BUILT_IN[id] ?? `format ${id}`;
    const font = list('fonts')[Number(of(format, 'fontId'))];
    const fill = list('fills')[Number(of(format, 'fillId'))];
    return { numberFormat, flaw: flawOf(numberFormat, font, fill, format) };
  });
}

/** The entries of each list; nothing else is in the style sheet. */
function readLists(root: XmlElement): ReadonlyMap<string, readonly XmlElement[]> {
  const lists = new Map<string, readonly XmlElement[]>();
  if (!isOurs(root, 'styleSheet')) differs('', '', `styles: ${root.name}`);
  for (const each of childElements(root)) {
    const entries = childElements(each);
    const entry = Object.hasOwn(LISTS, each.local) ? LISTS[each.local] : undefined;
    if (entry === undefined || !isOurs(each, each.local)) differs('', '', `styles: ${each.name}`);
    if (lists.has(each.local)) differs('', '', `styles: ${each.local} twice`);
    const stray = entries.find((one) => !isOurs(one, entry));
    if (stray !== undefined) differs('', '', `styles: ${stray.name} in ${each.local}`);
    lists.set(each.local, entries);
  }
  return lists;
}

/** Number formats that the workbook brings along, by id. */
function ownFormats(entries: readonly XmlElement[]): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  for (const each of entries) {
    const [id, code] = [of(each, 'numFmtId'), of(each, 'formatCode')];
    const builtIn = Number(id) < FIRST_OWN_FORMAT;
    // Two formats of one id, or another meaning of a built-in one: programs differ in which they take.
    own.set(id, own.has(id) || builtIn ? `${code} as ${id}` : code);
  }
  return own;
}

function isOurs({ uri, local }: XmlElement, name: string): boolean {
  return uri === NAMESPACE.spreadsheet && local === name;
}

function flawOf(
  numberFormat: string,
  font: XmlElement | undefined,
  fill: XmlElement | undefined,
  format: XmlElement,
): string | null {
  if (!numberFormats.some((each) => each === numberFormat)) return `number format ${numberFormat}`;
  if (font === undefined || fill === undefined) return 'no font or fill';
  const letters = flawOfLetters(font);
  if (letters !== null) return letters;
  const size = Number(only(child(font, 'sz'), 'val'));
  if (!(size >= SIZES.least && size <= SIZES.most)) return `font size ${size}`;
  const ink = only(child(font, 'color'), 'rgb');
  const paper = paperOf(fill);
  if (paper === null || !/^FF[0-9A-F]{6}$/.test(ink)) return `colour ${ink}`;
  if (contrast(ink, paper) < LEAST_CONTRAST) return `colour ${ink} on ${paper}`;
  return misaligned(format);
}

/** A font of symbols shows other signs than were written. */
function flawOfLetters(font: XmlElement): string | null {
  const parts = childElements(font);
  const stray = parts.find((each) => !FONT_PARTS.includes(each.local));
  if (stray !== undefined) return `font with ${stray.local}`;
  if (new Set(parts.map((each) => each.local)).size < parts.length) return 'font parts twice';
  const name = only(child(font, 'name'), 'val');
  return fontNames.some((each) => each === name) ? null : `font ${name}`;
}

/** The colour behind the text, `null` for a pattern. */
function paperOf(fill: XmlElement): string | null {
  const [pattern, ...more] = childElements(fill);
  if (pattern?.local !== 'patternFill' || more.length > 0) return null;
  const kind = of(pattern, 'patternType');
  if (kind === 'none') return 'FFFFFFFF';
  const colors = childElements(pattern);
  const color = colors.length === 1 ? only(child(pattern, 'fgColor'), 'rgb') : '';
  return kind === 'solid' && /^FF[0-9A-F]{6}$/.test(color) ? color : null;
}

/** Rotated, shrunken or repeated text is not what was written. */
function misaligned(format: XmlElement): string | null {
  for (const alignment of childElements(format)) {
    if (alignment.local !== 'alignment') return alignment.local;
    for (const { local, value } of alignment.attributes) {
      if (!ALIGNMENT[local]?.test(value)) return `${local}="${value}"`;
    }
  }
  return null;
}

/** WCAG 2 contrast ratio of two colours as AARRGGBB. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [2, 4, 6].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const child = (element: XmlElement, local: string): XmlElement | undefined =>
  childElements(element).find((each) => each.local === local);

/** The value of an element's only attribute: a second one (a theme's colour beside a colour) could win. */
function only(element: XmlElement | undefined, attribute: string): string {
  return element?.attributes.length === 1 ? of(element, attribute) : '';
}

const of = (element: XmlElement | undefined, attribute: string): string =>
  element?.attributes.find(({ name }) => name === attribute)?.value ?? '';
