import { useEffect } from 'react';
import type { Mark, Passage } from './evidence.ts';
import { paintRanges, showRange } from './range-painting.ts';
import { rangesOf } from './text-search.ts';

/**
 * Marks quotations in a text that is wholly on the page, and takes the reader to the one that is wanted. @returns nothing:
 * a passage without a quotation, or whose words are not there, is left to the viewer.
 */
export function useCitedText(
  root: HTMLElement | null,
  marks: readonly Mark[],
  goal: Passage | null,
): void {
  useEffect(() => {
    if (root === null) return;
    const ranges = marks.map((mark) => quotedRange(root, mark));
    paintRanges(
      root,
      'evidence-cited',
      ranges.filter((range) => range !== null),
    );
    return () => paintRanges(root, 'evidence-cited', []);
  }, [root, marks]);
  useEffect(() => {
    if (root === null || goal === null) return;
    const range = quotedRange(root, goal);
    if (range === null) return;
    paintRanges(root, 'evidence-goal', [range]);
    showRange(range);
    return () => paintRanges(root, 'evidence-goal', []);
  }, [root, goal]);
}

/** Where a passage's words stand: on its page where they do, and there the nearest to its rectangle. */
function quotedRange(root: HTMLElement, passage: Passage): Range | null {
  const { page, quote, rectangle } = passage;
  if (quote === undefined) return null;
  const ranges = rangesOf(root, quote.replace(/…$/, ''));
  if (ranges.length <= 1) return ranges[0] ?? null;
  const onPage = ranges.filter((range) => pageAround(range)?.dataset.page === String(page));
  const distance = (range: Range) => Math.abs(heightOf(range) - (rectangle?.y ?? 0));
  return (onPage.length > 0 ? onPage : ranges).toSorted((a, b) => distance(a) - distance(b))[0]!;
}

/** How far down its page a range begins, as a fraction. */
function heightOf(range: Range): number {
  const page = pageAround(range)?.getBoundingClientRect();
  if (page === undefined || page.height === 0) return 0;
  return (range.getBoundingClientRect().top - page.top) / page.height;
}

function pageAround({ startContainer }: Range): HTMLElement | null {
  return startContainer.parentElement?.closest<HTMLElement>('[data-page]') ?? null;
}
