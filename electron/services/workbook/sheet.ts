import { cleanText, guardFormula } from './cell-text.ts';
import { heightOf, MOST_LINES, piecesOf, wrapText } from './measure.ts';
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
  /** Made anew whenever they are gone through: a large sheet is never held as a whole. */
  readonly rows: Iterable<Row>;
  /** Drawn smaller where needed, so that it prints on one page. */
  readonly onePage: boolean;
  /** The row (from 1) with the titles of the sheet's table: repeated on every page and frozen, with filters. */
  readonly table: { readonly titles: number; readonly frozenColumns: number } | null;
  /** Header and footer in the notation of ECMA-376-1, 18.3.1.39. */
  readonly header: string;
  readonly footer: string;
}

/** Cells of a sheet: rows from 1 and columns from 0, all inclusive. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A cell; a text is cleaned and guarded here, so no text reaches a sheet in any other way. Empty text is no value. */
export function cell(value: string | number | null, style: StyleName): Cell {
  return typeof value === 'string' ? cleanCell(cleanText(value), style) : { value, style };
}

/** A cell with a text that `cleanText` gave, or a piece of one. */
export function cleanCell(clean: string, style: StyleName): Cell {
  return { value: clean === '' ? null : guardFormula(clean), style };
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
  mostLines = MOST_LINES,
): readonly Row[] {
  const width = columns.slice(1).reduce((sum, each) => sum + each, 0);
  const labelLines = wrapText(label, columns[0] ?? 0).length;
  return piecesOf(cleanText(value), width, mostLines).map((piece, index) =>
    spanRow(
      cleanCell(piece.text, style),
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

/** The merged ranges of the row with this number (from 1). */
export function mergesOf({ spans }: Row, number: number): readonly string[] {
  return spans.map(([first, last]) => `${address(number, first)}:${address(number, last)}`);
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

/**
 * Finds, row by row, how far a sheet's table goes (over its titles and records, up to the first empty row) and where pages
 * end.
 */
export class SheetExtent {
  readonly #titles: number | null;
  #count = 0;
  #width = 1;
  #last = 0;
  #hasEnded = false;
  readonly #breaks: number[] = [];

  constructor({ table }: Sheet) {
    this.#titles = table?.titles ?? null;
  }

  /** Takes the next row. */
  add({ cells, endsPage }: Row): void {
    this.#count += 1;
    if (endsPage) this.#breaks.push(this.#count);
    if (this.#titles === null || this.#count < this.#titles) return;
    if (this.#count === this.#titles) this.#width = cells.length;
    else if (cells.length === 0) this.#hasEnded = true;
    if (!this.#hasEnded) this.#last = this.#count;
  }

  /** The rows so far (from 1) behind which a new page begins. */
  get breaks(): readonly number[] {
    return this.#breaks;
  }

  /** The range of the rows so far, `null` without a table. */
  get range(): string | null {
    if (this.#titles === null) return null;
    return `${address(this.#titles, 0)}:${address(this.#last, this.#width - 1)}`;
  }
}
