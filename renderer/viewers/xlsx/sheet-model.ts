/** One cell as it is shown: the text, and whether it is a number and so stands at the right. */
export interface ShownCell {
  readonly text: string;
  readonly number: boolean;
}

/** A merged area; rows and columns count from 1, both ends included. */
interface MergedArea {
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

/** Row and column, from 1. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** How a cell lies among the rows that exist: hidden under a merged area, or standing for the whole of one. */
interface Span {
  readonly covered: boolean;
  readonly columns: number;
  readonly rows: number;
  /** The cell whose content is shown there. */
  readonly holder: CellPlace;
}

/** The merged area that a cell belongs to. */
export function areaAround(
  merges: readonly MergedArea[],
  { row, column }: CellPlace,
): MergedArea | undefined {
  return merges.find(
    ({ top, left, bottom, right }) =>
      row >= top && row <= bottom && column >= left && column <= right,
  );
}

/** The cell that holds what is seen at a place: the first of a merged area, else the cell itself. */
export function holderOf({ merges }: ShownSheet, place: CellPlace): CellPlace {
  const area = areaAround(merges, place);
  return area === undefined ? place : { row: area.top, column: area.left };
}

/** Rows that exist, both ends included. */
export interface RowsShown {
  readonly first: number;
  readonly last: number;
}

/** How a cell is drawn where only some rows exist: what of a merged area is among them is one cell. */
export function spanOf(
  { merges, columns }: ShownSheet,
  place: CellPlace,
  { first, last }: RowsShown,
): Span {
  const area = areaAround(merges, place);
  if (area === undefined) return { covered: false, columns: 1, rows: 1, holder: place };
  const top = Math.max(area.top, first);
  const holder = { row: area.top, column: area.left };
  if (place.row !== top || place.column !== area.left) {
    return { covered: true, columns: 0, rows: 0, holder };
  }
  return {
    covered: false,
    columns: Math.min(area.right, columns.length) - area.left + 1,
    rows: Math.min(area.bottom, last) - top + 1,
    holder,
  };
}
