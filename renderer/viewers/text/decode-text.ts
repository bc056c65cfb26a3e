/** What a text file says, and in which encoding it was found to be written. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'UTF-16' | 'GB18030';
}

/**
 * Decodes a text: by its byte order mark, else as UTF-8 where it is valid, else as GB18030, which Chinese programs
 * write. `cut`: the bytes are the beginning of a longer file, so the last character may be incomplete.
 */
export function decodeText(bytes: Uint8Array<ArrayBuffer>, cut: boolean): DecodedText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded('UTF-16', 'utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decoded('UTF-16', 'utf-16be', bytes);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  try {
    return { text: utf8.decode(bytes, { stream: cut }), encoding: 'UTF-8' };
  } catch {
    return decoded('GB18030', 'gb18030', bytes);
  }
}

function decoded(
  encoding: DecodedText['encoding'],
  label: string,
  bytes: Uint8Array<ArrayBuffer>,
): DecodedText {
  return { text: new TextDecoder(label).decode(bytes), encoding };
}

/** Some lines of a text, and which the first of them is, from 1. */
interface Piece {
  readonly line: number;
  readonly text: string;
}

/** The text in pieces of `lines` lines, so that what is off the screen costs no layout. */
export function piecesOf(text: string, lines = 200): readonly Piece[] {
  const all = text.split(/\r\n|\r|\n/);
  return Array.from({ length: Math.ceil(all.length / lines) }, (_, piece) => ({
    line: piece * lines + 1,
    text: all.slice(piece * lines, (piece + 1) * lines).join('\n'),
  }));
}
