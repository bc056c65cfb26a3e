import { useEffect, useMemo, useRef, useState } from 'react';
import type { Passage } from '../evidence.ts';
import type { Finding } from '../finding.ts';
import { findAll, foldText } from '../fold-text.ts';
import type { ShownSheet } from './sheet-model.ts';

/** A cell in which the words stand; sheets, rows and columns count from 1. */
interface CellHit {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
  /** How often they stand in it. */
  readonly times: number;
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
        if (cell === null) continue;
        const times = findAll(foldText(cell.text), query).length;
        if (times > 0) hits.push({ sheet: sheet + 1, row: row + 1, column: column + 1, times });
      }
    }
  }
  return hits;
}

/** The cell (its place among the hits) in which the words stand for the `nth` time on a sheet; -1 where there is none. */
export function cellWithNth(hits: readonly CellHit[], sheet: number, nth: number): number {
  let before = 0;
  return hits.findIndex((hit) => {
    if (hit.sheet !== sheet) return false;
    before += hit.times;
    return before > nth;
  });
}

/**
 * Searching in the cells of a workbook; `goTo` is called with the first hit from the present sheet on, or with the one that
 * was found elsewhere, then on moving.
 */
export function useCellSearch(
  sheets: readonly ShownSheet[],
  present: number,
  goal: Passage | null,
  goTo: (hit: CellHit) => void,
): Finding {
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(-1);
  const [sought, setSought] = useState<Passage | null>(null);
  useEffect(() => {
    if (goal?.find === undefined) return;
    setQuery(goal.find.words);
    setSought(goal);
  }, [goal]);
  const latest = useRef({ present, goTo });
  latest.current = { present, goTo };
  const hits = useMemo(() => cellsWith(sheets, query), [sheets, query]);
  useEffect(() => {
    const place = sought?.find?.words === query ? sought : null;
    const meant = place === null ? -1 : cellWithNth(hits, place.page, place.find?.nth ?? 0);
    const from = hits.findIndex(({ sheet }) => sheet >= latest.current.present);
    const first = hits.length === 0 ? -1 : Math.max(0, meant >= 0 ? meant : from);
    setCurrent(first);
    const hit = hits[first];
    if (hit !== undefined) latest.current.goTo(hit);
  }, [hits, query, sought]);
  const move = (by: 1 | -1) => {
    const next = (current + by + hits.length) % hits.length;
    const hit = hits[next];
    if (hit === undefined) return;
    setCurrent(next);
    goTo(hit);
  };
  return { query, setQuery, hits, current, complete: true, move };
}
