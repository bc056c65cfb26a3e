import { findAll, type Stretch } from '../fold-text.ts';
import type { PagedFile } from './paged-file.ts';

/** One place where the searched words stand. */
export interface Hit extends Stretch {
  readonly page: number;
}

/** Somebody who searches for one letter in 500 pages wants none of the hits after these. */
export const mostHits = 2_000;

export interface FoundSoFar {
  readonly hits: readonly Hit[];
  /** Whether every page has been looked at. */
  readonly complete: boolean;
}

/** Looks for words in every page in order and tells what is found after each page with hits, and at the end. */
export async function findInPages(
  texts: PagedFile['texts'],
  pages: number,
  query: string,
  tell: (found: FoundSoFar) => void,
  signal: AbortSignal,
): Promise<void> {
  const hits: Hit[] = [];
  for (let page = 1; page <= pages && hits.length < mostHits; page += 1) {
    const text = await texts.of(page);
    if (signal.aborted) return;
    const found = findAll(text.folded, query);
    hits.push(...found.slice(0, mostHits - hits.length).map((stretch) => ({ page, ...stretch })));
    if (found.length > 0) tell({ hits: [...hits], complete: false });
  }
  if (!signal.aborted) tell({ hits, complete: true });
}

/**
 * The hit to begin with: the `nth` (from 0) on the page where it has as many, else the first one from there on, else the
 * first of all.
 */
export function placeFrom(hits: readonly Hit[], page: number, nth: number): number {
  const at = hits.findIndex((hit) => hit.page >= page);
  return hits[at + nth]?.page === page ? at + nth : Math.max(0, at);
}
