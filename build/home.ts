import path from 'node:path';
import type { Machine } from './browser.ts';

/** The folder that Electron calls userData, so that every door keeps its data in the same place. */
export function defaultHome({ platform, env }: Pick<Machine, 'platform' | 'env'>): string {
  const name = 'Haizhi Review';
  if (platform === 'win32') return path.win32.join(env.APPDATA ?? '', name);
  const user = env.HOME ?? '';
  if (platform === 'darwin') return path.posix.join(user, 'Library/Application Support', name);
  return path.posix.join(env.XDG_CONFIG_HOME ?? path.posix.join(user, '.config'), name);
}
