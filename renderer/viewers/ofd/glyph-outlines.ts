/**
 * Outlines from a TrueType font that a document holds. Only tables of numbers are read and only shapes come out: the
 * font never reaches the system, and its programs (hinting) are never run.
 */
export interface GlyphOutlines {
  readonly unitsPerEm: number;
  /** The glyph of a character; 0 where the font has none, or no such table. */
  readonly glyphOf: (character: number) => number;
  /** A glyph as SVG path data in font units, y upwards; `''` for an empty one. */
  readonly outline: (glyph: number) => string;
}

interface Tables {
  readonly view: DataView;
  readonly glyf: number;
  readonly loca: number;
  readonly longOffsets: boolean;
  readonly glyphs: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}

const mostDepth = 6;
const mostPoints = 20_000;

/** Opens a font; `null` for what is no TrueType font with outlines. */
export function openFont(bytes: Uint8Array<ArrayBuffer>): GlyphOutlines | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return guarded<GlyphOutlines>(() => {
    const tables = tablesOf(view);
    const [head, maxp] = [tables.get('head'), tables.get('maxp')];
    const [glyf, loca] = [tables.get('glyf'), tables.get('loca')];
    if (head === undefined || maxp === undefined || glyf === undefined || loca === undefined) {
      return null;
    }
    const unitsPerEm = view.getUint16(head + 18);
    if (unitsPerEm < 16) return null;
    const longOffsets = view.getInt16(head + 50) === 1;
    const font: Tables = { view, glyf, loca, longOffsets, glyphs: view.getUint16(maxp + 4) };
    const cmap = tables.get('cmap');
    const characters =
      cmap === undefined ? new Map() : (guarded(() => cmapOf(view, cmap)) ?? new Map());
    return {
      unitsPerEm,
      glyphOf: (character) => characters.get(character) ?? 0,
      outline: (glyph) => guarded(() => contoursOf(font, glyph, 0).map(pathOf).join(' ')) ?? '',
    };
  });
}

/** What a damaged table would make fail is left out. */
function guarded<T>(work: () => T | null): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function tablesOf(view: DataView): ReadonlyMap<string, number> {
  const count = view.getUint16(4);
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const at = 12 + 16 * index;
      const letters = [0, 1, 2, 3].map((place) => String.fromCharCode(view.getUint8(at + place)));
      return [letters.join(''), view.getUint32(at + 8)];
    }),
  );
}

/** The Unicode table (or the first one there is) as a map from characters to glyphs. */
function cmapOf(view: DataView, cmap: number): ReadonlyMap<number, number> {
  const tables = Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => {
    const at = cmap + 4 + 8 * index;
    const start = cmap + view.getUint32(at + 4);
    const isUnicode =
      view.getUint16(at) === 0 || (view.getUint16(at) === 3 && view.getUint16(at + 2) > 0);
    return { start, format: view.getUint16(start), isUnicode };
  });
  const best =
    tables.find((each) => each.format === 12) ??
    tables.find((each) => each.format === 4 && each.isUnicode) ??
    tables.find((each) => each.format === 4 || each.format === 6 || each.format === 0);
  if (best?.format === 12) return segmentedCoverage(view, best.start);
  if (best?.format === 4) return segmentMapping(view, best.start);
  if (best?.format === 6) return trimmed(view, best.start);
  return best === undefined ? new Map() : bytesOnly(view, best.start);
}

function bytesOnly(view: DataView, start: number): ReadonlyMap<number, number> {
  return new Map(Array.from({ length: 256 }, (_, code) => [code, view.getUint8(start + 6 + code)]));
}

function trimmed(view: DataView, start: number): ReadonlyMap<number, number> {
  const first = view.getUint16(start + 6);
  const count = view.getUint16(start + 8);
  return new Map(
    Array.from({ length: count }, (_, index) => [
      first + index,
      view.getUint16(start + 10 + 2 * index),
    ]),
  );
}

function segmentMapping(view: DataView, start: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const twice = view.getUint16(start + 6);
  for (let at = 0; at < twice; at += 2) {
    const end = view.getUint16(start + 14 + at);
    const first = view.getUint16(start + 16 + twice + at);
    const delta = view.getUint16(start + 16 + 2 * twice + at);
    const place = start + 16 + 3 * twice + at;
    const offset = view.getUint16(place);
    for (let code = first; code <= end && code !== 0xffff; code += 1) {
      const raw = offset === 0 ? code : view.getUint16(place + offset + 2 * (code - first));
      if (raw !== 0) found.set(code, (raw + delta) & 0xffff);
    }
  }
  return found;
}

function segmentedCoverage(view: DataView, start: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const groups = view.getUint32(start + 12);
  for (let group = 0; group < groups && found.size < 0x20000; group += 1) {
    const at = start + 16 + 12 * group;
    const [first, last] = [view.getUint32(at), Math.min(view.getUint32(at + 4), 0x10ffff)];
    const glyph = view.getUint32(at + 8);
    for (let code = first; code <= last && found.size < 0x20000; code += 1) {
      found.set(code, glyph + code - first);
    }
  }
  return found;
}

function contoursOf(font: Tables, glyph: number, depth: number): readonly (readonly Point[])[] {
  const { view, loca, longOffsets } = font;
  if (glyph < 0 || glyph >= font.glyphs || depth > mostDepth) return [];
  const place = (index: number) =>
    longOffsets ? view.getUint32(loca + 4 * index) : 2 * view.getUint16(loca + 2 * index);
  const [begin, end] = [place(glyph), place(glyph + 1)];
  if (end <= begin) return [];
  const at = font.glyf + begin;
  const count = view.getInt16(at);
  return count >= 0 ? simple(view, at + 10, count) : composite(font, at + 10, depth);
}

/** A glyph of its own points: contour ends, a program that is skipped, flags, then the coordinates as differences. */
function simple(view: DataView, start: number, contours: number): readonly (readonly Point[])[] {
  if (contours === 0) return [];
  const ends = Array.from({ length: contours }, (_, index) => view.getUint16(start + 2 * index));
  const points = (ends.at(-1) ?? -1) + 1;
  if (points > mostPoints) return [];
  let at = start + 2 * contours;
  at += 2 + view.getUint16(at);
  const flags: number[] = [];
  while (flags.length < points) {
    const flag = view.getUint8(at++);
    const repeats = (flag & 8) === 0 ? 0 : view.getUint8(at++);
    for (let time = 0; time <= repeats; time += 1) flags.push(flag);
  }
  const read = (short: number, same: number) => {
    let value = 0;
    return flags.slice(0, points).map((flag) => {
      if ((flag & short) !== 0)
        value += (flag & same) === 0 ? -view.getUint8(at++) : view.getUint8(at++);
      else if ((flag & same) === 0) {
        value += view.getInt16(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = read(2, 16);
  const ys = read(4, 32);
  return ends.map((end, index) =>
    xs.slice(index === 0 ? 0 : ends[index - 1]! + 1, end + 1).map((x, place) => {
      const number = (index === 0 ? 0 : ends[index - 1]! + 1) + place;
      return { x, y: ys[number]!, on: (flags[number]! & 1) === 1 };
    }),
  );
}

/** A glyph put together from others, each moved and scaled. */
function composite(font: Tables, start: number, depth: number): readonly (readonly Point[])[] {
  const { view } = font;
  const found: (readonly Point[])[] = [];
  let at = start;
  for (let part = 0; part < 64; part += 1) {
    const flags = view.getUint16(at);
    const glyph = view.getUint16(at + 2);
    at += 4;
    const words = (flags & 1) !== 0;
    const dx = words ? view.getInt16(at) : view.getInt8(at);
    const dy = words ? view.getInt16(at + 2) : view.getInt8(at + 1);
    at += words ? 4 : 2;
    const scales = (flags & 8) !== 0 ? 1 : (flags & 0x40) !== 0 ? 2 : (flags & 0x80) !== 0 ? 4 : 0;
    const numbers = Array.from(
      { length: scales },
      (_, index) => view.getInt16(at + 2 * index) / 16_384,
    );
    at += 2 * scales;
    const [a, b, c, d] = scaled(numbers);
    const isOffset = (flags & 2) !== 0;
    const [x0, y0] = isOffset ? [dx, dy] : [0, 0];
    for (const contour of contoursOf(font, glyph, depth + 1)) {
      found.push(
        contour.map(({ x, y, on }) => ({ x: a * x + c * y + x0, y: b * x + d * y + y0, on })),
      );
    }
    if ((flags & 0x20) === 0) break;
  }
  return found;
}

function scaled(numbers: readonly number[]): readonly [number, number, number, number] {
  const [first = 1, second = first, third = 0, fourth = 1] = numbers;
  return numbers.length === 4 ? [first, second, third, fourth] : [first, 0, 0, second];
}

/** A contour as path data: between two points off the curve lies one on it, half way. */
function pathOf(points: readonly Point[]): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return '';
  const start = first.on ? first : last.on ? last : middle(first, last);
  const path = [`M${start.x} ${start.y}`];
  let control: Point | null = null;
  for (const point of [...points, start]) {
    if (control === null) {
      if (point.on) path.push(`L${point.x} ${point.y}`);
      else control = point;
      continue;
    }
    const end = point.on || point === start ? point : middle(control, point);
    path.push(`Q${control.x} ${control.y} ${end.x} ${end.y}`);
    control = point.on || point === start ? null : point;
  }
  return `${path.join('')}Z`;
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true };
}
