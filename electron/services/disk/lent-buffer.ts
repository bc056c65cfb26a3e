/** Bytes of a lent buffer: a mebibyte, and the tags of its sixteen age chunks. */
const lentLength = 1024 * 1024 + 16 * 16;

/** Most buffers that are kept for the next one who asks. */
const mostSpare = 8;
const spare: Buffer[] = [];

/**
 * A buffer of `lentLength` bytes whose content is anything, to be given back. Left to the collector instead, two of them for
 * each document make it go through everything some thirty times a gigabyte.
 */
export function borrowBuffer(): Buffer {
  return spare.pop() ?? Buffer.allocUnsafeSlow(lentLength);
}

/** Gives a buffer back, erased. Nobody may use it, or anything that shares its bytes, from here on. */
export function returnBuffer(buffer: Buffer): void {
  buffer.fill(0);
  if (spare.length < mostSpare) spare.push(buffer);
}

/**
 * Erases bytes and gives their memory back at once. Left to the collector, one buffer a chunk makes it go through everything
 * some fifty times a gigabyte, and costs a hundred megabytes.
 */
export function discard(bytes: Uint8Array): void {
  const { buffer } = bytes;
  bytes.fill(0);
  const isAlone = buffer.byteLength === bytes.length;
  if (isAlone && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
