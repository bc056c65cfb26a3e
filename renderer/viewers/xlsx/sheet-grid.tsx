import { type RefObject, useEffect, useMemo, useState } from 'react';
import { useText } from '../../text.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { useSize } from '../use-size.ts';
import {
  type CellPlace,
  columnName,
  holderOf,
  type RowsShown,
  type ShownSheet,
  spanOf,
} from './sheet-model.ts';
import { useChoosing } from './use-choosing.ts';
import styles from './workbook.module.css';

/** Height of a row in CSS pixels; every row has the same, so that only those on screen need to exist. */
const rowHeight = 26;
const ahead = 12;

/** A sheet of values, of which only the rows near the screen exist. Arrow keys move the chosen cell. */
export function SheetGrid(props: {
  readonly sheet: ShownSheet;
  /** Where the grid scrolls. */
  readonly frame: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly chosen: CellPlace | null;
  /** Cells that are cited. */
  readonly cited: readonly CellPlace[];
  readonly onChoose: (place: CellPlace) => void;
}) {
  const { t } = useText();
  const { sheet, frame, chosen, onChoose } = props;
  const [top, setTop] = useState(0);
  const { height } = useSize(frame);
  useEffect(() => showCell(frame.current, chosen), [frame, chosen]);
  useChoosing(frame, { sheet, chosen, onChoose });
  const first = Math.max(1, Math.floor(top / rowHeight) - ahead);
  const last = Math.min(sheet.rows.length, Math.ceil((top + height) / rowHeight) + ahead);
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const near = useMemo(() => withMergesOf(sheet, { first, last }), [sheet, first, last]);
  return (
    <ScrollRegion
      frame={frame}
      className={styles.frame}
      label={props.label}
      onScroll={() => setTop(frame.current?.scrollTop ?? 0)}
    >
      <table className={styles.grid} aria-label={props.label} aria-rowcount={sheet.rows.length}>
        <thead>
          <tr>
            <th className={styles.corner} />
            {sheet.columns.map((width, index) => (
              <th key={columnName(index + 1)} style={{ width, minWidth: width, maxWidth: width }}>
                {columnName(index + 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={(first - 1) * rowHeight} />
          {shown.map((row) => (
            <GridRow
              key={row}
              sheet={near}
              row={row}
              shown={{ first, last }}
              chosen={chosen === null ? null : holderOf(near, chosen)}
              cited={props.cited}
            />
          ))}
          <Space height={(sheet.rows.length - Math.max(last, 0)) * rowHeight} />
        </tbody>
      </table>
      {sheet.cut && <p className={styles.cut}>{t('viewer.sheetCut')}</p>}
    </ScrollRegion>
  );
}

/** The sheet with only those merged areas that touch some rows: each cell of them asks. */
function withMergesOf(sheet: ShownSheet, { first, last }: RowsShown): ShownSheet {
  const merges = sheet.merges.filter(({ top, bottom }) => top <= last && bottom >= first);
  return { ...sheet, merges };
}

/** Stands for the rows that are off the screen. */
function Space(props: { readonly height: number }) {
  return props.height <= 0 ? null : (
    <tr className={styles.space}>
      <td style={{ height: props.height }} />
    </tr>
  );
}

function GridRow(props: {
  readonly sheet: ShownSheet;
  readonly row: number;
  readonly shown: RowsShown;
  readonly chosen: CellPlace | null;
  readonly cited: readonly CellPlace[];
}) {
  const { sheet, row, chosen, cited } = props;
  return (
    <tr aria-rowindex={row}>
      <th scope="row">{row}</th>
      {sheet.columns.map((_, index) => {
        const column = index + 1;
        const { covered, columns, rows, holder } = spanOf(sheet, { row, column }, props.shown);
        if (covered) return null;
        const cell = sheet.rows[holder.row - 1]?.[holder.column - 1] ?? null;
        const isHolder = (place: CellPlace) =>
          place.row === holder.row && place.column === holder.column;
        return (
          <td
            key={columnName(column)}
            data-row={holder.row}
            data-column={holder.column}
            colSpan={columns}
            rowSpan={rows}
            className={cell?.number ? styles.number : undefined}
            data-chosen={chosen !== null && isHolder(chosen)}
            data-cited={cited.some(isHolder)}
          >
            {cell?.text}
          </td>
        );
      })}
    </tr>
  );
}

/** Keeps the chosen cell between the row numbers, the column names and the far edges. */
function showCell(frame: HTMLElement | null, chosen: CellPlace | null): void {
  if (frame === null || chosen === null) return;
  const top = (chosen.row - 1) * rowHeight;
  const bottom = top + 2 * rowHeight;
  if (top < frame.scrollTop) frame.scrollTop = top;
  else if (bottom > frame.scrollTop + frame.clientHeight) {
    frame.scrollTop = bottom - frame.clientHeight;
  }
  const [numbers, ...columns] = frame.querySelectorAll<HTMLElement>('thead th');
  const column = columns[chosen.column - 1];
  if (numbers === undefined || column === undefined) return;
  const seen = frame.getBoundingClientRect();
  const { left, right } = column.getBoundingClientRect();
  const before = left - seen.left - numbers.offsetWidth;
  const beyond = right - seen.left - frame.clientWidth;
  if (before < 0) frame.scrollLeft += before;
  else if (beyond > 0) frame.scrollLeft += Math.min(before, beyond);
}
