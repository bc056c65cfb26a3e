import type { WorkbookPayload } from '../../../shared/workbook.ts';
import type { Text } from '../text.ts';
import { cleanText, guardFormula } from './cell-text.ts';
import { sheetsOf } from './payload-sheets.ts';

/** What a cell of a table in CSV holds; `null` is an empty field. */
type CsvValue = string | number | null;

/**
 * Rows as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel reads Chinese as GBK. Text that a
 * spreadsheet program would take for a formula begins with an apostrophe.
 */
export function csvOf(rows: readonly (readonly CsvValue[])[]): Uint8Array {
  return written(rows.map((row) => row.map(guarded)));
}

function guarded(value: CsvValue): CsvValue {
  return typeof value === 'string' ? guardFormula(cleanText(value)) : value;
}

/** Rows whose texts are clean and guarded already. */
function written(rows: readonly (readonly CsvValue[])[]): Uint8Array {
  const lines = rows.map((row) => row.map(field).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function field(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return /[",\n\r]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/**
 * Everything that a workbook's sheets show, sheet by sheet: each row begins with the name of its sheet, rows that show
 * nothing are left out. In the language in which the workbook was signed.
 */
export function workbookCsv(payload: WorkbookPayload, text: Text): Uint8Array {
  const rows = sheetsOf(payload, text).flatMap(({ name, rows: all }) =>
    [...all]
      .map(({ cells }) => cells.map((each) => each?.value ?? null))
      .filter((values) => values.some((value) => value !== null))
      .map((values) => [name, ...values]),
  );
  // A cell's text is guarded where it is made: a second apostrophe would be shown.
  return written(rows);
}
