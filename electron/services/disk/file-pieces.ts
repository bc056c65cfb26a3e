import type { FileHandle } from 'node:fs/promises';
import { borrowBuffer, returnBuffer } from './lent-buffer.ts';

/** Bytes read at a time. */
const pieceLength = 1024 * 1024;

/**
 * The bytes of an open file from `start` up to `end`, in order, in pieces of at most a mebibyte; the next piece is being read
 * while one is used. A piece is valid only until the next one is asked for. Where the file ends before, so does this: who
 * needs all of it counts. Throws the system's errors.
 */
export async function* filePieces(
  handle: FileHandle,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const buffers = [borrowBuffer(), borrowBuffer()] as const;
  const read = (turn: number, position: number) => {
    const length = Math.min(pieceLength, Math.max(end - position, 0));
    return fill(handle, buffers[turn % 2 === 0 ? 0 : 1].subarray(0, length), position);
  };
  let position = start;
  let next = read(0, position);
  try {
    for (let turn = 1; ; turn += 1) {
      const piece = await next;
      if (piece.length === 0) return;
      position += piece.length;
      next = read(turn, position);
      yield piece;
    }
  } finally {
    // The buffer must not be written to, nor the handle closed, while a read is under way.
    await next.catch(() => undefined);
    for (const buffer of buffers) returnBuffer(buffer);
  }
}

/** Reads until the buffer is full or the file ends. */
async function fill(handle: FileHandle, buffer: Buffer, position: number): Promise<Buffer> {
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}
