import { timingSafeEqual } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { JournalKeys } from './frame.ts';
import { seal } from './frame.ts';

/**
 * What the journal had acknowledged, noted in `<journal>.head` after every append without waiting for the
 * disk. It may lag behind, it is never ahead: so it tells a journal cut short or replaced by an older copy
 * from one that merely ends in a torn, never acknowledged, write.
 */
export interface Checkpoint {
  /** Entries acknowledged. */
  readonly length: number;
  /** Head after them: 32 bytes. */
  readonly head: Buffer;
}

const MAGIC = Buffer.from('HAIZHIC1');
const SEALED = MAGIC.length + 4 + 32;

/** The note, or null when there is none or it is not whole: then it says nothing. */
export async function readCheckpoint(file: string, keys: JournalKeys): Promise<Checkpoint | null> {
  const handle = await open(checkpointPath(file), 'r').catch(() => null);
  if (handle === null) return null;
  const bytes = Buffer.alloc(SEALED + 32);
  try {
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return bytesRead === bytes.length ? decode(bytes, keys) : null;
  } finally {
    await handle.close();
  }
}

/** The note, open for overwriting. */
export interface CheckpointNote {
  /** Overwrites the note without waiting for the disk; where that fails the old note stays. */
  write(checkpoint: Checkpoint): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the note for writing, creating it. It never refuses: entries are durable without it, the note only
 * sharpens what a later opening can tell, and a full disk must not keep anybody from their review.
 */
export async function openCheckpoint(file: string, keys: JournalKeys): Promise<CheckpointNote> {
  const name = checkpointPath(file);
  const handle = await open(name, 'r+')
    .catch(() => open(name, 'wx+', 0o600))
    .catch(() => null);
  return {
    async write(checkpoint) {
      const bytes = encode(checkpoint, keys);
      await handle?.write(bytes, 0, bytes.length, 0).catch(() => undefined);
    },
    async close() {
      await handle?.close();
    },
  };
}

function checkpointPath(file: string): string {
  return `${file}.head`;
}

function encode(checkpoint: Checkpoint, keys: JournalKeys): Buffer {
  const bytes = Buffer.alloc(SEALED);
  MAGIC.copy(bytes);
  bytes.writeUInt32BE(checkpoint.length, MAGIC.length);
  checkpoint.head.copy(bytes, MAGIC.length + 4);
  return Buffer.concat([bytes, seal(keys, bytes)]);
}

function decode(bytes: Buffer, keys: JournalKeys): Checkpoint | null {
  const sealed = bytes.subarray(0, SEALED);
  const isOurs = timingSafeEqual(seal(keys, sealed), bytes.subarray(SEALED));
  if (!isOurs || !sealed.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  return {
    length: sealed.readUInt32BE(MAGIC.length),
    head: Buffer.from(sealed.subarray(MAGIC.length + 4)),
  };
}
