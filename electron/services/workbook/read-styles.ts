import type { Locale } from '../../../shared/exchange.ts';
import { NAMESPACE } from '../opc/identifiers.ts';
import {
  attributeOf,
  childElements,
  parseXml,
  type XmlAttribute,
  type XmlElement,
} from '../opc/xml-tree.ts';
import { type CellLook, formOf, looksOf } from './cell-look.ts';
import { differs, quoted } from './difference.ts';
import { checkPlain } from './plain-tree.ts';

const STYLES = 'xl/styles.xml';
/** Number formats that every program has built in, of those that we use. */
const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['0', 'General'],
  ['1', '0'],
  ['2', '0.00'],
]);
/** The lists of a style sheet and what each may hold: a wrapper that only some programs look into would shift their order. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['numFmts', 'numFmt'],
  ['fonts', 'font'],
  ['fills', 'fill'],
  ['borders', 'border'],
  ['cellStyleXfs', 'xf'],
  ['cellXfs', 'xf'],
  ['cellStyles', 'cellStyle'],
  ['dxfs', ''],
  ['tableStyles', ''],
  ['extLst', 'ext'],
]);
/** What exceljs says of slicers and time lines, which our workbooks have none of. */
const EXTENSIONS: readonly string[] = [
  '{EB79DEF2-80B8-43e5-95BD-54CBDDF9020C}',
  '{9260A510-F301-46a8-8635-F512D64BE5F5}',
];
/** The one named style, which every cell's format is based on. */
const NORMAL = formOf('cellStyle', [
  ['name', 'Normal'],
  ['xfId', '0'],
  ['builtinId', '0'],
]);
/** Where a cell's format says what it is made of; what else it says are flags. */
const REFERENCES: readonly string[] = ['numFmtId', 'fontId', 'fillId', 'borderId', 'xfId'];
/** Below it lie the formats that programs bring along, and they take theirs. */
const FIRST_OWN_FORMAT = 164;

/**
 * How the cell formats of a workbook look, by index. One of our writer's looks for this language is that very object of
 * `looksOf`, so that looks are compared by identity.
 */
export function readStyles(bytes: Uint8Array | undefined, locale: Locale): readonly CellLook[] {
  if (bytes === undefined) differs('', '', 'no styles');
  const root = parseXml(bytes, STYLES);
  const lists = readLists(root);
  const { byStyle, plain } = looksOf(locale);
  const ours = new Map([plain, ...byStyle.values()].map((look) => [textOf(look), look]));
  const tables = tablesOf(lists);
  const named = (look: CellLook) => ours.get(textOf(look)) ?? look;
  const looks = (lists.get('cellXfs') ?? []).map((format) => {
    if (attributeOf(format, 'xfId') !== '0') differs('', '', 'format of no style');
    return named(lookOf(format, tables));
  });
  const bases = (lists.get('cellStyleXfs') ?? []).map((format) => named(lookOf(format, tables)));
  const styles = (lists.get('cellStyles') ?? []).map((style) => treeForm(style));
  const isBased = bases.length === 1 && bases[0] === plain && looks[0] === plain;
  if (!isBased || styles.join() !== NORMAL) differs('', '', 'style of all cells');
  return looks;
}

/** What differs between two looks, in words for the detail. */
export function lookProblem(found: CellLook, wanted: CellLook): string {
  const parts = Object.keys(wanted) as (keyof CellLook)[];
  const part = parts.find((each) => found[each] !== wanted[each]) ?? 'font';
  return `${part} ${quoted(found[part])}`;
}

const textOf = (look: CellLook): string => JSON.stringify(Object.entries(look));

/** The entries of each list; nothing else is in the style sheet. */
function readLists(root: XmlElement): ReadonlyMap<string, readonly XmlElement[]> {
  const lists = new Map<string, readonly XmlElement[]>();
  const stranger = root.attributes.find(({ uri }) => uri !== NAMESPACE.compatibility);
  if (!isOurs(root, 'styleSheet') || stranger !== undefined)
    differs('', '', `styles: ${root.name}`);
  for (const each of childElements(root)) {
    const entries = childElements(each);
    const entry = LISTS.get(each.local);
    if (entry === undefined || !isOurs(each, each.local)) differs('', '', `styles: ${each.name}`);
    if (lists.has(each.local)) differs('', '', `styles: ${each.local} twice`);
    const stray = entries.find((one) => !isOurs(one, entry));
    if (stray !== undefined) differs('', '', `styles: ${stray.name} in ${each.local}`);
    if (each.local !== 'extLst') checkPlain(each, [NAMESPACE.x14ac]);
    else checkExtensions(entries);
    lists.set(each.local, entries);
  }
  return lists;
}

function checkExtensions(entries: readonly XmlElement[]): void {
  const foreign = entries.find((each) => !EXTENSIONS.includes(attributeOf(each, 'uri') ?? ''));
  if (foreign !== undefined) differs('', '', `styles: ${foreign.name} of others`);
}

function isOurs({ uri, local }: XmlElement, name: string): boolean {
  return uri === NAMESPACE.spreadsheet && local === name;
}

/** What formats refer to: number formats by id, the others by their place in their list. */
interface Tables {
  readonly numberFormats: ReadonlyMap<string, string>;
  readonly fonts: readonly string[];
  readonly fills: readonly string[];
  readonly borders: readonly string[];
}

function tablesOf(lists: ReadonlyMap<string, readonly XmlElement[]>): Tables {
  const forms = (name: string) => (lists.get(name) ?? []).map((each) => treeForm(each));
  return {
    numberFormats: ownFormats(lists.get('numFmts') ?? []),
    fonts: forms('fonts'),
    fills: forms('fills'),
    borders: forms('borders'),
  };
}

/** Number formats that the workbook brings along, by id. */
function ownFormats(entries: readonly XmlElement[]): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  for (const each of entries) {
    const [id, code] = [attributeOf(each, 'numFmtId') ?? '', attributeOf(each, 'formatCode') ?? ''];
    const builtIn = Number(id) < FIRST_OWN_FORMAT;
    // Two formats of one id, or another meaning of a built-in one: programs differ in which they take.
    own.set(id, own.has(id) || builtIn ? `${code} as ${id}` : code);
  }
  return own;
}

function lookOf(format: XmlElement, { numberFormats, fonts, fills, borders }: Tables): CellLook {
  const at = (name: string) => attributeOf(format, name) ?? '';
  const place = (name: string) => (/^(?:0|[1-9]\d{0,3})$/.test(at(name)) ? Number(at(name)) : -1);
  const id = at('numFmtId');
  const flags = format.attributes
    .filter((each) => !REFERENCES.includes(keyOf(each)))
    .map((each) => (each.value === '1' ? keyOf(each) : `${keyOf(each)}=${each.value}`));
  return {
    'number format': numberFormats.get(id) ?? BUILT_IN.get(id) ?? `format ${id}`,
    font: fonts[place('fontId')] ?? '',
    fill: fills[place('fillId')] ?? '',
    border: borders[place('borderId')] ?? '',
    alignment: childElements(format)
      .map((each) => treeForm(each))
      .join(''),
    flags: flags.toSorted().join(' '),
  };
}

function treeForm(element: XmlElement): string {
  const attributes = element.attributes.map((each) => [keyOf(each), each.value] as const);
  return formOf(
    element.local,
    attributes,
    childElements(element).map((each) => treeForm(each)),
  );
}

/** A name that no attribute of another namespace can have. */
const keyOf = ({ uri, local }: XmlAttribute): string => (uri === '' ? local : `{${uri}}${local}`);
