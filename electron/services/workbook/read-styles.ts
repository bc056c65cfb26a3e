import { childElements, parseXml, type XmlElement } from '../opc/xml-tree.ts';
import { differs } from './difference.ts';
import { numberFormats } from './style.ts';

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
const SIZES = { least: 8, most: 40 };
/** WCAG 2: text of normal size is read without effort from 4.5 to 1. */
const LEAST_CONTRAST = 4.5;

/** The cell formats of a workbook by index. */
export function readStyles(bytes: Uint8Array | undefined): readonly CellFormat[] {
  if (bytes === undefined) differs('', '', 'no styles');
  const root = parseXml(bytes, 'xl/styles.xml');
  const list = (name: string): readonly XmlElement[] => {
    const found = childElements(root).filter((each) => each.local === name);
    if (found.length > 1) differs('', '', `styles: ${name} twice`);
    return found[0] === undefined ? [] : childElements(found[0]);
  };
  const own = new Map(
    list('numFmts').map((each) => [of(each, 'numFmtId'), of(each, 'formatCode')]),
  );
  const fonts = list('fonts');
  const fills = list('fills');
  return list('cellXfs').map((format) => {
    const id = of(format, 'numFmtId');
    const numberFormat = own.get(id) ?? BUILT_IN[id] ?? `format ${id}`;
    const font = fonts[Number(of(format, 'fontId'))];
    const fill = fills[Number(of(format, 'fillId'))];
    return { numberFormat, flaw: flawOf(numberFormat, font, fill, format) };
  });
}

function flawOf(
  numberFormat: string,
  font: XmlElement | undefined,
  fill: XmlElement | undefined,
  format: XmlElement,
): string | null {
  if (!numberFormats.some((each) => each === numberFormat)) return `number format ${numberFormat}`;
  if (font === undefined || fill === undefined) return 'no font or fill';
  const size = Number(of(child(font, 'sz'), 'val'));
  if (!(size >= SIZES.least && size <= SIZES.most)) return `font size ${size}`;
  const ink = of(child(font, 'color'), 'rgb');
  const paper = paperOf(fill);
  if (paper === null || !/^FF[0-9A-F]{6}$/.test(ink)) return `colour ${ink}`;
  if (contrast(ink, paper) < LEAST_CONTRAST) return `colour ${ink} on ${paper}`;
  return misaligned(format);
}

/** The colour behind the text, `null` for a pattern. */
function paperOf(fill: XmlElement): string | null {
  const pattern = child(fill, 'patternFill');
  const kind = of(pattern, 'patternType');
  if (kind === 'none') return 'FFFFFFFF';
  const color = of(pattern === undefined ? undefined : child(pattern, 'fgColor'), 'rgb');
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

const of = (element: XmlElement | undefined, attribute: string): string =>
  element?.attributes.find(({ name }) => name === attribute)?.value ?? '';
