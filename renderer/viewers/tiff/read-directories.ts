import type { IFD } from 'utif2';
import { ViewerError } from '../evidence.ts';

/** A TIFF's directories (TIFF 6.0, section 2), read strictly: the library believes every count and every offset in a file. */

const mostDirectories = 1_000;
/** Of all directories together: twice the strips of the largest scan that anybody has handed in. */
const mostValues = 1_000_000;

/** Bytes of one value by its type: byte, short, long, rational, undefined. Other types stand in no tag that is read. */
const sizes: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 5: 8, 7: 1 };

/** What decoding and placing a picture asks for; nothing of cameras, no directories inside directories. */
const read: ReadonlySet<number> = new Set([
  256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 282, 283, 284, 292, 296, 317, 320, 322, 323,
  324, 325, 338, 339, 347, 513, 514, 515, 519, 520, 521, 530,
]);

/** The directories in their order. Throws `ViewerError`: `damaged`, or `too-large` for more than a document has. */
export function readDirectories(bytes: ArrayBuffer): readonly IFD[] {
  const view = new DataView(bytes);
  if (bytes.byteLength < 8) throw new ViewerError('damaged');
  const mark = view.getUint16(0);
  const little = mark === 0x4949;
  if ((!little && mark !== 0x4d4d) || view.getUint16(2, little) !== 42) {
    throw new ViewerError('damaged');
  }
  const file: TiffFile = { view, little, values: 0 };
  const directories: IFD[] = [];
  const seen = new Set<number>();
  for (let at = view.getUint32(4, little); at !== 0; ) {
    if (seen.has(at) || at + 2 > view.byteLength) throw new ViewerError('damaged');
    if (directories.length === mostDirectories) throw new ViewerError('too-large');
    seen.add(at);
    const end = at + 2 + view.getUint16(at, little) * 12;
    if (end + 4 > view.byteLength) throw new ViewerError('damaged');
    directories.push(readDirectory(file, at + 2, end));
    at = view.getUint32(end, little);
  }
  return directories;
}

interface TiffFile {
  readonly view: DataView;
  readonly little: boolean;
  /** How many values were read so far. */
  values: number;
}

function readDirectory(file: TiffFile, start: number, end: number): IFD {
  const directory: Partial<IFD> = {};
  for (let at = start; at < end; at += 12) {
    const tag = file.view.getUint16(at, file.little);
    if (read.has(tag)) directory[`t${tag}`] = readValues(file, at);
  }
  return directory as IFD;
}

function readValues(file: TiffFile, entry: number): number[] {
  const { view, little } = file;
  const type = view.getUint16(entry + 2, little);
  const count = view.getUint32(entry + 4, little);
  const size = sizes[type];
  if (size === undefined || count === 0) throw new ViewerError('damaged');
  const length = count * size;
  const start = length <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
  if (start + length > view.byteLength) throw new ViewerError('damaged');
  file.values += count;
  if (file.values > mostValues) throw new ViewerError('too-large');
  return Array.from({ length: count }, (_, place) => valueAt(file, type, start + place * size));
}

function valueAt({ view, little }: TiffFile, type: number, at: number): number {
  switch (type) {
    case 3:
      return view.getUint16(at, little);
    case 4:
      return view.getUint32(at, little);
    case 5:
      return view.getUint32(at, little) / view.getUint32(at + 4, little);
    default:
      return view.getUint8(at);
  }
}
