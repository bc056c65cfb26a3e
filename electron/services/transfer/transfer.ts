import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, must, ok } from '../../../shared/result.ts';
import type { FileStore } from '../files.ts';
import { identityState, openIdentity } from '../identity/identity.ts';
import { readPublicIdentity } from '../identity/identity-files.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import type { Job } from '../work.ts';
import { writeBackup } from './backup.ts';
import { extension } from './layout.ts';
import { restoreBackup } from './restore.ts';
import { restoreReviewKeys } from './restore-review-keys.ts';
import { type BackupFile, withBackup } from './with-backup.ts';

/** A profile as one encrypted file: to move to another laptop, or to keep. */
export function transferMethods(
  context: ServiceContext,
): Methods<'profile.backup' | 'profile.restore' | 'profile.restoreReviewKeys'> {
  const { profile: session, work } = context;
  let kept: string | null = null;
  // It is there to be fetched once; the next locking, or the end, takes it away.
  session.onLock(async () => {
    if (kept !== null) await rm(kept, { force: true });
    kept = null;
  });
  return {
    'profile.backup': ({ passphrase, work: id }) =>
      work.run(id, (job) =>
        session.exclusive(async () => {
          const file = await backUp(context, passphrase, job);
          if (file.ok) kept = context.files.pathOf(file.value.token);
          return file;
        }),
      ),
    'profile.restore': ({ file, passphrase, work: id }) =>
      work.run(id, (job) => session.exclusive(() => restore(context, file, passphrase, job))),
    'profile.restoreReviewKeys': (input) =>
      work.run(input.work, (job) => session.exclusive(() => restoreKeys(context, input, job))),
  };
}

type BackupAnswer = ReturnType<Methods<'profile.backup'>['profile.backup']>;

/** Locks first: nothing may be recorded while the journals are copied, and whoever moves goes on elsewhere. */
async function backUp(
  { profile: session, files, platform }: ServiceContext,
  passphrase: string,
  job: Job,
): BackupAnswer {
  job.signal.throwIfAborted();
  if (session.isPractice) return fail({ kind: 'not-in-practice' });
  const { paths } = session;
  const identity = await openIdentity(paths, passphrase);
  if (!identity.ok) return identity;
  await session.lock();
  const now = platform.now();
  const written = await writeBackup(paths, identity.value, now, job);
  identity.value.lock();
  if (!written.ok) return written;
  const person = await readPublicIdentity(paths);
  if (!person.ok) {
    await rm(written.value, { force: true });
    return person;
  }
  const day = now.toISOString().slice(0, 10);
  return files.hold(written.value, `${person.value.profile.name}-${day}${extension}`);
}

/** Whether somebody's keys are here, and not damaged: a file that this passphrase does not open may be another's. */
async function hasKeys({ profile: session }: ServiceContext, passphrase: string): Promise<boolean> {
  const state = await session.state();
  if (state !== 'locked') return state === 'unlocked';
  const identity = await openIdentity(session.paths, passphrase);
  if (identity.ok) identity.value.lock();
  return identity.ok || identity.failure.kind !== 'identity-damaged';
}

async function restore(
  context: ServiceContext,
  token: string,
  passphrase: string,
  job: Job,
): ReturnType<Methods<'profile.restore'>['profile.restore']> {
  job.signal.throwIfAborted();
  const { profile: session, files, compute } = context;
  if (session.isPractice) return fail({ kind: 'not-in-practice' });
  if (await hasKeys(context, passphrase)) return fail({ kind: 'identity-exists' });
  const source = backupFile(files, token, passphrase);
  if (source === null) return fail({ kind: 'unknown-file' });
  const restored = await restoreBackup(session.paths, source, compute, job);
  // The files have just been read: that they cannot be read again would be a bug.
  return restored.ok ? ok(must(await identityState(context))) : restored;
}

type RestoreKeys = Methods<'profile.restoreReviewKeys'>['profile.restoreReviewKeys'];

async function restoreKeys(
  context: ServiceContext,
  { round, file: token, passphrase }: Parameters<RestoreKeys>[0],
  job: Job,
): ReturnType<RestoreKeys> {
  job.signal.throwIfAborted();
  const { profile: session, files, compute, shelf, meetings } = context;
  if (session.isPractice) return fail({ kind: 'not-in-practice' });
  const unlocked = await session.unlocked();
  if (!unlocked.ok) return unlocked;
  const { folder } = session.paths.round(round);
  if ((await stat(folder).catch(() => null)) === null)
    return fail({ kind: 'unknown-round', round });
  const source = backupFile(files, token, passphrase);
  if (source === null) return fail({ kind: 'unknown-file' });
  const restored = await withBackup(source, compute, job, async (backup) => {
    await meetings.closeAll();
    await shelf.close(round);
    return restoreReviewKeys(unlocked.value, round, { backup, name: source.name });
  });
  if (!restored.ok) return restored;
  // Opened at once, so that what was struck since the backup is struck again. What else stops the round, it says itself.
  const opened = await shelf.get(round);
  return opened.ok || opened.failure.kind !== 'review-keys-lost' ? ok({}) : opened;
}

function backupFile(files: FileStore, token: string, passphrase: string): BackupFile | null {
  const file = files.pathOf(token);
  if (file === null) return null;
  return { file, name: files.nameOf(token) ?? path.basename(file), passphrase };
}
