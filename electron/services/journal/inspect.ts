import { readFile } from 'node:fs/promises';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { attempt } from '../disk/file-failure.ts';
import type { JournalDamage, JournalFailure } from './failure.ts';
import type { JournalKeys } from './frame.ts';
import { deriveKeys, frameSize, framesAfter, openFrame, peekFrame } from './frame.ts';
import type { JournalOptions } from './journal.ts';
import { decodePayload, type JournalEntry } from './payload.ts';
import { headAfter, type Prefix, scanJournal } from './scan.ts';

/** A journal looked at without writing or locking, damaged or not. */
export interface Inspection {
  /** What is wrong after the sound entries; null when nothing is. */
  readonly damage: JournalDamage | null;
  /** Sound entries from the start. */
  readonly length: number;
  /** Head after them, hex; null where there is not even a sound header. */
  readonly head: string | null;
  /** Bytes after them. */
  readonly torn: number;
  /** The sound entries. */
  readonly entries: readonly JournalEntry[];
  /** The bytes after them, and what they seem to say: nothing of it is proven. */
  readonly remainder: Remainder;
  /** The head after the first `count` entries, hex; null where no write ended there. */
  headAfter(count: number): string | null;
}

/** What is left of a damaged journal after its sound entries. */
interface Remainder {
  readonly bytes: Uint8Array;
  readonly entries: readonly JournalEntry[];
}

/**
 * Looks at a journal, also one that is open or damaged. What is being written at that moment counts as torn.
 * Fails where it cannot be told what it is: not there, unreadable, of another key, of a newer version.
 */
export async function inspectJournal(
  options: Pick<JournalOptions, 'path' | 'key' | 'id'>,
): Promise<Result<Inspection, JournalFailure>> {
  const keys = deriveKeys(options.key, options.id);
  try {
    const scan = await scanJournal(options.path, keys);
    if (!scan.ok && scan.failure.kind !== 'damaged') return scan;
    const bytes = await attempt(options.path, 'read', () => readFile(options.path));
    if (!bytes.ok && bytes.failure.kind !== 'missing') return bytes;
    const whole = bytes.ok ? bytes.value : Buffer.alloc(0);
    if (scan.ok) return ok(found(whole, keys, scan.value.prefix, scan.value.damage));
    if (scan.failure.kind !== 'damaged') return fail(scan.failure);
    return ok(found(whole, keys, null, scan.failure.reason));
  } finally {
    keys.forget();
  }
}

function found(
  bytes: Buffer,
  keys: JournalKeys,
  prefix: Prefix | null,
  damage: JournalDamage | null,
): Inspection {
  const size = prefix?.size ?? 0;
  const remainder = { bytes: bytes.subarray(size), entries: seemingEntries(bytes, keys, size) };
  if (prefix === null) {
    const nothing = { length: 0, head: null, entries: [], headAfter: () => null };
    return { ...nothing, damage, torn: bytes.length, remainder };
  }
  const entries = prefix.frames.flatMap((frame) => {
    const { offset, size: length, first } = frame;
    const payload = openFrame(keys, frame, bytes.subarray(offset, offset + length));
    return payload === null ? [] : decodePayload(payload, first);
  });
  const { length, head, torn } = prefix;
  return {
    damage,
    length,
    head: head.toString('hex'),
    torn,
    entries,
    remainder,
    headAfter: (count) => headAfter(prefix, count)?.toString('hex') ?? null,
  };
}

/** Entries of all frames that still look like frames, the bytes taken as they are. */
function seemingEntries(bytes: Buffer, keys: JournalKeys, from: number): readonly JournalEntry[] {
  return [...framesAfter(bytes, from)].flatMap(({ offset, first }) => {
    const size = frameSize(bytes, offset) ?? 0;
    const frame = bytes.subarray(offset, offset + size);
    if (frame.length < size) return [];
    try {
      return decodePayload(peekFrame(keys, frame), first);
    } catch {
      return [];
    }
  });
}
