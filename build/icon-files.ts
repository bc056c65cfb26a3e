/** A square picture of `size` pixels: as PNG and, up to `largestBitmap`, row by row from the top, four bytes each. */
export interface Picture {
  readonly size: number;
  readonly rgba: Uint8Array;
  readonly png: Buffer;
}

/** The types under which an ICNS file holds a PNG, by its pixels; a size may serve as another's Retina double. */
const icnsTypes: Readonly<Record<number, readonly string[]>> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** Larger pictures stand in an ICO file as PNG; smaller ones as bitmaps, which every reader of the format knows. */
export const largestBitmap = 48;

/** The pictures as a Windows icon. */
export function icoOf(pictures: readonly Picture[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  const bodies = pictures.map((each) => (each.size <= largestBitmap ? bitmapOf(each) : each.png));
  let offset = header.length;
  pictures.forEach(({ size }, index) => {
    const entry = 6 + 16 * index;
    const length = bodies[index]?.length ?? 0;
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += length;
  });
  return Buffer.concat([header, ...bodies]);
}

/** The pictures as a macOS icon. */
export function icnsOf(pictures: readonly Picture[]): Buffer {
  const parts = pictures.flatMap(({ size, png }) =>
    (icnsTypes[size] ?? []).map((type) => chunk(type, png)),
  );
  return chunk('icns', Buffer.concat(parts));
}

function chunk(type: string, body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(8 + body.length, 4);
  return Buffer.concat([header, body]);
}

/** A device-independent bitmap, from the bottom row up, blue first, followed by an empty mask: alpha says it all. */
function bitmapOf({ size, rgba }: Picture): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(2 * size, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const source = Buffer.from(rgba);
  const rows = Array.from({ length: size }, (_, row) => {
    const start = (size - 1 - row) * size * 4;
    return source.subarray(start, start + size * 4);
  });
  const pixels = Buffer.concat(rows);
  for (let at = 0; at < pixels.length; at += 4) {
    const [red = 0, , blue = 0] = pixels.subarray(at, at + 3);
    pixels[at] = blue;
    pixels[at + 2] = red;
  }
  const mask = Buffer.alloc(Math.ceil(size / 32) * 4 * size);
  return Buffer.concat([header, pixels, mask]);
}
