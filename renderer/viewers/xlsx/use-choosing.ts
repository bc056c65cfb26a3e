import { type RefObject, useEffect, useRef } from 'react';
import { areaAround, type CellPlace, holderOf, type ShownSheet } from './sheet-model.ts';

interface Choosing {
  readonly sheet: ShownSheet;
  readonly chosen: CellPlace | null;
  readonly onChoose: (place: CellPlace) => void;
}

/** A click chooses a cell, arrow keys move on from it. */
export function useChoosing(frame: RefObject<HTMLElement | null>, choosing: Choosing): void {
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

/** The next cell in the direction of a key, beyond the merged area that one is in. */
function moved(event: KeyboardEvent, from: CellPlace | null, sheet: ShownSheet): CellPlace | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  if (!/^Arrow(?:Up|Down|Left|Right)$/.test(event.key)) return null;
  if (from === null) return holderOf(sheet, { row: 1, column: 1 });
  const { row, column } = from;
  const area = areaAround(sheet.merges, from) ?? {
    top: row,
    bottom: row,
    left: column,
    right: column,
  };
  const next = { row, column };
  if (event.key === 'ArrowUp') next.row = area.top - 1;
  if (event.key === 'ArrowDown') next.row = area.bottom + 1;
  if (event.key === 'ArrowLeft') next.column = area.left - 1;
  if (event.key === 'ArrowRight') next.column = area.right + 1;
  const { rows, columns } = sheet;
  const isInside =
    next.row >= 1 && next.row <= rows.length && next.column >= 1 && next.column <= columns.length;
  return isInside ? holderOf(sheet, next) : from;
}
