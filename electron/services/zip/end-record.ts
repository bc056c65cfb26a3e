import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RandomAccess } from '../disk/random-access.ts';
import { whyMisplaced, whyNoEnd } from './end-flaw.ts';
import { type ZipFailure, type ZipFlaw, zipFailure } from './zip-failure.ts';

/** Where the central directory lies. It ends exactly where the end records begin. */
export type Directory = {
  readonly start: number;
  readonly size: number;
  readonly entries: number;
};

const endLength = 22;
const locatorLength = 20;
const end64Length = 56;
const signature = { end: 0x06054b50, locator: 0x07064b50, end64: 0x06064b50 };
const in64 = 0xffffffff;

/**
 * Reads the one end record (APPNOTE 4.3.16), at the very end and without comment, and the ZIP64 pair before it where it
 * says so (4.3.14, 4.3.15). Other readers search for it backwards, which is how one file comes to have two contents.
 */
export async function readEndRecord(source: RandomAccess): Promise<Result<Directory, ZipFailure>> {
  const most = endLength + locatorLength + end64Length;
  const length = Math.min(most, source.size);
  const read = await source.read(source.size - length, length);
  if (!read.ok) return read;
  const tail = Buffer.from(read.value);
  const end = tail.subarray(-endLength);
  if (end.length < endLength || end.readUInt32LE(0) !== signature.end) {
    return fail(await whyNoEnd(source));
  }
  const isOneDisk = end.readUInt16LE(4) + end.readUInt16LE(6) === 0;
  if (!isOneDisk || end.readUInt16LE(8) !== end.readUInt16LE(10)) return refused('disks');
  // A comment is announced, and nothing follows.
  if (end.readUInt16LE(20) !== 0) return refused('cut');
  const directory = {
    entries: end.readUInt16LE(10),
    size: end.readUInt32LE(12),
    start: end.readUInt32LE(16),
  };
  const has64 = tail.length === most && tail.readUInt32LE(end64Length) === signature.locator;
  if (has64) return read64(tail, source.size, directory);
  const isAtEnd = directory.start + directory.size === source.size - endLength;
  return isAtEnd ? ok(directory) : fail(await whyMisplaced(source, directory));
}

function read64(tail: Buffer, size: number, plain: Directory): Result<Directory, ZipFailure> {
  const locator = tail.subarray(end64Length);
  const at = size - tail.length;
  const fits =
    tail.readUInt32LE(0) === signature.end64 &&
    number64(tail, 4) === end64Length - 12 &&
    tail.readUInt32LE(16) + tail.readUInt32LE(20) + locator.readUInt32LE(4) === 0 &&
    locator.readUInt32LE(16) === 1 &&
    number64(locator, 8) === at &&
    number64(tail, 24) === number64(tail, 32);
  const directory = {
    entries: number64(tail, 32),
    size: number64(tail, 40),
    start: number64(tail, 48),
  };
  // A plain field is the same number or the mark that says "look in ZIP64": never a third thing.
  const agrees =
    [directory.size, in64].includes(plain.size) &&
    [directory.start, in64].includes(plain.start) &&
    [directory.entries, 0xffff].includes(plain.entries);
  return fits && agrees && directory.start + directory.size === at
    ? ok(directory)
    : refused('zip64');
}

/** An unsigned 64-bit number; NaN above 2^53, which equals nothing. */
function number64(bytes: Buffer, offset: number): number {
  const value = bytes.readUInt32LE(offset + 4) * 2 ** 32 + bytes.readUInt32LE(offset);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

function refused(flaw: ZipFlaw) {
  return fail(zipFailure(flaw));
}
