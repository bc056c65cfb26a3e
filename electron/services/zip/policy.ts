import type { Entry } from 'yauzl';
import { type ZipFailure, zipFailure } from './zip-failure.ts';

/** What one kind of ZIP file may hold. */
export type ZipPolicy = {
  /** Whether this full entry name may occur. Names are ASCII by then. */
  readonly allows: (name: string) => boolean;
  readonly mostEntries: number;
  /** Largest entry with this name, in bytes. */
  readonly largest: (name: string) => number;
};

/** An entry as its record in the directory tells it. Stored, so it takes `size` bytes in the file. */
export type ListedEntry = {
  readonly name: string;
  readonly size: number;
  readonly crc32: number;
  /** Where its local header begins. */
  readonly offset: number;
  /** Whether a data descriptor of 16 bytes, or 24 in ZIP64 form, follows the data. */
  readonly descriptor: 0 | 16 | 24;
  /** General purpose flags, version needed, date and time (as one number), as its local header must repeat them. */
  readonly flags: number;
  readonly version: number;
  readonly modified: number;
};

const deviceName = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$|clock\$)(?:\.|$)/i;
const regularFile = 0x8000;
const descriptorFlag = 0x0008;
const utf8Flag = 0x0800;
const zip64Extra = 0x0001;

/** Judges one record of the directory alone; gives what is kept of it, or the failure. */
export function judgeEntry(
  entry: Entry,
  policy: ZipPolicy,
): { readonly entry: ListedEntry } | { readonly failure: ZipFailure } {
  const name = entry.fileNameRaw.toString('latin1');
  const flaw = nameFlaw(name, policy) ?? kindFlaw(entry) ?? extraFlaw(entry);
  if (flaw !== null) return { failure: zipFailure(flaw, name) };
  const size = entry.uncompressedSize;
  if (size > policy.largest(name)) return { failure: zipFailure('size', name) };
  const inDescriptor = (entry.generalPurposeBitFlag & descriptorFlag) !== 0;
  const descriptor = inDescriptor ? (isZip64(entry) ? 24 : 16) : 0;
  const { crc32, generalPurposeBitFlag: flags, relativeOffsetOfLocalHeader: offset } = entry;
  const { versionNeededToExtract: version, lastModFileDate, lastModFileTime } = entry;
  const modified = lastModFileDate * 0x10000 + lastModFileTime;
  return { entry: { name, size, crc32, offset, descriptor, flags, version, modified } };
}

/** Two names that one file system takes for the same: equal in NFC and after case folding. Null where there are none. */
export function findDuplicate(entries: readonly ListedEntry[]): ZipFailure | null {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const folded = name.normalize('NFC').toUpperCase().toLowerCase();
    if (seen.has(folded)) return zipFailure('duplicate', name);
    seen.add(folded);
  }
  return null;
}

/**
 * Entries must tile the file exactly: from byte 0, each beginning where the one before ends, up to the directory. A gap
 * can hide an entry from us that another reader finds; an overlap is how bombs are built (Fifield, 2019).
 */
export function findGap(
  entries: readonly ListedEntry[],
  directoryStart: number,
): ZipFailure | null {
  let at = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (entry.offset !== at) return zipFailure(entry.offset < at ? 'overlap' : 'gap', entry.name);
    at = dataStart(entry) + entry.size + entry.descriptor;
  }
  if (at === directoryStart) return null;
  return zipFailure(at > directoryStart ? 'overlap' : 'gap');
}

/** Where the data of an entry begins: local headers carry no extra field. */
export function dataStart(entry: ListedEntry): number {
  return entry.offset + 30 + entry.name.length;
}

function nameFlaw(name: string, policy: ZipPolicy): 'name' | null {
  const printable = /^[\x21-\x7e]+$/.test(name);
  const device = name.split('/').some((part) => deviceName.test(part));
  return printable && !device && policy.allows(name) ? null : 'name';
}

function kindFlaw(entry: Entry): 'entry-type' | 'flags' | 'method' | null {
  const type = (entry.externalFileAttributes >>> 16) & 0xf000;
  // 0x10 and 0x08 of the DOS attributes: folder, volume label.
  if ((type !== 0 && type !== regularFile) || entry.externalFileAttributes & 0x18) {
    return 'entry-type';
  }
  if (entry.generalPurposeBitFlag & ~(descriptorFlag | utf8Flag)) return 'flags';
  return entry.compressionMethod === 0 ? null : 'method';
}

/** The only extra field is ZIP64's, and it tells the same numbers as were read: another reader might look nowhere else. */
function extraFlaw(entry: Entry): 'extra' | null {
  if (entry.fileCommentLength !== 0) return 'extra';
  if (entry.extraFieldLength === 0) return null;
  const [extra] = entry.extraFields;
  if (extra?.id !== zip64Extra || extra.data.length !== 24 || entry.extraFieldLength !== 28) {
    return 'extra';
  }
  const told = [0, 8, 16].map((offset) => extra.data.readBigUInt64LE(offset));
  const { uncompressedSize, compressedSize, relativeOffsetOfLocalHeader } = entry;
  const read = [uncompressedSize, compressedSize, relativeOffsetOfLocalHeader].map(BigInt);
  return told.every((number, index) => number === read[index]) ? null : 'extra';
}

function isZip64(entry: Entry): boolean {
  return entry.extraFieldLength !== 0;
}
