import type { FileHandle } from 'node:fs/promises';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { systemCode } from '../disk/random-access.ts';
import { type NamedEntry, nameEntries } from './archive-names.ts';

/** One file in an applicant's ZIP file, by what the directory says of it. */
export type ArchiveMember = {
  /** Its path in the archive: in NFC, parts divided by `/`, none of them empty, `.` or `..`. */
  readonly name: string;
  /** The archive does not tell the encoding of its names: somebody has to confirm that this one is legible. */
  readonly isGuessed: boolean;
  readonly size: number;
  readonly packedSize: number;
  readonly isDeflated: boolean;
  readonly crc32: number;
  /** Where its local header begins. */
  readonly offset: number;
};

/**
 * Why an applicant's ZIP file is not taken in: no ZIP file, or its directory is damaged · encrypted · packed in another way
 * than everybody's · a name that is a path to elsewhere, or no name at all · two files of one name · a link or device · more
 * or larger content than any application has, as bombs do · entries that share bytes. `name` is the entry, '' for the whole.
 */
type ArchiveFailure = {
  readonly kind:
    | 'damaged'
    | 'encrypted'
    | 'method'
    | 'name'
    | 'duplicate'
    | 'link'
    | 'too-large'
    | 'overlap';
  readonly name: string;
};

const mostEntries = 10_000;
const longestName = 1_000;
const gibi = 1024 ** 3;
const largestContent = 32 * gibi;
/** Deflate makes at most 1 of 1032; a real archive as a whole is far from that. */
const highestRatio = 1_032;
const highestTotalRatio = 200;
const smallContent = gibi / 16;
const encryptedFlags = 0x2041;

/**
 * Lists the files of an applicant's ZIP file; folders, and what systems leave in every folder, are passed over. It comes from
 * outside: no name leads anywhere, no two are the same, nothing is unpacked before it is known to be bounded. Throws the
 * system's errors.
 */
export async function listArchive(
  handle: FileHandle,
): Promise<Result<readonly ArchiveMember[], ArchiveFailure>> {
  const { size } = await handle.stat();
  const entries = await readEntries(handle, size);
  if (entries === null) return refused('damaged');
  if (entries.length > mostEntries) return refused('too-large');
  const members: ArchiveMember[] = [];
  for (const named of nameEntries(entries)) {
    if (named === null) return refused('name');
    const flaw = entryFlaw(named);
    if (flaw !== null) return refused(flaw, named.name);
    if (!isFolder(named) && !isClutter(named.name)) members.push(memberOf(named));
  }
  const flaw = findDuplicate(members) ?? findOverlap(entries, size) ?? boundsFlaw(members, size);
  return flaw === null ? ok(members) : fail(flaw);
}

function refused(kind: ArchiveFailure['kind'], name = '') {
  return fail({ kind, name } satisfies ArchiveFailure);
}

/** Null where the directory cannot be read; one more than allowed where there are too many. */
async function readEntries(handle: FileHandle, size: number): Promise<readonly Entry[] | null> {
  const options = { decodeStrings: false, autoClose: false, validateEntrySizes: false };
  const entries: Entry[] = [];
  try {
    const zip = await fromRandomAccessReaderPromise(new HandleReader(handle), size, options);
    for await (const entry of zip.eachEntry()) {
      if (entry.fileNameLength > longestName) return null;
      entries.push(entry);
      if (entries.length > mostEntries) break;
    }
    return entries;
  } catch (error) {
    if (systemCode(error) !== null) throw error;
    return null;
  }
}

/** Lets the library read the open file. */
class HandleReader extends RandomAccessReader {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    super();
    this.#handle = handle;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#handle.read(buffer, offset, length, position).then(
      ({ bytesRead }) => callback(null, bytesRead),
      (error: Error) => callback(error),
    );
  }
}

function memberOf({ entry, name, isGuessed }: NamedEntry): ArchiveMember {
  return {
    name,
    isGuessed,
    size: entry.uncompressedSize,
    packedSize: entry.compressedSize,
    isDeflated: entry.compressionMethod === 8,
    crc32: entry.crc32,
    offset: entry.relativeOffsetOfLocalHeader,
  };
}

function entryFlaw({ entry, name }: NamedEntry): ArchiveFailure['kind'] | null {
  const parts = name.replace(/\/$/, '').split('/');
  const leaves = parts.some((part) => ['', '.', '..'].includes(part) || part.length > 255);
  if (leaves || /\p{Cc}|^[A-Za-z]:/u.test(name) || !name.isWellFormed()) return 'name';
  if (name.endsWith('/')) return entry.uncompressedSize === 0 ? null : 'name';
  if (entry.generalPurposeBitFlag & encryptedFlags) return 'encrypted';
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return 'method';
  const isStored = entry.compressionMethod === 0;
  if (isStored && entry.compressedSize !== entry.uncompressedSize) return 'damaged';
  // Only Unix and macOS write a file's type here; from others the same bits mean nothing.
  const isUnix = [3, 19].includes(entry.versionMadeBy >>> 8);
  const type = (entry.externalFileAttributes >>> 16) & 0xf000;
  if (isUnix && type !== 0 && type !== 0x8000) return 'link';
  const isBomb = entry.uncompressedSize > highestRatio * entry.compressedSize + 64;
  return isBomb || entry.uncompressedSize > gibi ? 'too-large' : null;
}

function isFolder({ name }: NamedEntry): boolean {
  return name.endsWith('/');
}

/** What macOS, Windows and Office leave beside people's files. */
function isClutter(name: string): boolean {
  const last = name.slice(name.lastIndexOf('/') + 1).toLowerCase();
  const left = ['.ds_store', 'thumbs.db', 'desktop.ini'].includes(last) || last.startsWith('~$');
  return left || name.startsWith('__MACOSX/');
}

/** Names that differ in nothing that a person would see. */
function findDuplicate(members: readonly ArchiveMember[]): ArchiveFailure | null {
  const seen = new Set<string>();
  for (const { name } of members) {
    const folded = name.toUpperCase().toLowerCase();
    if (seen.has(folded)) return { kind: 'duplicate', name };
    seen.add(folded);
  }
  return null;
}

/** Entries on each other's bytes are how a small file comes to hold a thousand times its size (Fifield, 2019). */
function findOverlap(entries: readonly Entry[], size: number): ArchiveFailure | null {
  const inOrder = entries.toSorted(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  for (const [place, entry] of inOrder.entries()) {
    const start = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength;
    const next = inOrder[place + 1]?.relativeOffsetOfLocalHeader ?? size;
    if (start + entry.compressedSize > next) return { kind: 'overlap', name: '' };
  }
  return null;
}

function boundsFlaw(members: readonly ArchiveMember[], size: number): ArchiveFailure | null {
  const content = members.reduce((sum, each) => sum + each.size, 0);
  const most = Math.min(largestContent, Math.max(smallContent, highestTotalRatio * size));
  return content > most ? { kind: 'too-large', name: '' } : null;
}
