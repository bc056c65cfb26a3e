import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { removeLeftovers } from '../disk/part-file.ts';
import type { Home } from '../home.ts';
import { undoRestore } from '../transfer/restore.ts';

/**
 * Takes away what processes that were killed have left in a profile: half-written files, backups that nobody fetched, a
 * restoring that was broken off. What running processes are writing stays.
 */
export async function tidyProfile(paths: Home): Promise<void> {
  await undoRestore(paths);
  await removeLeftovers(paths.folder);
  const rounds = await readdir(paths.rounds).catch(() => []);
  for (const name of rounds) {
    const folder = path.join(paths.rounds, name);
    for (const each of [folder, path.join(folder, 'workbooks'), path.join(folder, 'sealed')]) {
      await removeLeftovers(each);
    }
  }
}
