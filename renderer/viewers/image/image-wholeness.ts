/**
 * Whether a picture's file is as its format ends and checks itself: browsers draw what they can of a damaged one and say
 * nothing. PNG by every chunk's CRC-32 up to IEND, JPEG and GIF by their last marker; other formats are taken as whole.
 */
export function isWhole(bytes: Uint8Array<ArrayBuffer>): boolean {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return isWholePng(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return endsWithin(bytes, [0xff, 0xd9]);
  if (bytes[0] === 0x47 && bytes[1] === 0x49) return endsWithin(bytes, [0x3b]);
  return true;
}

const signatureLength = 8;
const iend = 0x49454e44;

function isWholePng(bytes: Uint8Array<ArrayBuffer>): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = signatureLength;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) return false;
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) return false;
    if (view.getUint32(at + 4) === iend) return true;
    at = end + 4;
  }
  return false;
}

/** Cameras and scanners put a few bytes of their own behind the end. */
const slack = 4_096;

function endsWithin(bytes: Uint8Array, marker: readonly number[]): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - slack));
  return tail.some((_, at) => marker.every((byte, place) => tail[at + place] === byte));
}

const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = remainders[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
