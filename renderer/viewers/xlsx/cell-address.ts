import type { Passage } from '../evidence.ts';
import { quotable } from '../fold-text.ts';
import { type CellPlace, columnName } from './sheet-model.ts';

/** `E3`. */
export function addressOf({ row, column }: CellPlace): string {
  return `${columnName(column)}${row}`;
}

/** A sheet is quoted by its name, a cell with the sheet's name and its address before it, by which it is found again. */
export function passageOf(
  page: number,
  sheet: string,
  chosen: CellPlace | null,
  words: string,
): Passage {
  if (chosen === null) return { page, quote: quotable(sheet) };
  return { page, quote: quotable(`${sheet}!${addressOf(chosen)} ${words}`) };
}

/** The cell that a quotation names, with the sheet's name before its address or without. */
export function placeIn(quote: string | undefined, sheet: string): CellPlace | null {
  const name = `${quotable(sheet)}!`;
  const rest = quote?.startsWith(name) ? quote.slice(name.length) : (quote ?? '');
  const match = /^([A-Z]{1,3})(\d{1,7})(?: |$)/.exec(rest);
  if (match === null) return null;
  const [, letters = '', row] = match;
  const column = Array.from(letters).reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  );
  return { row: Number(row), column };
}
