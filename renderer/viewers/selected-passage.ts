import type { Passage, Rectangle } from './evidence.ts';
import { quotable } from './fold-text.ts';
import { turnsOf, unturned } from './paged/turning.ts';

/**
 * The text selected inside `root` with its page: the nearest element with `data-page` around its beginning. A
 * selection that runs over several pages counts up to the end of the first. `null` without one.
 */
export function selectedPassage(root: Element): Passage | null {
  const selection = root.ownerDocument.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!root.contains(range.startContainer)) return null;
  const page = pageAround(range.startContainer);
  if (page === null) return null;
  if (!page.contains(range.endContainer)) range.setEnd(page, page.childNodes.length);
  const quote = quotable(textOf(range));
  if (quote === '') return null;
  const rectangle = rectangleIn(page, [...range.getClientRects()]);
  return { page: Number(page.dataset.page), quote, rectangle };
}

function pageAround(node: Node): HTMLElement | null {
  const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : node.parentElement;
  return element?.closest<HTMLElement>('[data-page]') ?? null;
}

function textOf(range: Range): string {
  const content = range.cloneContents();
  for (const line of content.querySelectorAll('br, p, tr, td, li')) line.append('\n');
  for (const line of content.querySelectorAll('br')) line.replaceWith('\n');
  return content.textContent ?? '';
}

/** What encloses these boxes, in fractions of the page; `undefined` when nothing of it lies on the page. */
function rectangleIn(page: HTMLElement, boxes: readonly DOMRect[]): Rectangle | undefined {
  const frame = page.getBoundingClientRect();
  const seen = boxes.filter((box) => box.width > 0 && box.height > 0);
  if (seen.length === 0 || frame.width === 0 || frame.height === 0) return undefined;
  const [left, top] = [
    Math.min(...seen.map((box) => box.left)) - frame.left,
    Math.min(...seen.map((box) => box.top)) - frame.top,
  ];
  const [right, bottom] = [
    Math.max(...seen.map((box) => box.right)) - frame.left,
    Math.max(...seen.map((box) => box.bottom)) - frame.top,
  ];
  const [x, y] = [share(left / frame.width), share(top / frame.height)];
  const width = share(right / frame.width) - x;
  const height = share(bottom / frame.height) - y;
  const box = { x, y, width, height };
  return width > 0 && height > 0 ? rounded(unturned(box, turnsOf(page))) : undefined;
}

function rounded({ x, y, width, height }: Rectangle): Rectangle {
  return { x: share(x), y: share(y), width: share(width), height: share(height) };
}

/** Inside 0 and 1, to the fifth decimal. */
function share(value: number): number {
  return Math.round(Math.min(Math.max(value, 0), 1) * 100_000) / 100_000;
}
