import { escapeCharacterCodes } from './cell-text.ts';
import { differs, quoted } from './difference.ts';
import { type Attributes, type ElementRule, readMarkup, type Vocabulary } from './markup.ts';
import { lookProblem } from './read-styles.ts';
import { type CellTables, scanSheet } from './scan-sheet.ts';
import { type Area, address, mergesOf, type Row, type Sheet, SheetExtent } from './sheet.ts';
import { frameOf, writtenHeight, writtenWidth } from './sheet-frame.ts';
import type { StyleName } from './style.ts';

/** A number, or the place of a string. */
const LONGEST_VALUE = 32;
/** Ours have at most three times seventy characters and their codes. */
const LONGEST_MARGIN = 1_000;

const WORKSHEET: Vocabulary = new Map<string, ElementRule>(
  Object.entries({
    worksheet: { parents: [''], attributes: [] },
    sheetPr: { parents: ['worksheet'], attributes: [], once: true },
    pageSetUpPr: { parents: ['sheetPr'], attributes: ['fitToPage'], once: true },
    dimension: { parents: ['worksheet'], attributes: ['ref'], once: true },
    sheetViews: { parents: ['worksheet'], attributes: [], once: true },
    sheetView: {
      parents: ['sheetViews'],
      attributes: ['workbookViewId', 'showGridLines'],
      once: true,
    },
    pane: {
      parents: ['sheetView'],
      attributes: ['xSplit', 'ySplit', 'topLeftCell', 'activePane', 'state'],
      once: true,
    },
    selection: { parents: ['sheetView'], attributes: ['pane'], once: true },
    sheetFormatPr: {
      parents: ['worksheet'],
      attributes: ['defaultRowHeight', 'outlineLevelRow', 'outlineLevelCol', 'x14ac:dyDescent'],
      once: true,
    },
    cols: { parents: ['worksheet'], attributes: [], once: true },
    col: { parents: ['cols'], attributes: ['min', 'max', 'width', 'customWidth'] },
    sheetData: { parents: ['worksheet'], attributes: [], once: true },
    row: {
      parents: ['sheetData'],
      attributes: ['r', 'ht', 'customHeight', 'spans', 'x14ac:dyDescent'],
    },
    c: { parents: ['row'], attributes: ['r', 's', 't'] },
    v: { parents: ['c'], attributes: [], text: LONGEST_VALUE },
    autoFilter: { parents: ['worksheet'], attributes: ['ref'], once: true },
    mergeCells: { parents: ['worksheet'], attributes: ['count'], once: true },
    mergeCell: { parents: ['mergeCells'], attributes: ['ref'] },
    printOptions: { parents: ['worksheet'], attributes: ['horizontalCentered'], once: true },
    pageMargins: {
      parents: ['worksheet'],
      attributes: ['left', 'right', 'top', 'bottom', 'header', 'footer'],
      once: true,
    },
    pageSetup: {
      parents: ['worksheet'],
      attributes: [
        'paperSize',
        'orientation',
        'horizontalDpi',
        'verticalDpi',
        'scale',
        'fitToWidth',
        'fitToHeight',
      ],
      once: true,
    },
    headerFooter: { parents: ['worksheet'], attributes: [], once: true },
    oddHeader: { parents: ['headerFooter'], attributes: [], text: LONGEST_MARGIN, once: true },
    oddFooter: { parents: ['headerFooter'], attributes: [], text: LONGEST_MARGIN, once: true },
    rowBreaks: { parents: ['worksheet'], attributes: ['count', 'manualBreakCount'], once: true },
    brk: { parents: ['rowBreaks'], attributes: ['id', 'max', 'man'] },
  }),
);

/** A cell as our writer puts it: place, format, type, and a value without anything to decode. */
const CELL = /<c r="([^"&<>\s]*)" s="([^"&<>\s]*)"(?: t="(s)")?(?:\/>|><v>([0-9.+-]*)<\/v><\/c>)/y;

/** What is read with care is held as a whole, and bounded: the largest sheet of 50,000 rows has 37,000. */
const MOST_ROWS = 60_000;
/** Half as much again as its part has. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Bytes around the rows, of which page breaks have nearly all: those of 20,000 forms. */
const MOST_AROUND = 1_000_000;
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * Compares one sheet, cell by cell as it is read, with what it ought to show. Ends with the first difference, which names
 * the cell: another value or type, another look, a merge, a row or column of another size, another setting of the page.
 * Rows in our writer's own form are compared as they stand; what is around them, and any other form, is read with care.
 */
export function checkSheet(bytes: Uint8Array, sheet: Sheet, tables: CellTables): void {
  const scanned = scanSheet(bytes, sheet, tables);
  if (scanned !== null) {
    if (scanned.rest.length > MOST_AROUND)
      differs(sheet.name, '', `${scanned.rest.length} bytes around the rows`);
    const around = new SheetCheck(sheet, tables, [], scanned.extent);
    readSheet(scanned.rest, sheet, around);
    if (scanned.shown === null || around.covers(scanned.shown)) return;
  }
  checkWithCare(bytes, sheet, tables);
}

/** The same without the short way: what `checkSheet` takes this takes too, and it names what differs. */
export function checkWithCare(bytes: Uint8Array, sheet: Sheet, tables: CellTables): void {
  if (bytes.length > MOST_BYTES) differs(sheet.name, '', `${bytes.length} bytes`);
  const rows: Row[] = [];
  const extent = new SheetExtent(sheet);
  for (const row of sheet.rows) {
    if (rows.push(row) > MOST_ROWS) differs(sheet.name, '', `more than ${MOST_ROWS} rows`);
    extent.add(row);
  }
  readSheet(bytes, sheet, new SheetCheck(sheet, tables, rows, extent));
}

function readSheet(bytes: Uint8Array, sheet: Sheet, check: SheetCheck): void {
  readMarkup(bytes, sheet.name, WORKSHEET, {
    shortcut: { parent: 'row', pattern: CELL, take: (found) => check.take(found) },
    open: (name, attributes) => check.open(name, attributes),
    close: (name, text) => check.close(name, text),
  });
  check.finish();
}

class SheetCheck {
  readonly #sheet: Sheet;
  /** The rows to be compared: those of the sheet, or none of them. */
  readonly #rows: readonly Row[];
  readonly #tables: CellTables;
  readonly #merges: Set<string>;
  readonly #filterRange: string | null;
  readonly #breaks: readonly number[];
  /** What is still to come of it. */
  readonly #frame: Map<string, Attributes>;
  readonly #widths: string[] = [];
  #breaksSeen = 0;
  #lastColumn = 0;
  /** Where the reading stands: row from 1, column from 0, both of the last cell read. */
  #row = 0;
  #column = -1;
  #cell: Attributes = {};
  #value: string | null = null;
  #dimension = EVERYWHERE;
  #header = '';
  #footer = '';

  constructor(sheet: Sheet, tables: CellTables, rows: readonly Row[], extent: SheetExtent) {
    this.#sheet = sheet;
    this.#rows = rows;
    this.#tables = tables;
    this.#filterRange = extent.range;
    this.#breaks = extent.breaks;
    this.#frame = new Map(frameOf(sheet));
    this.#merges = new Set(rows.flatMap((row, index) => mergesOf(row, index + 1)));
  }

  /** Whether the dimension that was read covers these cells. */
  covers({ top, left, bottom, right }: Area): boolean {
    return isInside(this.#dimension, top, left) && isInside(this.#dimension, bottom, right);
  }

  take([, r = '', s = '', t, value]: RegExpExecArray): void {
    this.#openCell(t === undefined ? { r, s } : { r, s, t });
    if (value !== undefined) this.#takeValue(value);
    this.#compareCell();
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'col') this.#takeWidth(attributes);
    else if (name === 'mergeCell') this.#merge(attributes.ref ?? '');
    else if (name === 'dimension') this.#dimension = this.#areaOf(attributes.ref ?? '');
    else if (name === 'autoFilter') this.#filter(attributes.ref ?? '');
    else if (name === 'brk') this.#break(attributes);
    else if (!FREE.has(name)) this.#takeFrame(name, attributes);
  }

  close(name: string, text: string): void {
    if (name === 'v') this.#takeValue(text);
    else if (name === 'c') this.#compareCell();
    else if (name === 'row') this.#skipTo(this.#row + 1);
    else if (name === 'oddHeader') this.#header = text;
    else if (name === 'oddFooter') this.#footer = text;
  }

  finish(): void {
    const { header, footer, columns } = this.#sheet;
    this.#skipTo(this.#rows.length + 1);
    const missing = [...this.#merges][0];
    if (missing !== undefined) this.#no(missing.split(':')[0] ?? '', `not merged ${missing}`);
    if (this.#header !== header) this.#no('', `header ${quoted(this.#header)}`);
    if (this.#footer !== footer) this.#no('', `footer ${quoted(this.#footer)}`);
    const [absent] = this.#frame.keys();
    if (absent !== undefined) this.#no('', `no ${absent}`);
    if (this.#breaksSeen < this.#breaks.length) this.#no('', 'page breaks');
    columns.forEach((width, index) => {
      const found = this.#widths[index] ?? '';
      if (found !== String(writtenWidth(width)))
        this.#no(address(1, index), `column width ${found}`);
    });
  }

  #no(cell: string, detail: string): never {
    return differs(this.#sheet.name, cell, detail);
  }

  #expected(row: number): Row | undefined {
    return this.#rows[row - 1];
  }

  /** Takes an element of the frame when it says what ours says, no more and no less. */
  #takeFrame(name: string, attributes: Attributes): void {
    const expected = this.#frame.get(name);
    const found = Object.entries(attributes).filter(([key]) => !key.startsWith('xmlns'));
    const isSame =
      expected !== undefined &&
      found.length === Object.keys(expected).length &&
      found.every(([key, value]) => expected[key] === value);
    if (!isSame) this.#no('', `${name} ${found.map((pair) => pair.join('=')).join(' ')}`);
    this.#frame.delete(name);
  }

  #break({ id = '', max, man }: Attributes): void {
    const expected = this.#breaks[this.#breaksSeen];
    if (id !== String(expected) || max !== LAST_ROW || man !== '1')
      this.#no('', `page break ${id}`);
    this.#breaksSeen += 1;
  }

  #openRow({ r = '', ht = '', customHeight = '' }: Attributes): void {
    const number = Number(r);
    if (!/^[1-9]\d{0,6}$/.test(r) || number <= this.#row) this.#no('', `row ${r}`);
    this.#skipTo(number);
    this.#row = number;
    this.#column = -1;
    const expected = this.#expected(number);
    if (expected === undefined) this.#no(address(number, 0), 'behind the last row');
    const height = String(writtenHeight(expected, this.#tables.scale));
    if (ht !== height || customHeight !== '1') this.#no(address(number, 0), `row height ${ht}`);
  }

  #openCell(attributes: Attributes): void {
    const place = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(attributes.r ?? '');
    if (place === null || Number(place[2]) !== this.#row) this.#no('', `cell ${attributes.r}`);
    const column = columnOf(place[1] ?? '');
    if (column >= this.#sheet.columns.length) this.#no(attributes.r ?? '', 'outside of the sheet');
    if (column <= this.#column) this.#no(attributes.r ?? '', 'twice or out of order');
    this.#skipCells(column);
    this.#column = column;
    this.#cell = attributes;
    this.#value = null;
  }

  #takeValue(text: string): void {
    if (this.#value !== null) this.#no(this.#cell.r ?? '', 'two values');
    this.#value = text;
  }

  #compareCell(): void {
    const { r = '', s, t } = this.#cell;
    const expected = this.#expected(this.#row)?.cells[this.#column] ?? null;
    const shown = this.#shown(t, this.#value, r);
    const wanted = expected?.value ?? null;
    if (shown !== (typeof wanted === 'string' ? escapeCharacterCodes(wanted) : wanted)) {
      this.#no(r, `${quoted(shown)} instead of ${quoted(wanted)}`);
    }
    if (expected === null) {
      if (s !== undefined) this.#no(r, `format ${s}`);
      return;
    }
    this.#compareLook(expected.style, s ?? '', r);
    if (wanted !== null && !isInside(this.#dimension, this.#row, this.#column))
      this.#no(r, 'outside of the dimension');
  }

  #compareLook(style: StyleName, format: string, cell: string): void {
    const { formats, looks } = this.#tables;
    const wanted = looks.byStyle.get(style);
    const found = /^\d{1,5}$/.test(format) ? formats[Number(format)] : undefined;
    if (found === undefined || wanted === undefined) this.#no(cell, `format ${format}`);
    if (found !== wanted) this.#no(cell, lookProblem(found, wanted));
  }

  /** What a cell shows: a number only as a plain decimal, a text only as a shared string. */
  #shown(type: string | undefined, value: string | null, cell: string): string | number | null {
    if (value === null)
      return type === undefined ? null : this.#no(cell, `type ${type} without value`);
    if (type === 's') {
      const text = /^\d{1,7}$/.test(value) ? this.#tables.strings[Number(value)] : undefined;
      return text ?? this.#no(cell, `string ${quoted(value)}`);
    }
    if (type !== undefined || !PLAIN_NUMBER.test(value)) {
      return this.#no(cell, `type ${type ?? 'number'} ${quoted(value)}`);
    }
    const number = Number(value);
    return String(number) === value ? number : this.#no(cell, `number ${quoted(value)}`);
  }

  /** The rest of this row and the rows before the given one must be empty. */
  #skipTo(row: number): void {
    this.#skipCells(Number.POSITIVE_INFINITY);
    for (let next = this.#row + 1; next < row && next <= this.#rows.length; next += 1) {
      this.#row = next;
      this.#column = -1;
      this.#skipCells(Number.POSITIVE_INFINITY);
    }
  }

  #skipCells(column: number): void {
    const cells = this.#expected(this.#row)?.cells ?? [];
    const end = Math.min(column, cells.length);
    for (let at = this.#column + 1; at < end; at += 1) {
      const missing = cells[at] ?? null;
      if (missing !== null) {
        this.#no(address(this.#row, at), `nothing instead of ${quoted(missing.value)}`);
      }
      this.#column = at;
    }
  }

  #takeWidth({ min = '', max = '', width = '', customWidth = '' }: Attributes): void {
    const [first, last] = [Number(min), Number(max)];
    if (!/^[1-9]\d{0,4}$/.test(min) || !/^[1-9]\d{0,4}$/.test(max)) this.#no('', `column ${min}`);
    // Programs differ in which of two widths of a column they take.
    if (first <= this.#lastColumn || last < first) this.#no('', `column ${min} twice`);
    if (last > this.#sheet.columns.length || customWidth !== '1') this.#no('', `column ${max}`);
    this.#lastColumn = last;
    for (let at = first; at <= last; at += 1) this.#widths[at - 1] = width;
  }

  /** Libraries that read row by row look no further than the dimension says. */
  #areaOf(ref: string): Area {
    const found = /^([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?$/.exec(ref);
    const [, left = '', top = '', right = left, bottom = top] = found ?? [];
    if (found === null) this.#no('', `dimension ${ref}`);
    return {
      top: Number(top),
      left: columnOf(left),
      bottom: Number(bottom),
      right: columnOf(right),
    };
  }

  #merge(range: string): void {
    if (!this.#merges.delete(range)) this.#no(range.split(':')[0] ?? '', `merged ${range}`);
  }

  #filter(range: string): void {
    if (range !== this.#filterRange) this.#no('', `filter over ${range}`);
  }
}

const EVERYWHERE: Area = {
  top: 1,
  left: 0,
  bottom: Number.POSITIVE_INFINITY,
  right: Number.POSITIVE_INFINITY,
};

function isInside({ top, left, bottom, right }: Area, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

/** The last row of any sheet as exceljs writes it into page breaks. */
const LAST_ROW = '16838';
/** Elements that say nothing by themselves, or that are compared elsewhere. */
const FREE: ReadonlySet<string> = new Set([
  'worksheet',
  'cols',
  'sheetData',
  'v',
  'mergeCells',
  'oddHeader',
  'oddFooter',
  'rowBreaks',
]);

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
