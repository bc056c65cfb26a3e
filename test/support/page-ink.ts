/** A picture in grey, 0 black to 255 white, row by row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: ArrayLike<number>;
}

/** How much ink (0 to 1) lies in each field of a grid over a picture, row by row. */
export function inkIn(picture: GreyPicture, columns: number, rows: number): readonly number[] {
  const sums = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  for (let y = 0; y < picture.height; y += 1) {
    const row = Math.floor((y * rows) / picture.height);
    for (let x = 0; x < picture.width; x += 1) {
      const field = row * columns + Math.floor((x * columns) / picture.width);
      sums[field]! += 1 - picture.pixels[y * picture.width + x]! / 255;
      counts[field]! += 1;
    }
  }
  return Array.from(sums, (sum, field) => sum / Math.max(1, counts[field]!));
}

/**
 * How alike two distributions of ink are, from 0 to 1: the cosine between them, times how much of the ink the one with
 * less of it has. Two blank pages are alike.
 */
export function likeness(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [totalInk(one), totalInk(other)];
  const blank = one.length / 10_000;
  if (a < blank && b < blank) return 1;
  if (a < blank || b < blank) return 0;
  const product = one.reduce((sum, each, field) => sum + each * other[field]!, 0);
  const cosine = product / Math.sqrt(square(one) * square(other));
  return cosine * Math.sqrt(Math.min(a, b) / Math.max(a, b));
}

function totalInk(ink: readonly number[]): number {
  return ink.reduce((sum, each) => sum + each, 0);
}

function square(ink: readonly number[]): number {
  return ink.reduce((sum, each) => sum + each * each, 0);
}

/** Reads a binary PGM (P5) of one byte per pixel. */
export function readPgm(bytes: Buffer): GreyPicture {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString('latin1'));
  if (head === null) throw new Error('no PGM');
  const [whole, width, height] = head;
  return { width: Number(width), height: Number(height), pixels: bytes.subarray(whole.length) };
}
