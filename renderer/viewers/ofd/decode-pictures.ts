import { imageSize } from '../image/image-size.ts';
import { within } from '../read-bytes.ts';
import type { Picture } from './drawing.ts';
import { decodeJbig2 } from './jbig2.ts';

/** All pictures of a page together. */
const mostPixels = 100_000_000;
const decodeMs = 15_000;

/** Decodes a page's pictures in order; `null` for one that is damaged, too large, or of a format that is not drawn. */
export async function decodePictures(
  pictures: readonly Picture[],
): Promise<readonly (ImageBitmap | null)[]> {
  const decoded: (ImageBitmap | null)[] = [];
  let pixels = 0;
  for (const picture of pictures) {
    const bitmap = await within(decodeMs, decode(picture, mostPixels - pixels)).catch(() => null);
    pixels += bitmap === null ? 0 : bitmap.width * bitmap.height;
    decoded.push(bitmap);
  }
  return decoded;
}

async function decode(picture: Picture, limit: number): Promise<ImageBitmap | null> {
  if (picture.mediaType === 'image/jb2') return decodeJbig2(picture.bytes, limit);
  const size = imageSize(picture.bytes);
  if (size === null || size.width * size.height > limit) return null;
  return createImageBitmap(new Blob([picture.bytes]));
}
