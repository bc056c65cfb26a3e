import { type RefObject, useEffect, useRef, useState } from 'react';
import { useText } from '../../text.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { useSize } from '../use-size.ts';
import { columnName, type ShownSheet, spanOf } from './sheet-model.ts';
import styles from './workbook.module.css';

/** Row and column, from 1. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** Height of a row in CSS pixels; every row has the same, so that only those on screen need to exist. */
const rowHeight = 26;
const ahead = 12;

/** A sheet of values, of which only the rows near the screen exist. Arrow keys move the chosen cell. */
export function SheetGrid(props: {
  readonly sheet: ShownSheet;
  readonly label: string;
  readonly chosen: CellPlace | null;
  readonly onChoose: (place: CellPlace) => void;
}) {
  const { t } = useText();
  const { sheet, chosen, onChoose } = props;
  const frame = useRef<HTMLElement>(null);
  const [top, setTop] = useState(0);
  const { height } = useSize(frame);
  useEffect(() => showRow(frame.current, chosen), [chosen]);
  useChoosing(frame, { sheet, chosen, onChoose });
  const first = Math.max(1, Math.floor(top / rowHeight) - ahead);
  const last = Math.min(sheet.rows.length, Math.ceil((top + height) / rowHeight) + ahead);
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
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
            <GridRow key={row} sheet={sheet} row={row} chosen={chosen} />
          ))}
          <Space height={(sheet.rows.length - Math.max(last, 0)) * rowHeight} />
        </tbody>
      </table>
      {sheet.cut && <p className={styles.cut}>{t('viewer.sheetCut')}</p>}
    </ScrollRegion>
  );
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
  readonly chosen: CellPlace | null;
}) {
  const { sheet, row, chosen } = props;
  return (
    <tr aria-rowindex={row}>
      <th scope="row">{row}</th>
      {sheet.columns.map((_, index) => {
        const column = index + 1;
        const span = spanOf(sheet, row, column);
        if (span.covered) return null;
        const cell = sheet.rows[row - 1]?.[index] ?? null;
        return (
          <td
            key={columnName(column)}
            data-row={row}
            data-column={column}
            colSpan={span.columns}
            className={cell?.number ? styles.number : styles.cell}
            data-chosen={chosen?.row === row && chosen.column === column}
          >
            {cell?.text}
          </td>
        );
      })}
    </tr>
  );
}

interface Choosing {
  readonly sheet: ShownSheet;
  readonly chosen: CellPlace | null;
  readonly onChoose: (place: CellPlace) => void;
}

/** A click chooses a cell, arrow keys move on from it. */
function useChoosing(frame: RefObject<HTMLElement | null>, choosing: Choosing): void {
  const latest = useRef(choosing);
  latest.current = choosing;
  useEffect(() => {
    const element = frame.current;
    const onClick = ({ target }: MouseEvent) => {
      const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-row]') : null;
      if (cell === null) return;
      latest.current.onChoose({
        row: Number(cell.dataset.row),
        column: Number(cell.dataset.column),
      });
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const next = moved(event, latest.current.chosen, latest.current.sheet);
      if (next === null) return;
      event.preventDefault();
      latest.current.onChoose(next);
    };
    element?.addEventListener('click', onClick);
    element?.addEventListener('keydown', onKeyDown);
    return () => {
      element?.removeEventListener('click', onClick);
      element?.removeEventListener('keydown', onKeyDown);
    };
  }, [frame]);
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function moved(event: KeyboardEvent, from: CellPlace | null, sheet: ShownSheet): CellPlace | null {
  const step = steps[event.key];
  if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return null;
  if (from === null) return { row: 1, column: 1 };
  const within = (value: number, most: number) => Math.min(Math.max(value, 1), Math.max(1, most));
  return {
    row: within(from.row + step[0], sheet.rows.length),
    column: within(from.column + step[1], sheet.columns.length),
  };
}

/** Keeps the chosen row between the column names and the lower edge. */
function showRow(frame: HTMLElement | null, chosen: CellPlace | null): void {
  if (frame === null || chosen === null) return;
  const top = (chosen.row - 1) * rowHeight;
  const bottom = top + 2 * rowHeight;
  if (top < frame.scrollTop) frame.scrollTop = top;
  else if (bottom > frame.scrollTop + frame.clientHeight) {
    frame.scrollTop = bottom - frame.clientHeight;
  }
}
