import { useEffect, useRef, useState } from 'react';
import type { Finding } from '../finding.ts';
import { findInPages, firstFrom, type Hit } from './find-in-pages.ts';
import type { PagedFile } from './paged-file.ts';

/** How long a pause in typing starts the search. */
const pauseMs = 150;

/** Searches while somebody types and takes the reader to the first hit from the page on that is read. */
export function useFind(
  { pages, texts, painter }: PagedFile,
  page: number,
  goTo: (hit: Hit) => void,
): Finding {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly Hit[]>([]);
  const [complete, setComplete] = useState(true);
  const [current, setCurrent] = useState(-1);
  const latest = useRef({ page, goTo });
  latest.current = { page, goTo };

  useEffect(() => {
    setFound([]);
    setCurrent(-1);
    setComplete(query.trim() === '');
    if (query.trim() === '') return;
    const stop = new AbortController();
    let begun = false;
    const from = latest.current.page;
    const begin = (hits: readonly Hit[]) => {
      begun = true;
      const first = firstFrom(hits, from);
      setCurrent(first);
      latest.current.goTo(hits[first]!);
    };
    const timer = setTimeout(() => {
      const tell = (state: { readonly hits: readonly Hit[]; readonly complete: boolean }) => {
        setFound(state.hits);
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
  }, [pages, texts, query]);

  useEffect(() => painter.mark(found, current), [painter, found, current]);
  const move = (by: 1 | -1) => {
    if (found.length === 0) return;
    const next = (current + by + found.length) % found.length;
    setCurrent(next);
    goTo(found[next]!);
  };
  return { query, setQuery, hits: found, current, complete, move };
}
