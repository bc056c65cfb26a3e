import type { RoundList } from '../../../shared/exchange.ts';
import type { Text } from '../text.ts';
import { csvOf } from '../workbook/csv.ts';
import { inOrder, listColumns } from '../workbook/list-sheets.ts';

/** The list as CSV, its columns those of the list's workbook. */
export function listCsv(list: RoundList, text: Text): Uint8Array {
  const columns = listColumns(list, text);
  const rows = inOrder(list.applications).map((each) => columns.map(({ value }) => value(each)));
  return csvOf([columns.map(({ title }) => title), ...rows]);
}
