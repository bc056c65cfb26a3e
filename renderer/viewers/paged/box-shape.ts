import type { Rectangle } from '../evidence.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Smaller than this, in fractions of a page, is a click rather than a box. */
const least = 0.005;
/** How far an arrow key moves a box or its corner. */
const step = 0.01;

/** To the fifth decimal, as citations are kept. */
function rounded(value: number): number {
  return Math.round(value * 100_000) / 100_000;
}

/** The box between two points of the screen, in fractions of the page that is seen at `frame`, cut at its edges. */
export function rectangleBetween(frame: DOMRect, from: Point, to: Point): Rectangle {
  const share = (value: number, start: number, size: number) =>
    rounded(Math.min(1, Math.max(0, size === 0 ? 0 : (value - start) / size)));
  const xs = [from.x, to.x].map((x) => share(x, frame.left, frame.width));
  const ys = [from.y, to.y].map((y) => share(y, frame.top, frame.height));
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: rounded(Math.max(...xs) - x), height: rounded(Math.max(...ys) - y) };
}

export function isBox({ width, height }: Rectangle): boolean {
  return width >= least && height >= least;
}

/** A box in the middle of what is seen of a page, to begin with by keyboard. */
export function startingBox(page: DOMRect, frame: DOMRect): Rectangle {
  const [left, right] = [Math.max(page.left, frame.left), Math.min(page.right, frame.right)];
  const [top, bottom] = [Math.max(page.top, frame.top), Math.min(page.bottom, frame.bottom)];
  const [width, height] = [right - left, bottom - top];
  return rectangleBetween(
    page,
    { x: left + width * 0.3, y: top + height * 0.4 },
    { x: left + width * 0.7, y: top + height * 0.6 },
  );
}

/** A box moved one step by an arrow key, or with Shift its lower right corner, inside the page. */
export function adjusted(box: Rectangle, key: string, resize: boolean): Rectangle {
  const dx = key === 'ArrowLeft' ? -step : key === 'ArrowRight' ? step : 0;
  const dy = key === 'ArrowUp' ? -step : key === 'ArrowDown' ? step : 0;
  const within = (value: number, low: number, high: number) =>
    rounded(Math.min(high, Math.max(low, value)));
  if (resize) {
    return {
      ...box,
      width: within(box.width + dx, step, 1 - box.x),
      height: within(box.height + dy, step, 1 - box.y),
    };
  }
  return {
    ...box,
    x: within(box.x + dx, 0, 1 - box.width),
    y: within(box.y + dy, 0, 1 - box.height),
  };
}
