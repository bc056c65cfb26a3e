/** One cell as it is shown: the text, and whether it is a number and so stands at the right. */
export interface ShownCell {
  readonly text: string;
  readonly number: boolean;
}

/** A merged area; rows and columns count from 1, both ends included. */
export interface MergedArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A sheet as values only. */
export interface ShownSheet {
  readonly name: string;
  /** Widths in CSS pixels, one per column. */
  readonly columns: readonly number[];
  /** Row 1 first; within a row column A first; `null` for an empty cell. */
  readonly rows: readonly (readonly (ShownCell | null)[])[];
  readonly merges: readonly MergedArea[];
  /** Whether the file has rows or columns beyond those shown. */
  readonly cut: boolean;
}

/** A sheet may announce a million rows; these are more than anybody reads here. */
export const mostRows = 10_000;
export const mostColumns = 256;

/** The letters of a column (from 1): 1 → A, 27 → AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** How a cell lies in the grid: hidden under a merged area, or spanning one. */
export interface Span {
  readonly covered: boolean;
  readonly columns: number;
}

const single: Span = { covered: false, columns: 1 };

/**
 * How wide a cell is drawn. A merged area is as wide as it says in its first row; its other rows stay empty, since
 * only rows near the screen exist.
 */
export function spanOf(sheet: ShownSheet, row: number, column: number): Span {
  const area = sheet.merges.find(
    ({ top, left, bottom, right }) =>
      row >= top && row <= bottom && column >= left && column <= right,
  );
  if (area === undefined) return single;
  if (column !== area.left) return { covered: true, columns: 0 };
  return { covered: false, columns: Math.min(area.right, sheet.columns.length) - area.left + 1 };
}
