import { type RefObject, useEffect, useState } from 'react';
import type { FoundWords } from './evidence.ts';

/** The search bar of a viewer: whether it is open, and how often somebody asked for its field. */
interface SearchBar {
  readonly shown: boolean;
  readonly asked: number;
  readonly search: () => void;
  readonly close: () => void;
}

/**
 * Words that were found elsewhere open the bar too, but leave the focus where it is. Whoever closes the bar is in the
 * document again, in its `frame`.
 */
export function useSearchBar(
  found: FoundWords | undefined,
  frame: RefObject<HTMLElement | null>,
): SearchBar {
  const [shown, setShown] = useState(false);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (found !== undefined) setShown(true);
  }, [found]);
  return {
    shown,
    asked,
    search: () => {
      setShown(true);
      setAsked((count) => count + 1);
    },
    close: () => {
      setShown(false);
      setAsked(0);
      frame.current?.focus({ preventScroll: true });
    },
  };
}
