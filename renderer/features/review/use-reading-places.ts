import { useCallback, useMemo, useRef } from 'react';
import type { Passage } from '../../viewers/evidence.ts';
import type { CitedGoal } from './evidence-pane.tsx';

/**
 * Where one was in every document of an application, so that going to another and back loses no place. `goal` is where
 * to begin in the open document: at a citation that was just chosen, else at the page that was read last.
 */
export function useReadingPlaces(
  document: string | null,
  cited: CitedGoal | null,
): { readonly goal: Passage | null; readonly onPage: (page: number) => void } {
  const pages = useRef(new Map<string, number>());
  const followed = useRef<CitedGoal | null>(null);
  const goal = useMemo(() => {
    if (document === null) return null;
    if (cited !== null && cited !== followed.current && cited.document === document) {
      followed.current = cited;
      return cited.passage;
    }
    const page = pages.current.get(document);
    return page === undefined ? null : { page };
  }, [document, cited]);
  const onPage = useCallback(
    (page: number) => {
      if (document !== null) pages.current.set(document, page);
    },
    [document],
  );
  return { goal, onPage };
}
