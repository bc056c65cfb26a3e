import type { Rectangle } from '../evidence.ts';

/** Quarter turns clockwise: 0, 1, 2 or 3. */
export type Turns = 0 | 1 | 2 | 3;

export function turnedOn(turns: Turns): Turns {
  return ((turns + 1) % 4) as Turns;
}

/** Where a rectangle of a page is seen when the page is turned. */
export function turned({ x, y, width, height }: Rectangle, turns: Turns): Rectangle {
  if (turns === 1) return { x: 1 - y - height, y: x, width: height, height: width };
  if (turns === 2) return { x: 1 - x - width, y: 1 - y - height, width, height };
  if (turns === 3) return { x: y, y: 1 - x - width, width: height, height: width };
  return { x, y, width, height };
}

/** Where on the page something lies that is seen at a rectangle of the turned page. */
export function unturned(seen: Rectangle, turns: Turns): Rectangle {
  return turned(seen, ((4 - turns) % 4) as Turns);
}

/** How an element with `data-turns` is turned. */
export function turnsOf(page: HTMLElement): Turns {
  return (Number(page.dataset.turns ?? 0) % 4) as Turns;
}
