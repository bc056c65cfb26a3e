import type { WorkbookPayload } from '../../../shared/workbook.ts';
import type { Text } from '../text.ts';
import { gapRow, type Sheet, wideField } from './sheet.ts';
import type { Column } from './table.ts';
import { tableSheet } from './table-sheet.ts';
import { beijingTime, eventLabel, grouped, margins } from './wording.ts';

type Entry = WorkbookPayload['log'][number];

/** What the journal holds, by kind of entry, and its head: whoever has the journal can prove that it is this one. */
export function logSheet(payload: WorkbookPayload, text: Text): Sheet {
  const columns = logColumns(text);
  const widths = columns.map(({ width }) => width);
  const { head, length } = payload.journal;
  return tableSheet<Entry>({
    name: text('workbook.sheet.log'),
    heading: text('workbook.log.heading'),
    remark: text('workbook.log.remark'),
    landscape: false,
    frozenColumns: 0,
    margins: margins(payload, text),
    records: payload.log,
    columns,
    after: [
      gapRow(12),
      ...wideField(text('workbook.log.length'), String(length), widths),
      ...wideField(text('workbook.log.head'), grouped(head), widths, 'mono'),
    ],
  });
}

function logColumns(text: Text): readonly Column<Entry>[] {
  return [
    {
      title: text('workbook.log.kind'),
      width: 34,
      style: 'text',
      value: ({ kind }) => eventLabel(kind, text),
    },
    { title: text('workbook.log.count'), width: 10, style: 'count', value: ({ count }) => count },
    {
      title: text('workbook.log.first'),
      width: 23,
      style: 'middle',
      value: ({ first }) => beijingTime(first),
    },
    {
      title: text('workbook.log.last'),
      width: 23,
      style: 'middle',
      value: ({ last }) => beijingTime(last),
    },
  ];
}
