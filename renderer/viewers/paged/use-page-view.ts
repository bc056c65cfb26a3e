import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSize } from '../use-size.ts';
import {
  type Anchor,
  anchorAt,
  layOut,
  type PageLayout,
  type PageSize,
  pageAt,
  pagesBetween,
  scaleOf,
  scrollFor,
  zoomOf,
  zoomToFit,
} from './page-layout.ts';

/** What of a document is seen, how large, and how to get elsewhere. */
export interface PageView {
  readonly frame: RefObject<HTMLElement | null>;
  readonly layout: PageLayout;
  /** Of the page that is read. */
  readonly zoom: number;
  /** Whether each page follows the width of the frame. */
  readonly fits: boolean;
  /** Pages on and near the screen. */
  readonly near: readonly number[];
  /** The page that is read. */
  readonly page: number;
  readonly onScroll: () => void;
  readonly onSize: (number: number, size: PageSize) => void;
  readonly setZoom: (zoom: number | 'fit') => void;
  readonly goTo: (anchor: Anchor) => void;
}

/** Height of the screen beyond its edges in which pages are drawn ahead. */
const ahead = 0.75;

/**
 * Lays out `count` pages, of the size of the first until each is known, and keeps the reader's place through changes.
 * `aside`: pages lie on their side.
 */
export function usePageView(count: number, first: PageSize, aside: boolean): PageView {
  const frame = useRef<HTMLElement>(null);
  const anchor = useRef<Anchor>({ page: 1, fraction: -1 });
  /** What of the width is in the middle of the frame. */
  const middle = useRef(0.5);
  const [sizes, setSizes] = useState<readonly PageSize[]>(() => Array(count).fill(first));
  const [wanted, setZoom] = useState<number | 'fit'>('fit');
  const [top, setTop] = useState(0);
  const size = useSize(frame);
  const layout = useMemo(
    () =>
      layOut(
        sizes.map((each) => lying(each, aside)),
        (page) => scaleOf(wanted === 'fit' ? zoomToFit(page, size.width) : wanted),
      ),
    [sizes, wanted, size.width, aside],
  );
  const page = pageAt(layout, top + size.height * 0.35);

  const settle = useCallback(() => {
    const element = frame.current;
    if (element === null || element.clientHeight === 0) return;
    element.scrollTop = scrollFor(layout, anchor.current);
    element.scrollLeft = middle.current * element.scrollWidth - element.clientWidth / 2;
    setTop(element.scrollTop);
  }, [layout]);
  useLayoutEffect(settle, [settle]);
  const onSize = useCallback((number: number, size: PageSize) => {
    setSizes((before) => {
      const known = before[number - 1];
      const same = known?.width === size.width && known.height === size.height;
      return same ? before : before.with(number - 1, size);
    });
  }, []);
  return {
    frame,
    layout,
    zoom: zoomOf(layout.pages[page - 1]?.scale ?? 1),
    fits: wanted === 'fit',
    near: pagesBetween(layout, top - size.height * ahead, top + size.height * (1 + ahead)),
    page,
    onScroll: () => {
      const element = frame.current;
      if (element === null || element.clientHeight === 0) return;
      anchor.current = anchorAt(layout, element.scrollTop);
      middle.current = (element.scrollLeft + element.clientWidth / 2) / element.scrollWidth;
      setTop(element.scrollTop);
    },
    onSize,
    setZoom,
    goTo: (place) => {
      anchor.current = place;
      settle();
    },
  };
}

function lying({ width, height }: PageSize, aside: boolean): PageSize {
  return aside ? { width: height, height: width } : { width, height };
}
