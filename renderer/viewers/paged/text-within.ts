import type { Rectangle } from '../evidence.ts';
import { quotable } from '../fold-text.ts';
import { turned, turnsOf } from './turning.ts';

/** The text of a page whose characters have their middle inside a box, in the order of the file, ready to be quoted. */
export function textWithin(page: HTMLElement, box: Rectangle): string {
  const frame = page.getBoundingClientRect();
  const seen = turned(box, turnsOf(page));
  const area = new DOMRect(
    frame.left + seen.x * frame.width,
    frame.top + seen.y * frame.height,
    seen.width * frame.width,
    seen.height * frame.height,
  );
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const lines: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const words = charactersWithin(node as Text, area);
    if (words !== '') lines.push(words);
  }
  return quotable(lines.join('\n'));
}

function charactersWithin(node: Text, area: DOMRect): string {
  const range = document.createRange();
  range.selectNodeContents(node);
  if (!touches(range.getBoundingClientRect(), area)) return '';
  let words = '';
  for (let place = 0; place < node.length; place += 1) {
    range.setStart(node, place);
    range.setEnd(node, place + 1);
    const { x, y, width, height } = range.getBoundingClientRect();
    const [middle, centre] = [x + width / 2, y + height / 2];
    const isInside =
      middle >= area.left && middle <= area.right && centre >= area.top && centre <= area.bottom;
    if (isInside) words += node.data[place];
  }
  return words;
}

function touches(a: DOMRect, b: DOMRect): boolean {
  return a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;
}
