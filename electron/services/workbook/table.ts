import { cleanText } from './cell-text.ts';
import { heightOf, piecesOf, wrapText } from './measure.ts';
import { cell, cleanCell, type Row, row } from './sheet.ts';
import type { StyleName } from './style.ts';

/** One column of a table: its title, width in digits, and what it shows of a record. */
export interface Column<T> {
  readonly title: string;
  readonly width: number;
  readonly style: StyleName | ((record: T) => StyleName);
  readonly value: (record: T) => string | number | null;
  /** Shown again where a record goes on in a further row, so that sorting and filtering keep its rows together. */
  readonly key?: true;
}

/** The row with the titles. */
export function titleRow<T>(columns: readonly Column<T>[]): Row {
  const lines = columns.map(({ title, width }) => wrapText(title, width).length);
  return row(
    columns.map(({ title }) => cell(title, 'header')),
    heightOf(Math.max(...lines)) + 4,
  );
}

/** The rows of a record: a text that is too long for one row goes on in further ones. */
export function recordRows<T>(columns: readonly Column<T>[], record: T): readonly Row[] {
  const shown = columns.map((column) => shownIn(column, record));
  const count = shown.reduce((most, { pieces }) => Math.max(most, pieces.length), 1);
  return Array.from({ length: count }, (_, index) => {
    let lines = 1;
    const cells = shown.map(({ column, value, style, pieces }) => {
      const piece = pieces[column.key ? 0 : index];
      lines = Math.max(lines, piece?.lines ?? 1);
      if (typeof value === 'string') return cleanCell(piece?.text ?? '', style);
      return cell(index === 0 || column.key ? value : null, style);
    });
    return row(cells, heightOf(lines));
  });
}

/** What one column has to show of a record, cut into what fits into a row. */
interface Shown<T> {
  readonly column: Column<T>;
  readonly value: string | number | null;
  readonly style: StyleName;
  readonly pieces: ReturnType<typeof piecesOf>;
}

const NO_PIECES: ReturnType<typeof piecesOf> = [];

function shownIn<T>(column: Column<T>, record: T): Shown<T> {
  const value = column.value(record);
  const style = typeof column.style === 'function' ? column.style(record) : column.style;
  const isText = typeof value === 'string';
  return {
    column,
    value,
    style,
    pieces: isText ? piecesOf(cleanText(value), column.width) : NO_PIECES,
  };
}

/** The widths of the columns. */
export function widthsOf<T>(columns: readonly Column<T>[]): readonly number[] {
  return columns.map(({ width }) => width);
}
