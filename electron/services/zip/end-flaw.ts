import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RandomAccess, ReadFailure } from '../disk/random-access.ts';
import { type ZipFailure, zipFailure } from './zip-failure.ts';

/** Looks closer at files that are refused by their end records, so that people are told what is the matter with them. */

const endLength = 22;
const longestComment = 0xffff;
const mark = { local: 0x04034b50, record: 0x02014b50, end: 0x06054b50 };
const endMark = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

/** Why a file has no end record at its very end. */
export async function whyNoEnd(source: RandomAccess): Promise<ZipFailure> {
  if (source.size === 0) return zipFailure('empty');
  const tail = await tailOf(source);
  if (!tail.ok) return tail.failure;
  const [end] = endsIn(tail.value);
  if (end !== undefined) return zipFailure(end.reachesEnd ? 'comment' : 'appended');
  return zipFailure((await markAt(source, 0)) === mark.local ? 'cut' : 'not-a-zip');
}

/** Why the directory that an end record names does not end where that record begins. */
export async function whyMisplaced(
  source: RandomAccess,
  { start, size }: { readonly start: number; readonly size: number },
): Promise<ZipFailure> {
  const tail = await tailOf(source);
  if (!tail.ok) return tail.failure;
  const [, ...earlier] = endsIn(tail.value);
  if (earlier.some(({ reachesEnd }) => reachesEnd)) return zipFailure('comment');
  const before = source.size - endLength - start - size;
  if (before <= 0) return zipFailure('directory');
  const isWholeBehind =
    (await markAt(source, before)) === mark.local &&
    (await markAt(source, before + start)) === mark.record;
  if (isWholeBehind) {
    return zipFailure((await markAt(source, 0)) === mark.local ? 'joined' : 'prepended');
  }
  return zipFailure((await markAt(source, start + size)) === mark.end ? 'two-ends' : 'gap');
}

/** As much of the end as a comment may have, with its end record. */
async function tailOf(source: RandomAccess): Promise<Result<Buffer, ReadFailure>> {
  const length = Math.min(source.size, endLength + longestComment);
  const read = await source.read(source.size - length, length);
  return read.ok ? ok(Buffer.from(read.value)) : fail(read.failure);
}

/** What looks like an end record, the last one first, and whether it is told to reach to the end of the file. */
function endsIn(tail: Buffer): readonly { readonly reachesEnd: boolean }[] {
  const ends: { readonly reachesEnd: boolean }[] = [];
  for (let at = tail.length - endLength; at >= 0; at -= 1) {
    at = tail.lastIndexOf(endMark, at);
    if (at < 0) break;
    ends.push({ reachesEnd: at + endLength + tail.readUInt16LE(at + 20) === tail.length });
  }
  return ends;
}

/** The four bytes at a place as a number; `null` where they cannot be had. */
async function markAt(source: RandomAccess, at: number): Promise<number | null> {
  const read = await source.read(at, 4);
  return read.ok ? Buffer.from(read.value).readUInt32LE(0) : null;
}
