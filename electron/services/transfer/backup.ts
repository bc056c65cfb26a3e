import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { encryptAge } from '../age/stream.ts';
import { type ReadingFailure, type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { readBounded, writeStreamDurably } from '../disk/durable-file.ts';
import { systemCode } from '../disk/file-failure.ts';
import { acquireLock, type FileLock } from '../disk/file-lock.ts';
import { filePieces } from '../disk/file-pieces.ts';
import type { Home } from '../home.ts';
import { IDENTITY_SIZE_LIMIT } from '../identity/identity-file.ts';
import type { Identity } from '../identity/vault.ts';
import { lockFailure } from '../journal/folded-journal.ts';
import type { Job } from '../work.ts';
import { writeZip, type ZipContent } from '../zip/writer.ts';
import { entry, isPart, mediaType, sealOf } from './layout.ts';

/** A file of the profile. */
interface Part {
  /** By its path in the profile, with slashes. */
  readonly name: string;
  readonly file: string;
  readonly size: number;
}

type JournalTaken = Failure<'journal-in-use' | 'held-elsewhere'>;
type BackupFailure =
  | ReadingFailure
  | WritingFailure
  | JournalTaken
  | Failure<'cancelled' | 'identity-damaged'>;

/**
 * Writes everything that makes this person's profile into one encrypted file, whole or not at all, and gives its path. No
 * journal may be open: each is locked meanwhile, so that what is copied is one moment of it.
 */
export async function writeBackup(
  paths: Home,
  identity: Identity,
  now: Date,
  job: Job,
): Promise<Result<string, BackupFailure>> {
  const parts = await partsOf(paths.folder);
  const locks = await lockJournals(parts);
  if (!locks.ok) return locks;
  // Named like a half-written file of this process: what a crash leaves is removed at the next start.
  const name = `.haizhi-${process.pid}-${randomBytes(6).toString('hex')}.part`;
  const target = path.join(paths.folder, name);
  try {
    return await write(paths, { identity, parts, target, now }, job);
  } finally {
    for (const lock of locks.value) await lock.release();
  }
}

/** What a profile holds at one moment, to be written while people go on working in it. */
export interface Snapshot {
  readonly parts: readonly Part[];
  /** Equal for two moments between which nothing was recorded, taken in or signed. */
  readonly mark: string;
}

/**
 * The moment. Names come before sizes and a workbook comes before the entry that names it, so a journal up to its size of
 * this moment never speaks of a file that the snapshot lacks. The notes beside journals stay out: they may run ahead.
 */
export async function takeSnapshot(paths: Home): Promise<Snapshot> {
  const parts = (await partsOf(paths.folder)).filter(({ name }) => !name.endsWith('.head'));
  const listed = parts.map(({ name, size }) => `${name} ${size}`).join('\n');
  return { parts, mark: createHash('sha256').update(listed).digest('hex') };
}

/** Writes a snapshot as one encrypted file at `target`, whole or not at all. Nothing is locked. */
export async function writeSnapshot(
  paths: Home,
  { parts }: Snapshot,
  content: { readonly identity: Identity; readonly target: string; readonly now: Date },
  job: Job,
): Promise<Result<string, Exclude<BackupFailure, JournalTaken>>> {
  return write(paths, { ...content, parts }, job);
}

/** What goes into a backup, and where it goes. */
interface Writing {
  readonly identity: Identity;
  readonly parts: readonly Part[];
  readonly target: string;
  readonly now: Date;
}

async function write(
  paths: Home,
  { identity, parts, target, now }: Writing,
  job: Job,
): Promise<Result<string, Exclude<BackupFailure, JournalTaken>>> {
  const keys = await readBounded(paths.identity, IDENTITY_SIZE_LIMIT);
  if (!keys.ok) return fail({ kind: 'identity-damaged', file: paths.identity });
  const total = parts.reduce((sum, each) => sum + each.size, 0);
  const content = writeZip(contents(keys.value, identity, parts, now));
  try {
    const written = await writeStreamDurably(target, content, {
      signal: job.signal,
      onProgress: (done) => job.report('copy', Math.min(done, total), total),
    });
    if (written.ok) return ok(target);
    const { failure } = written;
    return fail(failure.kind === 'cancelled' ? failure : writingFailure(failure));
  } catch (error) {
    // Only what is read throws: refusals of the writing side come back as results.
    const code = systemCode(error);
    if (code === null) throw error;
    return fail({ kind: 'not-readable', file: paths.folder, detail: code });
  }
}

function contents(
  keys: Uint8Array,
  identity: Identity,
  parts: readonly Part[],
  now: Date,
): readonly ZipContent[] {
  const hash = createHash('sha256');
  let size = 0;
  async function* sealedProfile(): AsyncGenerator<Uint8Array> {
    const plain = writeZip(parts.map((each) => ({ name: each.name, open: () => bytesOf(each) })));
    for await (const piece of encryptAge(plain, [identity.ageRecipient])) {
      hash.update(piece);
      size += piece.length;
      yield piece;
    }
  }
  async function* seal(): AsyncGenerator<Uint8Array> {
    const about = { created: now.toISOString(), size, sha256: hash.digest('hex') };
    const head = { format: 'haizhi.profile-backup', version: 1 };
    const file = { ...head, ...about, seal: sealOf(about, identity.profileKey) };
    yield Buffer.from(`${JSON.stringify(file, null, 2)}\n`);
  }
  return [
    { name: entry.mediaType, open: () => once(Buffer.from(mediaType)) },
    { name: entry.identity, open: () => once(keys) },
    { name: entry.profile, open: sealedProfile },
    { name: entry.seal, open: seal },
  ];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A journal as far as it went at the moment; any other file as it is when it is opened, since it is only replaced whole. */
async function* bytesOf({ name, file, size }: Part): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const end = name.endsWith('.journal') ? size : (await handle.stat()).size;
    yield* filePieces(handle, 0, end);
  } finally {
    await handle.close();
  }
}

async function partsOf(folder: string): Promise<readonly Part[]> {
  const names = await readdir(folder, { recursive: true, encoding: 'utf8' });
  const parts: Part[] = [];
  for (const found of names.toSorted()) {
    const name = found.split(path.sep).join('/');
    if (!isPart(name)) continue;
    const file = path.join(folder, found);
    parts.push({ name, file, size: (await stat(file)).size });
  }
  return parts;
}

async function lockJournals(
  parts: readonly Part[],
): Promise<Result<readonly FileLock[], WritingFailure | JournalTaken>> {
  const locks: FileLock[] = [];
  for (const { file } of parts.filter((each) => each.name.endsWith('.journal'))) {
    const lock = await acquireLock(file);
    if (lock.ok) {
      locks.push(lock.value);
      continue;
    }
    for (const held of locks) await held.release();
    const { failure } = lock;
    if (failure.kind !== 'locked') return fail(writingFailure(failure));
    return fail(lockFailure(failure, file));
  }
  return ok(locks);
}
