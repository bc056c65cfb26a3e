import { rename, rm, stat } from 'node:fs/promises';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Compute } from '../compute/compute.ts';
import type { Tasks } from '../compute/tasks.ts';
import { type ReadingFailure, type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { attempt } from '../disk/file-failure.ts';
import { acquireLock } from '../disk/file-lock.ts';
import { makeFolder, nodeFileSystem, syncFolder } from '../disk/file-system.ts';
import { type Home, homeIn } from '../home.ts';
import { workIn } from '../identity/identity-files.ts';
import type { Job } from '../work.ts';
import type { OpenBackup, OpenBackupFailure } from './open-backup.ts';
import { repairProfile } from './repair.ts';
import { stageParts } from './staging.ts';
import { type BackupFile, withBackup } from './with-backup.ts';

type RestoreFailure =
  | OpenBackupFailure
  | ReadingFailure
  | WritingFailure
  | Failure<'cancelled' | 'file-exists' | 'backup-differs'>;

/**
 * Puts a backup into a profile in which nobody has keys that open, all or nothing: everything is written and synced in a folder
 * beside its place first; the identity file, which is what makes a profile, moves last. See `undoRestore` for what a crash
 * leaves, and `repairProfile` for a profile in which somebody's work lies.
 */
export async function restoreBackup(
  paths: Home,
  source: BackupFile,
  compute: Compute<Tasks>,
  job: Job,
): Promise<Result<void, RestoreFailure>> {
  const made = await attempt(paths.folder, 'write', () => makeFolder(paths.folder));
  if (!made.ok) return fail(writingFailure(made.failure));
  const lock = await acquireLock(paths.restoring);
  if (!lock.ok) return fail({ kind: 'file-exists', file: paths.restoring });
  try {
    await undo(paths);
    const restored = await withBackup(source, compute, job, async (backup) =>
      (await isEmpty(paths))
        ? fill(paths, backup, source.name, job)
        : repairProfile(paths, backup, source.name, job),
    );
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
  const begun = [paths.restoring, paths.repairing].map((each) => stat(each).catch(() => null));
  if ((await Promise.all(begun)).every((found) => found === null)) return;
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
  // A repair moves nothing that is not sound by itself: what has arrived stays.
  await rm(paths.repairing, { recursive: true, force: true });
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

async function isEmpty(paths: Home): Promise<boolean> {
  return (await workIn(paths)) === null && (await stat(paths.identity).catch(() => null)) === null;
}

async function fill(
  paths: Home,
  backup: OpenBackup,
  name: string,
  job: Job,
): Promise<Result<void, RestoreFailure>> {
  const staging = { folder: paths.restoring, parts: [...backup.profile.entries.keys()], name };
  const staged = await stageParts(backup, staging, job);
  return staged.ok ? moveIn(paths) : staged;
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
