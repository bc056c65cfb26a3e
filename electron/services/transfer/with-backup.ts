import { open } from 'node:fs/promises';
import { ok, type Result } from '../../../shared/result.ts';
import type { Compute } from '../compute/compute.ts';
import type { Tasks } from '../compute/tasks.ts';
import { type ReadingFailure, readingFailure } from '../disk/disk-failure.ts';
import { attempt } from '../disk/file-failure.ts';
import { fileAccess } from '../disk/random-access.ts';
import type { Job } from '../work.ts';
import { type OpenBackup, type OpenBackupFailure, openBackup } from './open-backup.ts';

/** The file of a backup, what the person knows it by, and the passphrase of the identity in it. */
export interface BackupFile {
  readonly file: string;
  readonly name: string;
  readonly passphrase: string;
}

/** Opens a backup, works with it, and closes it whatever comes. */
export async function withBackup<F>(
  { file, name, passphrase }: BackupFile,
  compute: Compute<Tasks>,
  job: Job,
  use: (backup: OpenBackup) => Promise<Result<void, F>>,
): Promise<Result<void, F | OpenBackupFailure | ReadingFailure>> {
  const handle = await attempt(file, 'read', () => open(file, 'r'));
  if (!handle.ok) return { ok: false, failure: readingFailure(handle.failure, name) };
  try {
    const access = fileAccess(handle.value, (await handle.value.stat()).size);
    const backup = await openBackup({ access, name, passphrase }, compute, job);
    if (!backup.ok) return backup;
    const used = await use(backup.value).finally(() => backup.value.close());
    return used.ok ? ok() : used;
  } finally {
    await handle.value.close();
  }
}
