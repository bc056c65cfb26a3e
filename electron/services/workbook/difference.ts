import type { WorkbookFailure } from './payload.ts';

/**
 * Something that the workbook shows otherwise than its payload says. Inside this folder it travels as an exception, since
 * it can arise at any depth of a parse; `readWorkbook` is the one place that catches it.
 */
export class Difference extends Error {
  readonly failure: Extract<WorkbookFailure, { kind: 'content-differs' }>;
  constructor(sheet: string, cell: string, detail: string) {
    super(`${sheet} ${cell} ${detail}`);
    this.failure = { kind: 'content-differs', sheet, cell, detail: printable(detail) };
  }
}

/** Ends the reading. `sheet` and `cell` (`B7`) are empty where it is about the whole file or sheet. */
export function differs(sheet: string, cell: string, detail: string): never {
  throw new Difference(sheet, cell, detail);
}

/** How a value is quoted in a detail. */
export function quoted(value: string | number | null): string {
  if (value === null) return 'nothing';
  const text = String(value);
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
}

function printable(detail: string): string {
  return detail
    .toWellFormed()
    .replace(/[\p{C}]/gu, ' ')
    .slice(0, 300);
}
