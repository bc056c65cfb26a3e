import type { RoundList } from '../../../shared/exchange.ts';
import type { Text } from '../text.ts';
import { cleanText, guardFormula } from '../workbook/cell-text.ts';
import { inOrder, listColumns } from '../workbook/list-sheets.ts';

/**
 * The list as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel reads Chinese as GBK. Text that a
 * spreadsheet program would take for a formula begins with an apostrophe.
 */
export function listCsv(list: RoundList, text: Text): Uint8Array {
  const columns = listColumns(text);
  const rows = inOrder(list.applications).map((each) => columns.map(({ value }) => value(each)));
  const lines = [columns.map(({ title }) => title), ...rows].map((row) => row.map(field).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = guardFormula(cleanText(value));
  return /[",\n\r]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
