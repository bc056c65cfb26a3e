import { useEffect, useState } from 'react';
import type { FoundWords } from './evidence.ts';
import { FindBar } from './find-bar.tsx';
import { paintRanges, showRange } from './range-painting.ts';
import { placeOf, rangesOf } from './text-search.ts';

/** Searching in text that is wholly on the page: every hit is marked, the reader is taken from one to the next. */
export function FindInElement(props: {
  readonly root: HTMLElement;
  readonly asked: number;
  /** Words to begin with, and at which place. */
  readonly found?: FoundWords | undefined;
  readonly onClose: () => void;
}) {
  const { root, found } = props;
  const [query, setQuery] = useState('');
  const [sought, setSought] = useState<FoundWords | null>(null);
  const [current, setCurrent] = useState(0);
  const [hits, setHits] = useState<readonly Range[]>([]);
  useEffect(() => {
    if (found === undefined) return;
    setQuery(found.words);
    setSought(found);
  }, [found]);
  useEffect(() => {
    setHits(query.trim() === '' ? [] : rangesOf(root, query));
    setCurrent(sought?.words === query ? Math.max(0, placeOf(root, sought)) : 0);
  }, [root, query, sought]);
  useEffect(() => {
    const here = hits[current];
    const others = hits.filter((hit) => hit !== here);
    paintRanges(root, 'evidence-hit', others);
    paintRanges(root, 'evidence-hit-current', here === undefined ? [] : [here]);
    if (here !== undefined) showRange(here);
    return () => {
      for (const name of ['evidence-hit', 'evidence-hit-current']) paintRanges(root, name, []);
    };
  }, [root, hits, current]);
  return (
    <FindBar
      asked={props.asked}
      onClose={props.onClose}
      finding={{
        query,
        setQuery,
        hits,
        current: hits.length === 0 ? -1 : current,
        complete: true,
        move: (by) => {
          if (hits.length > 0) setCurrent((current + by + hits.length) % hits.length);
        },
      }}
    />
  );
}
