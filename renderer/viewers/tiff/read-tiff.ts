import UTIF, { type IFD } from 'utif2';
import { ViewerError } from '../evidence.ts';
import type { PageSize } from '../paged/page-layout.ts';
import { readDirectories } from './read-directories.ts';

/** Four bytes a pixel when it is decoded. */
const mostPixels = 100_000_000;
const usualDensity = 96;

/** One picture of a TIFF before it is decoded. */
export interface TiffPage {
  readonly directory: IFD;
  /** Points, by the density that the file names. */
  readonly size: PageSize;
}

/** The pictures of a TIFF. Throws `ViewerError`. */
export function tiffPages(bytes: ArrayBuffer): readonly TiffPage[] {
  const directories = readDirectories(bytes).filter((each) => numberOf(each, 256) > 0);
  if (directories.length === 0) throw new ViewerError('damaged');
  return directories.map((directory) => {
    const [width, height] = [numberOf(directory, 256), numberOf(directory, 257)];
    if (height < 1) throw new ViewerError('damaged');
    if (width * height > mostPixels) throw new ViewerError('too-many-pixels');
    const across = densityOf(directory, 282);
    const down = densityOf(directory, 283);
    return { directory, size: { width: (width * 72) / across, height: (height * 72) / down } };
  });
}

/** Decodes one picture into RGBA, row by row from the top. Throws `ViewerError('damaged')`. */
export function decodeTiff(bytes: ArrayBuffer, { directory }: TiffPage): ImageData {
  if (endOf(directory) > bytes.byteLength || !isPlain(directory)) throw new ViewerError('damaged');
  const pixels = refusing(() => {
    UTIF.decodeImage(bytes, directory);
    return new Uint8ClampedArray(UTIF.toRGBA8(directory));
  });
  const { width, height } = directory;
  if (!(width > 0) || pixels.length !== width * height * 4) throw new ViewerError('damaged');
  return refusing(() => new ImageData(pixels, width, height));
}

/** None, fax, LZW, JPEG, deflate, PackBits: what scanners and office programs write. */
const compressions: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946]);
const depths: ReadonlySet<number> = new Set([1, 2, 4, 8, 16, 32]);

/** Whether samples and strips or tiles are such as make up the picture and no more: the library goes on as long as they say. */
function isPlain(directory: IFD): boolean {
  const [width, height] = [numberOf(directory, 256), numberOf(directory, 257)];
  const samples = numberOf(directory, 277) || 1;
  const isUsual =
    compressions.has(numberOf(directory, 259) || 1) &&
    depths.has(numberOf(directory, 258) || 1) &&
    samples <= 8;
  if (directory.t322 === undefined) {
    const rows = Math.min(numberOf(directory, 278) || height, height);
    return isUsual && countOf(directory, 273) <= Math.ceil(height / rows);
  }
  const [across, down] = [numberOf(directory, 322), numberOf(directory, 323)];
  const tiles = Math.ceil(width / across) * Math.ceil(height / down);
  return isUsual && tiles === countOf(directory, 324) && tiles * across * down <= 4 * mostPixels;
}

function countOf(directory: IFD, tag: number): number {
  return (directory[`t${tag}`] as readonly unknown[] | undefined)?.length ?? 0;
}

/** Where the last strip or tile of a picture ends; the library takes what lies behind the file's end for white. */
function endOf(directory: IFD): number {
  const listed = (tag: number) => (directory[`t${tag}`] as readonly number[] | undefined) ?? [];
  const ends = [
    [273, 279],
    [324, 325],
  ].flatMap(([starts = 0, lengths = 0]) =>
    listed(starts).map((start, place) => start + (listed(lengths)[place] ?? 0)),
  );
  return ends.reduce((last, end) => Math.max(last, end), 0);
}

/** The library throws whatever comes to hand at a damaged file. */
function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new ViewerError('damaged', cause);
  }
}

function numberOf(directory: IFD, tag: number): number {
  const value: unknown = (directory[`t${tag}`] as readonly unknown[] | undefined)?.[0];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** Pixels per inch; the unit is inches unless tag 296 says centimetres (3), or nothing (1). */
function densityOf(directory: IFD, tag: number): number {
  const unit = numberOf(directory, 296);
  const density = numberOf(directory, tag) * (unit === 3 ? 2.54 : 1);
  return unit === 1 || density < 20 || density > 5_000 ? usualDensity : density;
}
