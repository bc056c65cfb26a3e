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
  zoomToFit,
} from './page-layout.ts';

/** What of a document is seen, how large, and how to get elsewhere. */
export interface PageView {
  readonly frame: RefObject<HTMLElement | null>;
  readonly layout: PageLayout;
  readonly scale: number;
  readonly zoom: number;
  /** Whether pages follow the width of the frame. */
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
  const [sizes, setSizes] = useState<readonly PageSize[]>(() => Array(count).fill(first));
  const [wanted, setZoom] = useState<number | 'fit'>('fit');
  const [top, setTop] = useState(0);
  const size = useSize(frame);
  const zoom = wanted === 'fit' ? zoomToFit([lying(first, aside)], size.width) : wanted;
  const layout = useMemo(
    () =>
      layOut(
        sizes.map((each) => lying(each, aside)),
        scaleOf(zoom),
      ),
    [sizes, zoom, aside],
  );

  const settle = useCallback(() => {
    const element = frame.current;
    if (element === null || element.clientHeight === 0) return;
    element.scrollTop = scrollFor(layout, anchor.current);
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
    scale: scaleOf(zoom),
    zoom,
    fits: wanted === 'fit',
    near: pagesBetween(layout, top - size.height * ahead, top + size.height * (1 + ahead)),
    page: pageAt(layout, top + size.height * 0.35),
    onScroll: () => {
      const element = frame.current;
      if (element === null || element.clientHeight === 0) return;
      anchor.current = anchorAt(layout, element.scrollTop);
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
