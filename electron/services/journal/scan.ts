import { readFile } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { attempt } from '../disk/file-failure.ts';
import type { Checkpoint } from './checkpoint.ts';
import { readCheckpoint } from './checkpoint.ts';
import type { JournalDamage, JournalFailure } from './failure.ts';
import type { JournalKeys, Place } from './frame.ts';
import {
  checkHeader,
  firstHead,
  frameSize,
  framesAfter,
  HEADER_SIZE,
  headerVersion,
  nextHead,
  openFrame,
} from './frame.ts';
import { decodePayload } from './payload.ts';

/** A frame in the file: its place in the chain and its bytes. */
export interface FramePosition extends Place {
  readonly offset: number;
  readonly size: number;
}

/** The longest valid prefix of a journal. */
export interface Prefix {
  readonly frames: readonly FramePosition[];
  /** Entries in it. */
  readonly length: number;
  /** Head after it: 32 bytes. */
  readonly head: Buffer;
  /** Bytes of it, header included. */
  readonly size: number;
  /** Bytes after it: the remains of a write that was never acknowledged. */
  readonly torn: number;
}

export interface Scan {
  readonly prefix: Prefix;
  /** What is wrong after the prefix; null when nothing is, or only an unacknowledged tail is torn. */
  readonly damage: JournalDamage | null;
}

/** Work between two breaths of the event loop, in bytes. */
const STRETCH = 1024 * 1024;

/**
 * Reads a journal from the start, checking every byte. Fails where there is no prefix to speak of: file
 * unreadable, `wrong-key`, `newer-version`, header destroyed. Damage further on is told, not refused.
 */
export async function scanJournal(
  file: string,
  keys: JournalKeys,
): Promise<Result<Scan, JournalFailure>> {
  const checkpoint = await readCheckpoint(file, keys);
  const content = await attempt(file, 'read', () => readFile(file));
  if (!content.ok) {
    const isLost = content.failure.kind === 'missing' && checkpoint !== null;
    return isLost ? fail({ kind: 'damaged', file, at: 0, reason: 'truncated' }) : content;
  }
  const refused = judgeHeader(file, content.value, keys, checkpoint);
  if (refused !== null) return fail(refused);
  const prefix = await followChain(content.value, keys);
  return ok({ prefix, damage: findDamage(content.value, prefix, checkpoint) });
}

function judgeHeader(
  file: string,
  bytes: Buffer,
  keys: JournalKeys,
  checkpoint: Checkpoint | null,
): JournalFailure | null {
  const destroyed = { kind: 'damaged', file, at: 0, reason: 'header' } as const;
  switch (checkHeader(bytes, keys)) {
    case 'valid':
      return null;
    case 'foreign':
      return destroyed;
    case 'newer-version':
      return { kind: 'newer-version', file, version: headerVersion(bytes) };
    case 'unsealed':
      // The note beside it opens with the same key: then the key is right and the header is not.
      return checkpoint === null ? { kind: 'wrong-key', file } : destroyed;
  }
}

async function followChain(bytes: Buffer, keys: JournalKeys): Promise<Prefix> {
  const frames: FramePosition[] = [];
  let head = firstHead(bytes.subarray(0, HEADER_SIZE));
  let length = 0;
  let size = HEADER_SIZE;
  let rested = size;
  for (;;) {
    const place = { first: length, previous: head };
    const next = readFrame(bytes, keys, size, place);
    if (next === null) break;
    frames.push({ ...place, offset: size, size: next.frame.length });
    head = nextHead(head, next.frame);
    length += next.count;
    size += next.frame.length;
    if (size - rested > STRETCH) {
      await breathe();
      rested = size;
    }
  }
  return { frames, length, head, size, torn: bytes.length - size };
}

function readFrame(bytes: Buffer, keys: JournalKeys, offset: number, place: Place) {
  const size = frameSize(bytes, offset);
  if (size === null || offset + size > bytes.length) return null;
  const frame = bytes.subarray(offset, offset + size);
  const payload = openFrame(keys, place, frame);
  return payload === null ? null : { frame, count: decodePayload(payload, place.first).length };
}

/**
 * At most one frame, the last, was ever written without being acknowledged. So a bad frame is a torn write
 * only when no frame follows it and the checkpoint does not say that it had been acknowledged.
 */
function findDamage(
  bytes: Buffer,
  prefix: Prefix,
  checkpoint: Checkpoint | null,
): JournalDamage | null {
  const isFollowed = !framesAfter(bytes, prefix.size + 1).next().done;
  if (prefix.torn > 0 && isFollowed) return middleDamage(bytes, prefix);
  if (checkpoint === null) return null;
  if (checkpoint.length > prefix.length) {
    return prefix.torn > 0 ? middleDamage(bytes, prefix) : 'truncated';
  }
  return headAfter(prefix, checkpoint.length)?.equals(checkpoint.head) === true ? null : 'replaced';
}

/** What became of the frame that should stand after the prefix, told by the places that the others claim. */
function middleDamage(bytes: Buffer, { size, length }: Prefix): JournalDamage {
  const [found, ...later] = framesAfter(bytes, size);
  if (found?.offset !== size || found.first === length) return 'altered';
  const isElsewhere = found.first < length || later.some(({ first }) => first === length);
  return isElsewhere ? 'reordered' : 'missing';
}

/** The head after the first `length` entries; undefined where they do not end with a write. */
export function headAfter(
  { frames, length, head }: Pick<Prefix, 'frames' | 'length' | 'head'>,
  count: number,
): Buffer | undefined {
  if (count === length) return head;
  return frames.find((frame) => frame.first === count)?.previous;
}
