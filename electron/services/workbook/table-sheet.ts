import { cleanText } from './cell-text.ts';
import { heightOf, wrapText } from './measure.ts';
import { gapRow, lineRow, type Row, type Sheet } from './sheet.ts';
import { type Column, recordRows, titleRow, widthsOf } from './table.ts';

/** What makes a sheet with one table: heading, remark below it, columns and records. */
interface TableSheet<T> {
  readonly name: string;
  readonly heading: string;
  readonly remark: string;
  readonly landscape: boolean;
  readonly columns: readonly Column<T>[];
  readonly records: readonly T[];
  /** Columns that stay in sight when the sheet is moved sideways. */
  readonly frozenColumns: number;
  /** Points that each record takes at least: room to sign a printed copy. */
  readonly leastHeight?: number;
  /** Rows behind the table. */
  readonly after?: readonly Row[];
  readonly margins: Pick<Sheet, 'header' | 'footer'>;
}

/** A sheet with one table whose titles are repeated on every page, frozen, and carry filters. */
export function tableSheet<T>(content: TableSheet<T>): Sheet {
  const columns = widthsOf(content.columns);
  const head = headRows(content.heading, content.remark, columns);
  return {
    name: content.name,
    landscape: content.landscape,
    columns,
    rows: { [Symbol.iterator]: () => tableRows(content, head) },
    onePage: false,
    table: { titles: head.length + 1, frozenColumns: content.frozenColumns },
    ...content.margins,
  };
}

function* tableRows<T>(content: TableSheet<T>, head: readonly Row[]): Generator<Row> {
  const { leastHeight = 0, after = [] } = content;
  yield* head;
  yield titleRow(content.columns);
  for (const record of content.records) {
    for (const each of recordRows(content.columns, record)) {
      yield leastHeight === 0 ? each : atLeast(each, leastHeight);
    }
  }
  yield* after;
}

const atLeast = (one: Row, height: number): Row => ({
  ...one,
  height: Math.max(one.height, height),
});

/** Heading and remark above a table. */
export function headRows(
  heading: string,
  remark: string,
  columns: readonly number[],
): readonly Row[] {
  const width = columns.reduce((sum, each) => sum + each, 0);
  const lines = wrapText(cleanText(remark), width).length;
  return [
    lineRow(heading, 'heading', columns.length, 26),
    lineRow(remark, 'caption', columns.length, heightOf(lines)),
    gapRow(6),
  ];
}
