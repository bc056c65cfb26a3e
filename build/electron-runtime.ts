import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './project.ts';

const fetchLimitMs = 180_000;
const silenceLimitMs = 2_000;

/** The Electron executable, fetched first where it is missing and can be had; null where it cannot. */
export async function electronRuntime(): Promise<string | null> {
  if (installedRuntime() === null && process.env.ELECTRON_OVERRIDE_DIST_PATH === undefined) {
    await fetchRuntime();
  }
  return installedRuntime();
}

/** The Electron executable that is there already, in `$ELECTRON_OVERRIDE_DIST_PATH` where that is set; null for none. */
export function installedRuntime(): string | null {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? inProject('node_modules/electron/dist');
  const executable = path.join(folder, executableName(process.platform));
  return existsSync(executable) ? executable : null;
}

function executableName(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'electron.exe';
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** No package of ours runs code at install, so Electron's own downloader is called here, on first need. */
async function fetchRuntime(): Promise<void> {
  const installer = inProject('node_modules/electron/install.js');
  const child = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: fetchLimitMs });
  const notice = setTimeout(() => {
    console.log('Fetching the Electron runtime, about 110 MB ...');
  }, silenceLimitMs);
  const stop = () => child.kill();
  process.once('exit', stop);
  await new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  process.off('exit', stop);
  clearTimeout(notice);
}
