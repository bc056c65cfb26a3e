/** One file of a ZIP as its directory announces it. */
export interface ZipItem {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  /** Bytes in the archive and after unpacking, as announced. */
  readonly packed: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly at: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const entryLength = 46;

/**
 * The directory of a ZIP. `null` for what is no ZIP, is cut off, or uses ZIP64, which no office document of the sizes
 * that are shown needs.
 */
export function zipDirectory(bytes: Uint8Array<ArrayBuffer>): readonly ZipItem[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end < 0) return null;
  const items: ZipItem[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + entryLength > end || view.getUint32(at, true) !== entrySignature) return null;
    const next = at + entryLength + lengthsOf(view, at);
    if (next > end) return null;
    items.push(itemAt(view, bytes, at));
    at = next;
  }
  return items;
}

function itemAt(view: DataView, bytes: Uint8Array<ArrayBuffer>, at: number): ZipItem {
  const flags = view.getUint16(at + 8, true);
  const name = bytes.subarray(at + entryLength, at + entryLength + view.getUint16(at + 28, true));
  return {
    name: nameOf(name),
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0,
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  };
}

function lengthsOf(view: DataView, at: number): number {
  return (
    view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  );
}

/** Chinese programs write names in UTF-8 or, without saying so, in GB18030. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The record at the end may be followed by a comment of up to 65,535 bytes. */
function findEnd(view: DataView): number {
  const last = view.byteLength - endLength;
  for (let at = last; at >= Math.max(0, last - 65_535); at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return -1;
}
