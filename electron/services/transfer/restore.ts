import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Compute } from '../compute/compute.ts';
import type { Tasks } from '../compute/tasks.ts';
import {
  type ReadingFailure,
  readingFailure,
  type WritingFailure,
  writingFailure,
} from '../disk/disk-failure.ts';
import { writeDurably, writeStreamDurably } from '../disk/durable-file.ts';
import { attempt } from '../disk/file-failure.ts';
import { acquireLock } from '../disk/file-lock.ts';
import { makeFolder, nodeFileSystem, syncFolder } from '../disk/file-system.ts';
import { fileAccess, type RandomAccess } from '../disk/random-access.ts';
import { type Home, homeIn } from '../home.ts';
import { readPublicIdentity } from '../identity/identity-files.ts';
import type { Job } from '../work.ts';
import type { ZipArchive } from '../zip/reader.ts';
import { type OpenBackup, openBackup } from './open-backup.ts';

/** The file of a backup, and the passphrase of the identity in it. */
export interface RestoreSource {
  readonly file: string;
  readonly name: string;
  readonly passphrase: string;
}

type OpenBackupFailure = Extract<
  Awaited<ReturnType<typeof openBackup>>,
  { readonly ok: false }
>['failure'];
export type RestoreFailure =
  | OpenBackupFailure
  | ReadingFailure
  | WritingFailure
  | Failure<'cancelled' | 'file-exists'>;

/**
 * Puts a backup into a profile that is empty, all or nothing: everything is written and synced in a folder beside its place
 * first; the identity file, which is what makes a profile, moves last. See `undoRestore` for what a crash leaves.
 */
export async function restoreBackup(
  paths: Home,
  source: RestoreSource,
  compute: Compute<Tasks>,
  job: Job,
): Promise<Result<void, RestoreFailure>> {
  const made = await attempt(paths.folder, 'write', () => makeFolder(paths.folder));
  if (!made.ok) return fail(writingFailure(made.failure));
  const lock = await acquireLock(paths.restoring);
  if (!lock.ok) return fail({ kind: 'file-exists', file: paths.restoring });
  try {
    await undo(paths);
    const taken = await takenPlace(paths);
    if (taken !== null) return fail({ kind: 'file-exists', file: taken });
    const restored = await fromFile(paths, source, compute, job);
    if (!restored.ok) await undo(paths);
    return restored;
  } catch (error) {
    await undo(paths);
    throw error;
  } finally {
    await lock.value.release();
  }
}

/**
 * Takes away what an interrupted restoring has left; done before a profile is first looked at. Where another process is
 * restoring, nothing is touched.
 */
export async function undoRestore(paths: Home): Promise<void> {
  if ((await stat(paths.restoring).catch(() => null)) === null) return;
  const lock = await acquireLock(paths.restoring);
  if (!lock.ok) return;
  try {
    await undo(paths);
  } finally {
    await lock.value.release();
  }
}

/** The folder beside is there from before the first move until after the last: what lies in place then came out of it. */
async function undo(paths: Home): Promise<void> {
  if ((await stat(paths.restoring).catch(() => null)) === null) return;
  const isComplete = (await stat(paths.identity).catch(() => null)) !== null;
  if (!isComplete) {
    for (const each of places(paths)) await rm(each, { recursive: true, force: true });
  }
  await rm(paths.restoring, { recursive: true, force: true });
}

function places({ rounds, center, profile, request }: Home): readonly string[] {
  return [rounds, center, profile, request];
}

/** What is in the way. */
async function takenPlace(paths: Home): Promise<string | null> {
  for (const each of [paths.identity, paths.center]) {
    if ((await stat(each).catch(() => null)) !== null) return each;
  }
  const rounds = await readdir(paths.rounds).catch(() => []);
  return rounds.length > 0 ? paths.rounds : null;
}

async function fromFile(
  paths: Home,
  source: RestoreSource,
  compute: Compute<Tasks>,
  job: Job,
): Promise<Result<void, RestoreFailure>> {
  const handle = await attempt(source.file, 'read', () => open(source.file, 'r'));
  if (!handle.ok) return fail(readingFailure(handle.failure, source.name));
  try {
    const { size } = await handle.value.stat();
    const { name, passphrase } = source;
    const access = fileAccess(handle.value, size);
    const backup = await openBackup({ access, name, passphrase }, compute, job);
    if (!backup.ok) return backup;
    const written = await writeAll(paths, backup.value, name, job);
    backup.value.close();
    return written.ok ? moveIn(paths) : written;
  } finally {
    await handle.value.close();
  }
}

async function writeAll(
  { restoring }: Home,
  { identity, profile }: OpenBackup,
  name: string,
  job: Job,
): Promise<Result<void, RestoreFailure>> {
  const staged = homeIn(restoring);
  const total = [...profile.entries.values()].reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const { name: part, size } of profile.entries.values()) {
    const target = path.join(restoring, ...part.split('/'));
    const report = (bytes: number) => job.report('copy', done + bytes, total);
    const written = await writePart(profile, part, target, { job, report });
    if (!written.ok) return written;
    done += size;
  }
  const made = await attempt(restoring, 'write', () => makeFolder(restoring));
  if (!made.ok) return fail(writingFailure(made.failure));
  const kept = await writeDurably(staged.identity, identity);
  if (!kept.ok) return fail(writingFailure(kept.failure));
  const readable = await readPublicIdentity(staged);
  if (readable.ok) return ok();
  return fail({ kind: 'backup-altered', file: name, detail: path.basename(readable.failure.file) });
}

interface Report {
  readonly job: Job;
  readonly report: (bytes: number) => void;
}

async function writePart(
  profile: ZipArchive,
  part: string,
  target: string,
  { job, report }: Report,
): Promise<Result<void, RestoreFailure>> {
  const made = await attempt(target, 'write', () => makeFolder(path.dirname(target)));
  if (!made.ok) return fail(writingFailure(made.failure));
  const pieces = piecesOf(profile.region(part));
  const { signal } = job;
  try {
    const written = await writeStreamDurably(target, pieces, { signal, onProgress: report });
    if (written.ok) return ok();
    const { failure } = written;
    return fail(failure.kind === 'cancelled' ? failure : writingFailure(failure));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return fail({ kind: 'not-readable', file: part, detail: error.message });
  }
}

/** The medium gave out while it was read: everything on it had been found right before. */
class Unreadable extends Error {}

const pieceLength = 1024 * 1024;

async function* piecesOf(region: RandomAccess): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < region.size; position += pieceLength) {
    const piece = await region.read(position, Math.min(pieceLength, region.size - position));
    if (!piece.ok) throw new Unreadable(piece.failure.kind);
    yield piece.value;
  }
}

/** Moves everything to its place, the identity last. */
async function moveIn(paths: Home): Promise<Result<void, WritingFailure>> {
  const staged = homeIn(paths.restoring);
  const moved = await attempt(paths.folder, 'write', async () => {
    await rm(paths.rounds, { recursive: true, force: true });
    for (const [place, target] of places(paths).entries()) {
      const from = places(staged)[place] as string;
      if ((await stat(from).catch(() => null)) !== null) await rename(from, target);
    }
    await syncFolder(nodeFileSystem, paths.folder);
    await rename(staged.identity, paths.identity);
    await syncFolder(nodeFileSystem, paths.folder);
  });
  if (!moved.ok) return fail(writingFailure(moved.failure));
  await rm(paths.restoring, { recursive: true, force: true });
  return ok();
}
