import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';

/** An entry of an applicant's ZIP file under its name. */
export type NamedEntry = {
  readonly entry: Entry;
  /** In NFC, with `/` between its parts. */
  readonly name: string;
  /** The archive does not say how its names are encoded: a person has to look whether they are legible. */
  readonly isGuessed: boolean;
};

const utf8Flag = 0x0800;
const unicodePathExtra = 0x7075;

/**
 * Names as the applicant saw them. What an entry says of itself (ASCII, the UTF-8 flag, a Unicode path) is believed. Of the
 * others, which Windows writes in its own code page, all are UTF-8 or all are GB 18030: one program wrote them. Null for an
 * entry whose name is neither.
 */
export function nameEntries(entries: readonly Entry[]): readonly (NamedEntry | null)[] {
  const silent = entries.filter((entry) => ownName(entry) === null);
  const read = silent.map((entry) => decode(entry.fileNameRaw, 'utf-8'));
  const encoding = read.every((name) => name !== null) ? 'utf-8' : 'gb18030';
  return entries.map((entry) => {
    const own = ownName(entry);
    const name = own ?? decode(entry.fileNameRaw, encoding);
    if (name === null) return null;
    const isGuessed = own === null && (encoding === 'gb18030' || !hasWideScript(name));
    return { entry, name: name.replaceAll('\\', '/').normalize('NFC'), isGuessed };
  });
}

/** The name by the entry's own account, null where it does not tell the encoding. */
function ownName({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string | null {
  if (fileNameRaw.every((byte) => byte >= 0x20 && byte < 0x7f))
    return fileNameRaw.toString('latin1');
  if (generalPurposeBitFlag & utf8Flag) return decode(fileNameRaw, 'utf-8');
  const path = extraFields.find(({ id }) => id === unicodePathExtra)?.data;
  // Info-ZIP: version 1, the checksum of the plain name, then the name in UTF-8.
  if (path === undefined || path.length < 6 || path[0] !== 1) return null;
  return path.readUInt32LE(1) === crc32(fileNameRaw) ? decode(path.subarray(5), 'utf-8') : null;
}

/**
 * Two-byte sequences of UTF-8 may as well be GB 18030: short Chinese names are famous for being taken for Cyrillic or Arabic
 * letters. A character from U+0800 on takes three bytes, which hardly happens by chance.
 */
function hasWideScript(name: string): boolean {
  return /[\u0800-\uffff]/.test(name);
}

function decode(bytes: Uint8Array, encoding: 'utf-8' | 'gb18030'): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
