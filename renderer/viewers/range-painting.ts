/** Marks ranges under a name of the CSS Custom Highlight API, in the window of their text, which may be a frame's. */
export function paintRanges(root: Element, name: string, ranges: readonly Range[]): void {
  const view = root.ownerDocument.defaultView as (Window & typeof globalThis) | null;
  view?.CSS.highlights.set(name, new view.Highlight(...ranges));
}

/** How often a place is looked at again: what lies off the screen is laid out only on the way there. */
const looks = 3;

/** Brings a range before the eyes, a third down from the top where it was not seen. */
export function showRange(range: Range): void {
  const element = range.startContainer.parentElement;
  const view = element?.ownerDocument.defaultView ?? null;
  if (element === null || view === null) return;
  element.scrollIntoView({ block: 'nearest' });
  const look = (left: number) => {
    view.requestAnimationFrame(() => {
      bring(range, element);
      if (left > 1) look(left - 1);
    });
  };
  look(looks);
}

function bring(range: Range, element: Element): void {
  const scroller = scrollerOf(element);
  const { top, bottom } = range.getBoundingClientRect();
  const seen =
    scroller === null
      ? { top: 0, bottom: element.ownerDocument.defaultView?.innerHeight ?? 0 }
      : scroller.getBoundingClientRect();
  if (top >= seen.top && bottom <= seen.bottom) return;
  const third = (seen.bottom - seen.top) / 3;
  (scroller ?? element.ownerDocument.scrollingElement)?.scrollBy(0, top - seen.top - third);
}

/** The element that scrolls; `null` where the whole window does. */
function scrollerOf(element: Element): Element | null {
  const view = element.ownerDocument.defaultView;
  const root = element.ownerDocument.documentElement;
  for (
    let each = element.parentElement;
    each !== null && each !== root;
    each = each.parentElement
  ) {
    if (/auto|scroll/.test(view?.getComputedStyle(each).overflowY ?? '')) return each;
  }
  return null;
}
