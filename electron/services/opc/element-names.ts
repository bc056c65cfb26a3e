/** A fixed set of element names that is matched against bytes without making strings. */
export interface ElementNames {
  /** True if exactly one of the names stands at this offset, ended by whitespace, `/` or `>`. */
  readonly allows: (bytes: Uint8Array, at: number) => boolean;
}

const WIDTH = 128;

/**
 * Builds the set from names separated by whitespace (ASCII only). It is a letter tree in one flat table: row =
 * what has been read, column = next byte, value = next row. A sheet of 50,000 rows asks it a million times.
 */
export function elementNames(list: string): ElementNames {
  const names = list.split(/\s+/).filter((name) => name !== '');
  const rows = names.reduce((sum, name) => sum + name.length, 1);
  const next = new Uint16Array(rows * WIDTH);
  const complete = new Uint8Array(rows);
  let used = 1;
  for (const name of names) {
    let row = 0;
    for (const byte of Buffer.from(name, 'latin1')) {
      const cell = row * WIDTH + byte;
      if (next[cell] === 0) {
        next[cell] = used;
        used += 1;
      }
      row = next[cell] ?? 0;
    }
    complete[row] = 1;
  }
  return { allows: (bytes, at) => matches(next, complete, bytes, at) };
}

function matches(
  next: Uint16Array,
  complete: Uint8Array,
  bytes: Uint8Array,
  start: number,
): boolean {
  let row = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (endsName(byte)) return at > start && complete[row] === 1;
    row = byte < WIDTH ? (next[row * WIDTH + byte] ?? 0) : 0;
    if (row === 0) return false;
  }
  return false;
}

/** The offset just behind the name that begins here, looking no further than 100 bytes. */
export function nameEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && at < start + 100 && !endsName(bytes[at] ?? 0)) at += 1;
  return at;
}

const endsName = (byte: number): boolean => byte <= 0x20 || byte === 0x2f || byte === 0x3e;
