import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { attempt } from '../disk/file-failure.ts';
import { makeFolder, nodeFileSystem, syncFolder } from '../disk/file-system.ts';
import { fileAccess } from '../disk/random-access.ts';
import { type Home, homeIn } from '../home.ts';
import { HEADER_SIZE } from '../journal/frame.ts';
import type { Job } from '../work.ts';
import type { OpenBackup } from './open-backup.ts';
import { type StagingFailure, stageParts } from './staging.ts';

/**
 * Brings the keys back to a profile in which a person's work lies without them: identity, profile and request come from the
 * backup, and so does what is not here at all (the pinned center, whole rounds). What lies here stays as it is: it may be newer
 * than the backup, and a round says itself what it lacks. `backup-differs`: the work is not provably of this identity.
 */
export async function repairProfile(
  paths: Home,
  backup: OpenBackup,
  name: string,
  job: Job,
): Promise<Result<void, StagingFailure | Failure<'backup-differs'>>> {
  if (!(await isOfOnePerson(paths, backup))) return fail({ kind: 'backup-differs', file: name });
  const parts: string[] = [];
  for (const part of backup.profile.entries.keys()) {
    if (await isLacking(paths, part)) parts.push(part);
  }
  const staged = await stageParts(backup, { folder: paths.repairing, parts, name }, job);
  return staged.ok ? moveBeside(paths) : staged;
}

/** By the enrolment request, or by a journal that both have: its header is random. */
async function isOfOnePerson(paths: Home, { profile }: OpenBackup): Promise<boolean> {
  for (const part of profile.entries.keys()) {
    const length = part === path.basename(paths.request) ? profile.region(part).size : HEADER_SIZE;
    if (part !== path.basename(paths.request) && !part.endsWith('.journal')) continue;
    const there = await profile.region(part).read(0, length);
    const here = await start(path.join(paths.folder, ...part.split('/')), length);
    if (there.ok && here?.equals(there.value) === true) return true;
  }
  return false;
}

async function start(file: string, length: number): Promise<Buffer | null> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return null;
  try {
    const read = await fileAccess(handle, (await handle.stat()).size).read(0, length);
    return read.ok ? Buffer.from(read.value) : null;
  } finally {
    await handle.close();
  }
}

async function isLacking(paths: Home, part: string): Promise<boolean> {
  const [first = '', round = ''] = part.split('/');
  if (first === path.basename(paths.profile) || first === path.basename(paths.request)) return true;
  const place = path.join(paths.folder, first, round);
  return (await stat(place).catch(() => null)) === null;
}

/** Moves what was missing to its place, the identity last; one that was damaged is kept aside. */
async function moveBeside(paths: Home): Promise<Result<void, WritingFailure>> {
  const staged = homeIn(paths.repairing);
  const moved = await attempt(paths.folder, 'write', async () => {
    await makeFolder(paths.rounds);
    for (const round of await readdir(staged.rounds).catch(() => [])) {
      await rename(path.join(staged.rounds, round), path.join(paths.rounds, round));
    }
    await syncFolder(nodeFileSystem, paths.rounds);
    for (const each of ['center', 'profile', 'request'] as const) {
      const isStaged = (await stat(staged[each]).catch(() => null)) !== null;
      if (isStaged) await rename(staged[each], paths[each]);
    }
    const isDamaged = (await stat(paths.identity).catch(() => null)) !== null;
    if (isDamaged) await rename(paths.identity, `${paths.identity}.damaged`);
    await rename(staged.identity, paths.identity);
    await syncFolder(nodeFileSystem, paths.folder);
  });
  if (!moved.ok) return fail(writingFailure(moved.failure));
  await rm(paths.repairing, { recursive: true, force: true });
  return ok();
}
