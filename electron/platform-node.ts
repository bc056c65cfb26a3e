import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import path from 'node:path';
import Conf from 'conf';
import { homeIn } from './services/home.ts';
import { openLogFile } from './services/log.ts';
import type { Platform } from './services/platform.ts';
import { noSecrets } from './services/platform.ts';
import { openSettingsStore } from './services/settings-store.ts';
import { drivePlaces, pluggedDrives } from './services/transfer/drives.ts';

/** The machine as plain Node sees it; everything is kept under the folder `home`. */
export function nodePlatform(home: string): Platform {
  const layout = homeIn(home);
  const now = () => new Date();
  return {
    home: layout,
    now,
    randomBytes: (size) => new Uint8Array(randomBytes(size)),
    settings: openSettingsStore(layout.folder, (options) => new Conf(options)),
    secrets: noSecrets,
    log: openLogFile(layout.log, now),
    drives: () => pluggedDrives(drivePlaces(process.platform, userInfo().username)),
  };
}

/** What `defaultHome` looks at. */
interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The account's folder. */
  readonly account: string;
}

/** The folder that Electron calls userData, so that every door of one account shares one home. */
export function defaultHome({ platform, env, account }: Surroundings): string {
  const name = 'Haizhi Review';
  switch (platform) {
    case 'win32':
      return path.win32.join(env.APPDATA ?? path.win32.join(account, 'AppData/Roaming'), name);
    case 'darwin':
      return path.posix.join(account, 'Library/Application Support', name);
    default:
      return path.posix.join(env.XDG_CONFIG_HOME ?? path.posix.join(account, '.config'), name);
  }
}
