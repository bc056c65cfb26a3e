import { useEffect, useRef, useState } from 'react';
import type { Passage } from '../evidence.ts';
import type { Finding } from '../finding.ts';
import { findInPages, type Hit, placeFrom } from './find-in-pages.ts';
import type { PagedFile } from './paged-file.ts';

/** How long a pause in typing starts the search. */
const pauseMs = 150;

/**
 * Searches while somebody types and takes the reader to the first hit from the page on that is read; for words that were
 * found elsewhere to the very place.
 */
export function useFind(
  { pages, texts, painter }: PagedFile,
  page: number,
  goal: Passage | null,
  goTo: (hit: Hit) => void,
): Finding {
  const [query, setQuery] = useState('');
  const [hits, setHits] = useState<readonly Hit[]>([]);
  const [complete, setComplete] = useState(true);
  const [current, setCurrent] = useState(-1);
  const [sought, setSought] = useState<Passage | null>(null);
  const latest = useRef({ page, goTo });
  latest.current = { page, goTo };

  useEffect(() => {
    if (goal?.find === undefined) return;
    setQuery(goal.find.words);
    setSought(goal);
  }, [goal]);
  useEffect(() => {
    setHits([]);
    setCurrent(-1);
    setComplete(query.trim() === '');
    if (query.trim() === '') return;
    const stop = new AbortController();
    let begun = false;
    const place = sought?.find?.words === query ? sought : null;
    const from = place?.page ?? latest.current.page;
    const begin = (hits: readonly Hit[]) => {
      begun = true;
      const first = placeFrom(hits, from, place?.find?.nth ?? 0);
      setCurrent(first);
      latest.current.goTo(hits[first]!);
    };
    const timer = setTimeout(() => {
      const tell = (state: { readonly hits: readonly Hit[]; readonly complete: boolean }) => {
        setHits(state.hits);
        setComplete(state.complete);
        const reached = (state.hits.at(-1)?.page ?? 0) >= from;
        if (!begun && state.hits.length > 0 && (reached || state.complete)) begin(state.hits);
      };
      void findInPages(texts, pages, query, tell, stop.signal);
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [pages, texts, query, sought]);

  useEffect(() => painter.mark(hits, current), [painter, hits, current]);
  const move = (by: 1 | -1) => {
    if (hits.length === 0) return;
    const next = (current + by + hits.length) % hits.length;
    setCurrent(next);
    goTo(hits[next]!);
  };
  return { query, setQuery, hits, current, complete, move };
}
