import { useEffect, useState } from 'react';
import { FindBar } from './find-bar.tsx';
import { rangesOf } from './text-search.ts';

/** Searching in text that is wholly on the page: every hit is marked, the reader is taken from one to the next. */
export function FindInElement(props: {
  readonly root: HTMLElement;
  readonly asked: number;
  /** Words to begin with. */
  readonly words?: string | undefined;
  readonly onClose: () => void;
}) {
  const { root } = props;
  const [query, setQuery] = useState(props.words ?? '');
  const [current, setCurrent] = useState(0);
  const [hits, setHits] = useState<readonly Range[]>([]);
  useEffect(() => {
    setHits(query.trim() === '' ? [] : rangesOf(root, query));
    setCurrent(0);
  }, [root, query]);
  useEffect(() => {
    paint(root, hits, current);
    return () => paint(root, [], 0);
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

/** Highlights belong to the window of the text, which may be a frame's. */
function paint(root: HTMLElement, hits: readonly Range[], current: number): void {
  const view = root.ownerDocument.defaultView as (Window & typeof globalThis) | null;
  if (view === null) return;
  const here = hits[current];
  const others = hits.filter((hit) => hit !== here);
  view.CSS.highlights.set('evidence-hit', new view.Highlight(...others));
  view.CSS.highlights.set(
    'evidence-hit-current',
    new view.Highlight(...(here === undefined ? [] : [here])),
  );
  here?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
}
