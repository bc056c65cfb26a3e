/** Width and height of a page in points (1/72 inch). */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Pages one below the other in CSS pixels. */
export interface PageLayout {
  readonly pages: readonly {
    readonly top: number;
    readonly width: number;
    readonly height: number;
    /** CSS pixels per point. */
    readonly scale: number;
  }[];
  readonly width: number;
  readonly height: number;
}

/** Space around pages, in CSS pixels. */
const pageGap = 12;
/** CSS pixels per point at 100 %. */
const pixelsPerPoint = 96 / 72;
const leastZoom = 0.25;
const mostZoom = 5;
const zoomSteps = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5];

/** The scale (CSS pixels per point) of a zoom factor. */
export function scaleOf(zoom: number): number {
  return zoom * pixelsPerPoint;
}

/** The zoom factor of a scale. */
export function zoomOf(scale: number): number {
  return scale / pixelsPerPoint;
}

/** The zoom at which a page fills `width` CSS pixels. */
export function zoomToFit(size: PageSize, width: number): number {
  const zoom = (width - 2 * pageGap) / (Math.max(size.width, 1) * pixelsPerPoint);
  return Math.min(Math.max(zoom, leastZoom), mostZoom);
}

/** The next larger (`by` 1) or smaller (-1) of the usual zoom factors. */
export function zoomStep(zoom: number, by: 1 | -1): number {
  if (by === 1) return zoomSteps.find((step) => step > zoom + 0.005) ?? mostZoom;
  return zoomSteps.findLast((step) => step < zoom - 0.005) ?? leastZoom;
}

/** Where every page lies, each at its own scale: pages that fit the width do so whichever way up they are. */
export function layOut(
  sizes: readonly PageSize[],
  scaleFor: (size: PageSize) => number,
): PageLayout {
  let top = pageGap;
  let widest = 0;
  const pages = sizes.map((size) => {
    const scale = scaleFor(size);
    const page = {
      top,
      scale,
      width: Math.floor(size.width * scale),
      height: Math.floor(size.height * scale),
    };
    top += page.height + pageGap;
    widest = Math.max(widest, page.width);
    return page;
  });
  return { pages, width: widest + 2 * pageGap, height: top };
}

/** The pages (from 1) of which something lies between two heights; at least one where there are pages. */
export function pagesBetween(layout: PageLayout, top: number, bottom: number): readonly number[] {
  const first = pageAt(layout, top);
  const numbers: number[] = [];
  for (let number = first; number <= layout.pages.length; number += 1) {
    if (number > first && layout.pages[number - 1]!.top > bottom) break;
    numbers.push(number);
  }
  return numbers;
}

/** The page (from 1) at a height; the gap above a page belongs to it. */
export function pageAt(layout: PageLayout, height: number): number {
  let [low, high] = [0, layout.pages.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const page = layout.pages[middle]!;
    if (page.top + page.height >= height) high = middle;
    else low = middle + 1;
  }
  return low + 1;
}

/** A place in a document that zooming and late page sizes leave where it is: a page and a fraction of its height. */
export interface Anchor {
  readonly page: number;
  readonly fraction: number;
}

/** The anchor at the upper edge of what is seen. */
export function anchorAt(layout: PageLayout, top: number): Anchor {
  const number = pageAt(layout, top);
  const page = layout.pages[number - 1];
  if (page === undefined) return { page: 1, fraction: 0 };
  return { page: number, fraction: (top - page.top) / page.height };
}

/** How far to scroll so that an anchor is at the upper edge. */
export function scrollFor(layout: PageLayout, anchor: Anchor): number {
  const page = layout.pages[anchor.page - 1];
  return page === undefined ? 0 : Math.max(0, page.top + anchor.fraction * page.height);
}
