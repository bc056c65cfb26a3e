import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useState } from 'react';

/** What a row needs to be found and measured. */
export interface RowPlace {
  readonly 'data-index': number;
  readonly 'aria-rowindex': number;
  readonly ref: (row: Element | null) => void;
}

/** The rows of a long table that are on screen or near it, and how to bring one there. */
interface VirtualRows {
  readonly shown: readonly {
    readonly index: number;
    readonly measure: (row: Element | null) => void;
  }[];
  /** Heights in pixels of what is left out above and below. */
  readonly above: number;
  readonly below: number;
  readonly show: (index: number) => void;
}

/**
 * Draws only the rows of a table body that can be seen. `body` stands in the scrolling page (`data-scroll`); `height` is a
 * row's likely height, measured as soon as it is drawn; `keys` tells rows apart when their order changes.
 */
export function useVirtualRows(
  body: RefObject<HTMLElement | null>,
  keys: readonly string[],
  height: (index: number) => number,
): VirtualRows {
  const [margin, setMargin] = useState(0);
  const scroller = () => body.current?.closest<HTMLElement>('[data-scroll]') ?? null;
  // Above the list stands what comes and goes: a notice, filters in two lines.
  useLayoutEffect(() => {
    const frame = scroller();
    if (frame === null || body.current === null) return;
    const top = body.current.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    setMargin(Math.round(top + frame.scrollTop));
  });
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: scroller,
    estimateSize: height,
    getItemKey: (index) => keys[index] ?? index,
    overscan: 8,
    scrollMargin: margin,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  return {
    shown: items.map(({ index }) => ({ index, measure: virtualizer.measureElement })),
    above: first === undefined ? 0 : first.start - margin,
    below: last === undefined ? 0 : virtualizer.getTotalSize() - (last.end - margin),
    show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}

/** Stands for the rows that are left out, so that the page scrolls as if they were there. */
export function RowGap(props: { readonly height: number; readonly columns: number }) {
  if (props.height <= 0) return null;
  return (
    <tr>
      <td colSpan={props.columns} style={{ height: props.height, padding: 0, border: 0 }} />
    </tr>
  );
}
