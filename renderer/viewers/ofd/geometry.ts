/** Pages are drawn in millimetres and shown in points. */
export const pointsPerMillimetre = 72 / 25.4;

/** Maps a point (x, y) to (a·x + c·y + e, b·x + d·y + f). Lengths are millimetres. */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** What first `inner` and then `outer` does. */
export function combined(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}

export function movedBy(x: number, y: number): Matrix {
  return [1, 0, 0, 1, x, y];
}

export function mapped(
  [a, b, c, d, e, f]: Matrix,
  x: number,
  y: number,
): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Nothing that is drawn lies further out, or is larger, than this. */
const farthest = 1e6;

/** The numbers in a list such as `0 0 210 297`; what is no number, or absurd, counts as 0. */
export function numbersIn(text: string | undefined): readonly number[] {
  const words = text?.trim().split(/[\s,]+/) ?? [];
  return words.filter((word) => word !== '').map(numberIn);
}

export function numberIn(word: string): number {
  const number = Number(word);
  return Number.isFinite(number) && Math.abs(number) <= farthest ? number : 0;
}

/** A box written as `x y width height`; `null` where that is missing or empty. */
export function boxIn(text: string | undefined): Box | null {
  const [x = 0, y = 0, width = 0, height = 0] = numbersIn(text);
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

export function matrixIn(text: string | undefined): Matrix {
  const numbers = numbersIn(text);
  return numbers.length === 6 ? (numbers as unknown as Matrix) : identity;
}

/**
 * Numbers as a list of deltas writes them, where `g 10 6.5` stands for ten times 6.5; no more than `most` of them.
 */
export function deltasIn(text: string | undefined, most: number): readonly number[] {
  const words = text?.trim().split(/\s+/) ?? [];
  const deltas: number[] = [];
  for (let at = 0; at < words.length && deltas.length < most; at += 1) {
    if (words[at] !== 'g') {
      if (words[at] !== '') deltas.push(numberIn(words[at]!));
      continue;
    }
    const times = Math.min(Math.max(0, Math.floor(numberIn(words[at + 1] ?? '0'))), most);
    const value = numberIn(words[at + 2] ?? '0');
    for (let time = 0; time < times && deltas.length < most; time += 1) deltas.push(value);
    at += 2;
  }
  return deltas;
}

/** How many coordinates each path command takes; `C` closes. */
const takes: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };
const inSvg: Readonly<Record<string, string>> = { S: 'M', B: 'C', C: 'Z' };
const longestPath = 8_000_000;

/** An OFD path as SVG path data; it ends where it stops making sense. */
export function pathIn(text: string | undefined): string {
  if (text === undefined || text.length > longestPath) return '';
  const words = text.trim().split(/[\s,]+/);
  const path: string[] = [];
  for (let at = 0; at < words.length; ) {
    const command = words[at]!;
    const count = takes[command];
    if (count === undefined || at + count >= words.length + (count === 0 ? 1 : 0)) break;
    const numbers = words.slice(at + 1, at + 1 + count).map(numberIn);
    path.push(inSvg[command] ?? command, ...numbers.map(String));
    at += 1 + count;
  }
  return path[0] === 'M' ? path.join(' ') : '';
}
