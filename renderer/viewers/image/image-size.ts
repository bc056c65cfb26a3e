import type { Size } from '../use-size.ts';

/**
 * Width and height of a picture, read from the beginning of its file without decoding it: a few kilobytes may claim
 * gigapixels. `null` where the format is another one or the beginning does not say.
 */
export function imageSize(bytes: Uint8Array<ArrayBuffer>): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return png(view) ?? gif(view) ?? bmp(view) ?? webp(view) ?? jpeg(view) ?? avif(view);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type Read = (view: DataView) => Size | null;

const png: Read = (view) =>
  begins(view, 0, '\x89PNG') ? { width: view.getUint32(16), height: view.getUint32(20) } : null;

const gif: Read = (view) =>
  begins(view, 0, 'GIF8')
    ? { width: view.getUint16(6, true), height: view.getUint16(8, true) }
    : null;

/** The height is negative where rows run from the top down. */
const bmp: Read = (view) =>
  begins(view, 0, 'BM')
    ? { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
    : null;

const webp: Read = (view) => {
  if (!begins(view, 0, 'RIFF') || !begins(view, 8, 'WEBP')) return null;
  if (begins(view, 12, 'VP8X'))
    return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (begins(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
};

/** The first frame header (SOF0 to SOF15 without DHT, JPG and DAC) holds the size. */
const jpeg: Read = (view) => {
  if (view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
};

/** The largest `ispe` (image spatial extents) property. */
const avif: Read = (view) => {
  if (!begins(view, 4, 'ftyp')) return null;
  let largest: Size | null = null;
  for (let at = 8; at + 16 <= view.byteLength; at += 1) {
    if (!begins(view, at, 'ispe')) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (largest === null || size.width * size.height > largest.width * largest.height) {
      largest = size;
    }
  }
  return largest;
};

function begins(view: DataView, at: number, text: string): boolean {
  return Array.from(text).every(
    (letter, index) => view.getUint8(at + index) === letter.charCodeAt(0),
  );
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
