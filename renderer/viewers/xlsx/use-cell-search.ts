import { useEffect, useMemo, useRef, useState } from 'react';
import type { Finding } from '../finding.ts';
import { findAll, foldText } from '../fold-text.ts';
import type { ShownSheet } from './sheet-model.ts';

/** A cell in which the words stand; sheets, rows and columns count from 1. */
export interface CellHit {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
}

const mostHits = 2_000;

/** Every cell whose text holds the words, sheet by sheet, row by row. */
export function cellsWith(sheets: readonly ShownSheet[], query: string): readonly CellHit[] {
  if (query.trim() === '') return [];
  const hits: CellHit[] = [];
  for (const [sheet, { rows }] of sheets.entries()) {
    for (const [row, cells] of rows.entries()) {
      for (const [column, cell] of cells.entries()) {
        if (hits.length >= mostHits) return hits;
        if (cell !== null && findAll(foldText(cell.text), query).length > 0) {
          hits.push({ sheet: sheet + 1, row: row + 1, column: column + 1 });
        }
      }
    }
  }
  return hits;
}

/** Searching in the cells of a workbook; `goTo` is called with the first hit from the present sheet on, then on moving. */
export function useCellSearch(
  sheets: readonly ShownSheet[],
  present: number,
  goTo: (hit: CellHit) => void,
): Finding {
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(-1);
  const latest = useRef({ present, goTo });
  latest.current = { present, goTo };
  const hits = useMemo(() => cellsWith(sheets, query), [sheets, query]);
  useEffect(() => {
    const from = hits.findIndex(({ sheet }) => sheet >= latest.current.present);
    const first = hits.length === 0 ? -1 : Math.max(0, from);
    setCurrent(first);
    const hit = hits[first];
    if (hit !== undefined) latest.current.goTo(hit);
  }, [hits]);
  const move = (by: 1 | -1) => {
    const next = (current + by + hits.length) % hits.length;
    const hit = hits[next];
    if (hit === undefined) return;
    setCurrent(next);
    goTo(hit);
  };
  return { query, setQuery, hits, current, complete: true, move };
}
