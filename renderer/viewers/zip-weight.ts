/** What the directory of a ZIP announces: entries, and bytes when unpacked. */
export interface ZipWeight {
  readonly entries: number;
  readonly bytes: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const entryLength = 46;

/**
 * Adds up the directory of a ZIP, so that a file of kilobytes that unpacks to gigabytes is refused before a parser
 * touches it. `null` for what is no ZIP, is cut off, or uses ZIP64, which no office document of this size needs.
 */
export function zipWeight(bytes: Uint8Array<ArrayBuffer>): ZipWeight | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end < 0) return null;
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + entryLength > end || view.getUint32(at, true) !== entrySignature) return null;
    total += view.getUint32(at + 24, true);
    at +=
      entryLength +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  return { entries, bytes: total };
}

/** The record at the end may be followed by a comment of up to 65,535 bytes. */
function findEnd(view: DataView): number {
  const last = view.byteLength - endLength;
  for (let at = last; at >= Math.max(0, last - 65_535); at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return -1;
}
