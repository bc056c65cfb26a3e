import { cleanText, guardFormula } from './cell-text.ts';
import { heightOf, piecesOf, wrapText } from './measure.ts';
import type { StyleName } from './style.ts';

/** What a cell shows: a text, a number, or nothing but its borders. */
export interface Cell {
  readonly value: string | number | null;
  readonly style: StyleName;
}

/** One row from column A on. `spans` are merged columns, first and last, from 0; only the first of them has a value. */
export interface Row {
  readonly cells: readonly (Cell | null)[];
  readonly spans: readonly (readonly [number, number])[];
  /** Points, for Chinese lines. Given for every row: only Excel fits rows by itself, and not those with merged cells. */
  readonly height: number;
  /** A new page begins behind this row. */
  readonly endsPage: boolean;
}

/**
 * One sheet as it is to be seen and printed on A4: the description from which it is written, and against which it is
 * checked when it comes back.
 */
export interface Sheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  readonly landscape: boolean;
  /** Widths in digits of the body font. */
  readonly columns: readonly number[];
  readonly rows: readonly Row[];
  /** Drawn smaller where needed, so that it prints on one page. */
  readonly onePage: boolean;
  /** The row (from 1) with the titles of the sheet's table: repeated on every page and frozen, with filters. */
  readonly table: { readonly titles: number; readonly frozenColumns: number } | null;
  /** Header and footer in the notation of ECMA-376-1, 18.3.1.39. */
  readonly header: string;
  readonly footer: string;
}

/** A cell; a text is cleaned and guarded here, so no text reaches a sheet in any other way. Empty text is no value. */
export function cell(value: string | number | null, style: StyleName): Cell {
  if (typeof value !== 'string') return { value, style };
  const text = guardFormula(cleanText(value));
  return { value: text === '' ? null : text, style };
}

/** A row of the given cells. */
export function row(
  cells: readonly (Cell | null)[],
  height: number,
  spans: Row['spans'] = [],
): Row {
  return { cells, spans, height, endsPage: false };
}

/** A row with one text over all columns. */
export function lineRow(text: string, style: StyleName, columns: number, height: number): Row {
  return spanRow(cell(text, style), [0, columns - 1], [], height);
}

/** An empty row, for distance. */
export function gapRow(height: number): Row {
  return row([], height);
}

/** The row that repeats `before` and then one cell merged over the columns of `span`. */
function spanRow(
  merged: Cell,
  span: readonly [number, number],
  before: readonly (Cell | null)[],
  height: number,
): Row {
  const [first, last] = span;
  const rest = Array.from({ length: last - first }, () => cell(null, merged.style));
  return row([...before, merged, ...rest], height, last > first ? [span] : []);
}

/** Paragraphs over all columns, in as many rows as the text needs. */
export function paragraphRows(
  text: string,
  style: StyleName,
  columns: readonly number[],
): readonly Row[] {
  const width = columns.reduce((sum, each) => sum + each, 0);
  return piecesOf(cleanText(text), width).map((piece) =>
    lineRow(piece.text, style, columns.length, heightOf(piece.lines)),
  );
}

/** A field over the whole width: its label in the first column, its text in the others, in as many rows as it needs. */
export function wideField(
  label: string,
  value: string,
  columns: readonly number[],
  style: StyleName = 'value',
): readonly Row[] {
  const width = columns.slice(1).reduce((sum, each) => sum + each, 0);
  const labelLines = wrapText(label, columns[0] ?? 0).length;
  return piecesOf(cleanText(value), width).map((piece, index) =>
    spanRow(
      cell(piece.text, style),
      [1, columns.length - 1],
      [cell(index === 0 ? label : null, 'label')],
      heightOf(index === 0 ? Math.max(labelLines, piece.lines) : piece.lines),
    ),
  );
}

/** The same rows, with a new page behind the last of them. */
export function endPage(rows: readonly Row[]): readonly Row[] {
  return rows.map((each, index) =>
    index === rows.length - 1 ? { ...each, endsPage: true } : each,
  );
}

/** Height in points of rows. */
export function totalHeight(rows: readonly Row[]): number {
  return rows.reduce((sum, each) => sum + each.height, 0);
}

/** `A1` for row 1, column 0. */
export function address(rowNumber: number, column: number): string {
  return `${columnLetters(column)}${rowNumber}`;
}

function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

const ROOM = 70;

/** A text for a header or footer: `&` begins a code there and a line has at most 255 characters. */
export function marginText(text: string): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim();
  const short = [...line].length > ROOM ? `${[...line].slice(0, ROOM - 1).join('')}…` : line;
  return short.replaceAll('&', '&&');
}

/** Titles and records of a sheet's table as a range, `null` without a table. The table ends before an empty row. */
export function filterRange(sheet: Sheet): string | null {
  if (sheet.table === null) return null;
  const { titles } = sheet.table;
  const width = sheet.rows[titles - 1]?.cells.length ?? 1;
  const gap = sheet.rows.findIndex((row, index) => index >= titles && row.cells.length === 0);
  const last = gap < 0 ? sheet.rows.length : gap;
  return `${address(titles, 0)}:${address(last, width - 1)}`;
}
