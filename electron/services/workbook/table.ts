import { cleanText } from './cell-text.ts';
import { heightOf, piecesOf, wrapText } from './measure.ts';
import { type Cell, cell, type Row, row } from './sheet.ts';
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

/** The rows of the records in their order. A record whose text is too long for one row goes on in further rows. */
export function recordRows<T>(
  columns: readonly Column<T>[],
  records: readonly T[],
): readonly Row[] {
  return records.flatMap((record) => rowsOf(columns, record));
}

function rowsOf<T>(columns: readonly Column<T>[], record: T): readonly Row[] {
  const shown = columns.map((column) => {
    const value = column.value(record);
    const style = typeof column.style === 'function' ? column.style(record) : column.style;
    const pieces = typeof value === 'string' ? piecesOf(cleanText(value), column.width) : [];
    return { column, value, style, pieces };
  });
  const count = Math.max(1, ...shown.map(({ pieces }) => pieces.length));
  return Array.from({ length: count }, (_, index) => {
    const cells: Cell[] = shown.map(({ column, value, style, pieces }) => {
      const piece = column.key ? pieces[0] : pieces[index];
      if (typeof value === 'string') return cell(piece?.text ?? null, style);
      return cell(index === 0 || column.key ? value : null, style);
    });
    const lines = shown.map(({ column, pieces }) => pieces[column.key ? 0 : index]?.lines ?? 1);
    return row(cells, heightOf(Math.max(...lines)));
  });
}

/** The widths of the columns. */
export function widthsOf<T>(columns: readonly Column<T>[]): readonly number[] {
  return columns.map(({ width }) => width);
}
