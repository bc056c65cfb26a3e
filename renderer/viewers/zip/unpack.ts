import { ViewerError } from '../evidence.ts';
import type { ZipItem } from './zip-directory.ts';

const localSignature = 0x04034b50;
const localLength = 30;
const stored = 0;
const deflated = 8;

/**
 * The content of one file of a ZIP, never more than its directory announced: unpacking stops at the first byte beyond.
 * Rejects with `ViewerError`: `password` where it is encrypted, else `damaged`.
 */
export async function unpack(
  archive: Uint8Array<ArrayBuffer>,
  item: ZipItem,
): Promise<Uint8Array<ArrayBuffer>> {
  const content = new Uint8Array(item.size);
  let length = 0;
  for await (const piece of piecesOf(archive, item)) {
    content.set(piece, length);
    length += piece.length;
  }
  return content;
}

/** Unpacks a file only to see that it is as large as announced. Keeps nothing. */
export async function proveSize(archive: Uint8Array<ArrayBuffer>, item: ZipItem): Promise<void> {
  const pieces = piecesOf(archive, item);
  let piece = await pieces.next();
  while (!piece.done) piece = await pieces.next();
}

async function* piecesOf(
  archive: Uint8Array<ArrayBuffer>,
  item: ZipItem,
): AsyncGenerator<Uint8Array> {
  const packed = packedOf(archive, item);
  if (item.method === stored) {
    if (packed.length !== item.size) throw new ViewerError('damaged');
    yield packed;
    return;
  }
  if (item.method !== deflated) throw new ViewerError('damaged');
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  let length = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      length += read.value.length;
      if (length > item.size) throw new ViewerError('damaged');
      yield read.value;
    }
  } catch (error) {
    throw error instanceof ViewerError ? error : new ViewerError('damaged', error);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (length !== item.size) throw new ViewerError('damaged');
}

function packedOf(archive: Uint8Array<ArrayBuffer>, item: ZipItem): Uint8Array<ArrayBuffer> {
  if (item.encrypted) throw new ViewerError('password');
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  if (item.at + localLength > archive.length || view.getUint32(item.at, true) !== localSignature) {
    throw new ViewerError('damaged');
  }
  const names = view.getUint16(item.at + 26, true) + view.getUint16(item.at + 28, true);
  const start = item.at + localLength + names;
  if (start + item.packed > archive.length) throw new ViewerError('damaged');
  return archive.subarray(start, start + item.packed);
}
