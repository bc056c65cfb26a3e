import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { writeDurably } from '../disk/durable-file.ts';
import { attempt } from '../disk/file-failure.ts';
import type { FileLock } from '../disk/file-lock.ts';
import { acquireLock } from '../disk/file-lock.ts';
import type { FileSystem } from '../disk/file-system.ts';
import { canonicalPath, fileIdentity, makeFolder, nodeFileSystem } from '../disk/file-system.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { JournalFailure } from './failure.ts';
import type { JournalKeys } from './frame.ts';
import { createHeader, deriveKeys, firstHead } from './frame.ts';
import type { JournalEntry } from './payload.ts';
import type { Prefix, Scan } from './scan.ts';
import { scanJournal } from './scan.ts';
import { JournalWriter } from './writer.ts';

/**
 * The record of truth: an encrypted, append-only, hash-chained file with one writer at a time.
 * What `append` has acknowledged survives kill -9, power loss and a full disk.
 */
export interface Journal {
  /** SHA-256, hex, of the whole history acknowledged so far. */
  readonly head: string;
  /** Entries acknowledged so far: the sequence of the last one. */
  readonly length: number;
  /**
   * Adds entries (JSON data; anything else throws) all together or not at all. A success means that they are
   * on disk. Concurrent calls keep their order and share one disk sync. A failure leaves the journal as it
   * was and open; the same entries may be tried again. No entries: answers the present position.
   */
  append(entries: readonly unknown[]): Promise<Result<Appended, JournalFailure>>;
  /** The head after the first `count` entries; null where the journal is shorter or no write ended there. */
  headAfter(count: number): string | null;
  /** Acknowledged entries with a sequence above `after`, in order, checked again while read. */
  read(after?: number): Promise<Result<readonly JournalEntry[], JournalFailure>>;
  /** Finishes what was appended, forgets the keys, gives up the lock. A second call does nothing. */
  close(): Promise<void>;
}

/** A position at which the appended entries are durable; `first` is the sequence of the first of them. */
export interface Appended {
  readonly head: string;
  readonly length: number;
  readonly first: number;
}

export interface JournalOptions {
  readonly path: string;
  /** The owner's journal key, 32 bytes; not kept. */
  readonly key: Uint8Array;
  /** What the journal is about (a round). Bound into the encryption: another id cannot open it. */
  readonly id: string;
  readonly clock: () => Date;
  readonly fileSystem?: FileSystem;
}

/** A journal as it stands on disk. */
interface JournalPosition {
  readonly head: string;
  readonly length: number;
  /** Bytes of a write that was never acknowledged, at the end. */
  readonly torn: number;
}

/**
 * Opens a journal for writing, creating it (and its folder) where there is none and never was.
 * An unacknowledged torn end is passed over, and moved aside to `<path>.torn-…` by the next append.
 */
export async function openJournal(
  options: JournalOptions,
): Promise<Result<Journal, JournalFailure>> {
  const made = await attempt(options.path, 'write', async () => {
    await makeFolder(path.dirname(options.path));
    return canonicalPath(options.path);
  });
  if (!made.ok) return made;
  const keys = deriveKeys(options.key, options.id);
  const lock = await acquireLock(made.value);
  if (!lock.ok) return lock;
  const opened = await openLocked({ ...options, path: made.value }, keys, lock.value);
  if (!opened.ok) {
    keys.forget();
    await lock.value.release();
  }
  return opened;
}

/**
 * Checks every byte of a journal without writing or locking. An open journal may be verified: what is being
 * written at that moment counts as torn.
 */
export async function verifyJournal(
  options: Omit<JournalOptions, 'clock' | 'fileSystem'>,
): Promise<Result<JournalPosition, JournalFailure>> {
  const keys = deriveKeys(options.key, options.id);
  try {
    const scan = await scanUndamaged(options.path, keys);
    if (!scan.ok) return scan;
    const { head, length, torn } = scan.value;
    return ok({ head: head.toString('hex'), length, torn });
  } finally {
    keys.forget();
  }
}

/** Where a journal goes on, and where its damaged file is kept; null where that file was gone. */
type Salvaged = JournalPosition & { readonly kept: string | null };

/**
 * Makes a damaged journal usable again from its longest valid prefix, on a person's explicit decision. The
 * damaged file is first copied whole to `kept`. Where the header is destroyed, or the file is gone, the longest
 * valid prefix is an empty journal.
 */
export async function salvageJournal(
  options: JournalOptions,
): Promise<Result<Salvaged, JournalFailure>> {
  const keys = deriveKeys(options.key, options.id);
  const lock = await acquireLock(options.path);
  if (!lock.ok) {
    keys.forget();
    return lock;
  }
  try {
    const scan = await scanJournal(options.path, keys);
    if (scan.ok) return await cutToPrefix(options, keys, scan.value);
    return scan.failure.kind === 'damaged' ? await startAnew(options, keys) : scan;
  } finally {
    keys.forget();
    await lock.value.release();
  }
}

async function openLocked(
  options: JournalOptions,
  keys: JournalKeys,
  lock: FileLock,
): Promise<Result<Journal, JournalFailure>> {
  const { path: file, clock, fileSystem = nodeFileSystem } = options;
  const prefix = await readOrCreate(file, keys, fileSystem);
  if (!prefix.ok) return prefix;
  const identity = await attempt(file, 'read', async () =>
    fileIdentity(await stat(file, { bigint: true })),
  );
  if (!identity.ok) return identity;
  const handle = await attempt(file, 'write', () => fileSystem.open(file, 'r+'));
  if (!handle.ok) return handle;
  const checkpoint = await openCheckpoint(file, keys);
  await checkpoint.write(prefix.value);
  const resources = { file, keys, lock, clock, checkpoint };
  return ok(
    new JournalWriter(
      { ...resources, handle: handle.value, identity: identity.value },
      prefix.value,
    ),
  );
}

async function readOrCreate(
  file: string,
  keys: JournalKeys,
  fileSystem: FileSystem,
): Promise<Result<Prefix, JournalFailure>> {
  const found = await scanUndamaged(file, keys);
  if (found.ok || found.failure.kind !== 'missing') return found;
  const created = await writeDurably(file, createHeader(keys), { replace: false, fileSystem });
  return created.ok ? scanUndamaged(file, keys) : created;
}

async function scanUndamaged(
  file: string,
  keys: JournalKeys,
): Promise<Result<Prefix, JournalFailure>> {
  const scan = await scanJournal(file, keys);
  if (!scan.ok) return scan;
  const { prefix, damage } = scan.value;
  return damage === null
    ? ok(prefix)
    : fail({ kind: 'damaged', file, at: prefix.length, reason: damage });
}

async function cutToPrefix(
  options: JournalOptions,
  keys: JournalKeys,
  { prefix }: Scan,
): Promise<Result<Salvaged, JournalFailure>> {
  const { path: file, fileSystem = nodeFileSystem } = options;
  const kept = await keepDamaged(options);
  if (!kept.ok) return kept;
  const cut = await attempt(file, 'write', async () => {
    const handle = await fileSystem.open(file, 'r+');
    try {
      await handle.truncate(prefix.size);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
  return cut.ok ? goOnFrom(file, keys, prefix, kept.value) : cut;
}

/** No prefix is left: a new journal under the same id takes the place of the damaged file. */
async function startAnew(
  options: JournalOptions,
  keys: JournalKeys,
): Promise<Result<Salvaged, JournalFailure>> {
  const { path: file, fileSystem = nodeFileSystem } = options;
  const kept = await keepDamaged(options);
  if (!kept.ok) return kept;
  // Until the note follows, the new file counts as damaged too: a crash in between is salvaged once more.
  const header = createHeader(keys);
  const created = await writeDurably(file, header, { fileSystem });
  if (!created.ok) return created;
  return goOnFrom(file, keys, { head: firstHead(header), length: 0 }, kept.value);
}

async function goOnFrom(
  file: string,
  keys: JournalKeys,
  prefix: Pick<Prefix, 'head' | 'length'>,
  kept: string | null,
): Promise<Result<Salvaged, JournalFailure>> {
  const checkpoint = await openCheckpoint(file, keys);
  await checkpoint.write(prefix);
  await checkpoint.close();
  return ok({ kept, head: prefix.head.toString('hex'), length: prefix.length, torn: 0 });
}

async function keepDamaged(
  options: JournalOptions,
): Promise<Result<string | null, JournalFailure>> {
  const { path: file, clock, fileSystem = nodeFileSystem } = options;
  const whole = await attempt(file, 'read', () => readFile(file));
  if (!whole.ok) return whole.failure.kind === 'missing' ? ok(null) : whole;
  const kept = `${file}.damaged-${clock().getTime()}`;
  const copied = await writeDurably(kept, whole.value, { replace: false, fileSystem });
  return copied.ok ? ok(kept) : copied;
}
