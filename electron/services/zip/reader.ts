import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type RandomAccess, regionOf } from '../disk/random-access.ts';
import { type Directory, readEndRecord } from './end-record.ts';
import {
  dataStart,
  findDuplicate,
  findGap,
  judgeEntry,
  type ListedEntry,
  type ZipPolicy,
} from './policy.ts';
import { type ZipFailure, zipFailure } from './zip-failure.ts';

/** One stored entry: its place in the file and what its content must be. */
export type ZipEntry = {
  readonly name: string;
  readonly size: number;
  readonly crc32: number;
  /** First byte of its content in the file. */
  readonly start: number;
};

/** A ZIP file that has one reading only. */
export type ZipArchive = {
  /** By name, in the order of the directory. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** The content of an entry in memory, its CRC-32 checked. Throws on a name that is not in `entries`: a bug. */
  readonly read: (name: string) => Promise<Result<Uint8Array, ZipFailure>>;
  /** The content of an entry at random access, unchecked: for content that authenticates itself. */
  readonly region: (name: string) => RandomAccess;
};

const largestDirectory = 32 * 1024 * 1024;

/** Opens a ZIP file of stored entries under the strict policy. Everything hostile is refused before a byte of content is used. */
export async function openZip(
  source: RandomAccess,
  policy: ZipPolicy,
): Promise<Result<ZipArchive, ZipFailure>> {
  const directory = await readEndRecord(source);
  if (!directory.ok) return directory;
  const listed = await listEntries(source, directory.value, policy);
  if (!listed.ok) return listed;
  const clash = findDuplicate(listed.value) ?? findGap(listed.value, directory.value.start);
  if (clash !== null) return fail(clash);
  const difference = await compareSeams(source, listed.value, directory.value.start);
  return difference === null ? ok(archive(source, listed.value)) : fail(difference);
}

function archive(source: RandomAccess, listed: readonly ListedEntry[]): ZipArchive {
  const entries = new Map(
    listed.map((each): [string, ZipEntry] => [
      each.name,
      { name: each.name, size: each.size, crc32: each.crc32, start: dataStart(each) },
    ]),
  );
  const place = (name: string): ZipEntry => {
    const entry = entries.get(name);
    if (entry === undefined) throw new Error(`no entry ${name}`);
    return entry;
  };
  return {
    entries,
    region: (name) => regionOf(source, place(name).start, place(name).size),
    read: async (name) => {
      const content = await source.read(place(name).start, place(name).size);
      if (!content.ok) return content;
      const right = crc32(content.value) === place(name).crc32;
      return right ? content : fail(zipFailure('checksum', name));
    },
  };
}

/** Reads the whole directory at once and lets the library list it; the records must fill it exactly. */
async function listEntries(
  source: RandomAccess,
  directory: Directory,
  policy: ZipPolicy,
): Promise<Result<readonly ListedEntry[], ZipFailure>> {
  const { start, size, entries: count } = directory;
  if (count > policy.mostEntries || size > largestDirectory) return fail(zipFailure('entries'));
  const bytes = await source.read(start, source.size - start);
  if (!bytes.ok) return bytes;
  const listed: ListedEntry[] = [];
  let length = 0;
  const records = await readRecords(new DirectoryReader(bytes.value, start), source.size);
  if (records === null) return fail(zipFailure('directory'));
  for (const record of records) {
    length += 46 + record.fileNameLength + record.extraFieldLength + record.fileCommentLength;
    const judged = judgeEntry(record, policy);
    if ('failure' in judged) return fail(judged.failure);
    listed.push(judged.entry);
  }
  return length === size && listed.length === count ? ok(listed) : fail(zipFailure('directory'));
}

async function readRecords(reader: RandomAccessReader, size: number): Promise<Entry[] | null> {
  const options = { decodeStrings: false, autoClose: false, validateEntrySizes: false };
  const records: Entry[] = [];
  try {
    const zip = await fromRandomAccessReaderPromise(reader, size, options);
    for await (const record of zip.eachEntry()) records.push(record);
  } catch {
    return null;
  }
  return records.some((each) => each.compressionMethod === 0 && !isStoredSize(each))
    ? null
    : records;
}

function isStoredSize(record: Entry): boolean {
  return record.compressedSize === record.uncompressedSize;
}

/** Shows the library the tail of the file, which is in memory; it has no business elsewhere. */
class DirectoryReader extends RandomAccessReader {
  readonly #tail: Uint8Array;
  readonly #start: number;

  constructor(tail: Uint8Array, start: number) {
    super();
    this.#tail = tail;
    this.#start = start;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    const from = position - this.#start;
    // The library looks for its end record up to 64 KiB back: before the directory it sees zeros, which say nothing.
    buffer.fill(0, offset, offset + length);
    const piece = this.#tail.subarray(Math.max(from, 0), Math.max(from + length, 0));
    buffer.set(piece, offset + Math.max(-from, 0));
    const got = Math.min(length, this.#tail.length - from);
    queueMicrotask(() => callback(null, Math.max(got, 0)));
  }
}

/** Reads under way at a time: a stick or a disk far away answers several as fast as one. */
const readsAtOnce = 32;
/** Seams of small entries that lie within this many bytes are read together. */
const readTogether = 64 * 1024;

/** Since entries tile the file, a seam lies between two contents: the descriptor of one entry and the local header of the next. */
type Seam = {
  readonly before: ListedEntry | undefined;
  readonly next: ListedEntry | undefined;
  readonly start: number;
  readonly end: number;
};

function seamsOf(entries: readonly ListedEntry[], directoryStart: number): readonly Seam[] {
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset);
  return [...inOrder, undefined].map((next, place) => {
    const before = inOrder[place - 1];
    const start = before === undefined ? 0 : dataStart(before) + before.size;
    return { before, next, start, end: next === undefined ? directoryStart : dataStart(next) };
  });
}

/** Neighbours that one short read covers, in order. */
function groupsOf(seams: readonly Seam[]): readonly (readonly [Seam, ...Seam[]])[] {
  const groups: [Seam, ...Seam[]][] = [];
  for (const seam of seams) {
    const present = groups.at(-1);
    if (present !== undefined && seam.end - present[0].start <= readTogether) present.push(seam);
    else groups.push([seam]);
  }
  return groups;
}

/** All seams must tell what the records tell. */
async function compareSeams(
  source: RandomAccess,
  entries: readonly ListedEntry[],
  directoryStart: number,
): Promise<ZipFailure | null> {
  const groups = groupsOf(seamsOf(entries, directoryStart));
  for (let done = 0; done < groups.length; done += readsAtOnce) {
    const compared = groups
      .slice(done, done + readsAtOnce)
      .map((group) => compareGroup(source, group));
    const failure = (await Promise.all(compared)).find((each) => each !== null);
    if (failure !== undefined) return failure;
  }
  return null;
}

async function compareGroup(
  source: RandomAccess,
  group: readonly [Seam, ...Seam[]],
): Promise<ZipFailure | null> {
  const [{ start, before, next }] = group;
  const end = group.at(-1)?.end ?? start;
  const read = await source.read(start, end - start);
  // Past the end while comparing means that the list promised more than the file holds.
  if (!read.ok) {
    const isCut = read.failure.kind === 'cut-short';
    return isCut ? zipFailure('local-header', (next ?? before)?.name) : read.failure;
  }
  const bytes = Buffer.from(read.value.buffer, read.value.byteOffset, read.value.length);
  const failures = group.map((seam) =>
    compareSeam(seam, bytes.subarray(seam.start - start, seam.end - start)),
  );
  return failures.find((each) => each !== null) ?? null;
}

function compareSeam({ before, next }: Seam, seam: Buffer): ZipFailure | null {
  const length = before?.descriptor ?? 0;
  if (before !== undefined && !isDescriptorOf(before, seam.subarray(0, length))) {
    return zipFailure('local-header', before.name);
  }
  const isHeader = next === undefined || isLocalHeaderOf(next, seam.subarray(length));
  return isHeader ? null : zipFailure('local-header', next.name);
}

/**
 * The local header must repeat the record, or leave sizes and checksum to a descriptor which then repeats them. Who writes
 * it before the content does not know yet that the record will need ZIP64, and so a later version.
 */
function isLocalHeaderOf(entry: ListedEntry, local: Buffer): boolean {
  const later = entry.descriptor !== 0;
  const version = local.readUInt16LE(4);
  return (
    local.readUInt32LE(0) === 0x04034b50 &&
    (version === entry.version || (entry.descriptor === 24 && version === 20)) &&
    local.readUInt32LE(10) === entry.modified &&
    local.readUInt16LE(6) === entry.flags &&
    local.readUInt16LE(8) === 0 &&
    local.readUInt32LE(14) === (later ? 0 : entry.crc32) &&
    local.readUInt32LE(18) === (later ? 0 : entry.size) &&
    local.readUInt32LE(22) === (later ? 0 : entry.size) &&
    local.readUInt16LE(26) === entry.name.length &&
    local.readUInt16LE(28) === 0 &&
    local.toString('latin1', 30) === entry.name
  );
}

function isDescriptorOf(entry: ListedEntry, told: Buffer): boolean {
  const expected = Buffer.alloc(entry.descriptor);
  if (entry.descriptor === 0) return true;
  expected.writeUInt32LE(0x08074b50, 0);
  expected.writeUInt32LE(entry.crc32, 4);
  if (entry.descriptor === 24) {
    expected.writeBigUInt64LE(BigInt(entry.size), 8);
    expected.writeBigUInt64LE(BigInt(entry.size), 16);
  } else {
    expected.writeUInt32LE(entry.size, 8);
    expected.writeUInt32LE(entry.size, 12);
  }
  return expected.equals(told);
}
