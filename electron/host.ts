import { mkdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import type { Reply } from '../shared/rpc.ts';
import { type App, openApp } from './app.ts';
import { type HttpDoor, type HttpHost, listen } from './http.ts';
import { IdleExit } from './idle-exit.ts';
import { launchOptions } from './launch.ts';
import { pageFiles } from './page-files.ts';
import { defaultHome, nodePlatform } from './platform-node.ts';
import { receiveFile, removeUploads, uploadsIn } from './received-file.ts';
import { acquireLock } from './services/disk/file-lock.ts';
import type { SettingsStore } from './services/settings-store.ts';

/**
 * The same app for a plain browser, where the Electron runtime cannot be had. Prints `listening <address>`, or `running
 * <process>` and ends with 3 where this home has a host already: its secret is not this one's to give away. Where another
 * computer's host has left it open, prints `elsewhere <computer>` and ends with 3: its person decides. Ends by itself when
 * no page was there for half an hour (`--idle-minutes`): whatever was acknowledged is on the disk.
 */

const alreadyRunning = 3;
const options = launchOptions(
  process.argv.slice(1),
  defaultHome({ platform: process.platform, env: process.env, account: homedir() }),
);
await mkdir(options.home, { recursive: true, mode: 0o700 });
const lock = await acquireLock(path.join(options.home, 'host'));
if (!lock.ok && lock.failure.kind === 'locked') {
  const { elsewhere, host: computer, pid } = lock.failure;
  process.stdout.write(elsewhere ? `elsewhere ${computer}\n` : `running ${pid}\n`);
  process.exit(alreadyRunning);
}
const idle = new IdleExit({ now: () => performance.now(), limit: idleLimit() });
const platform = nodePlatform(options.home);
const app = await openApp({
  ...options,
  door: 'browser',
  version: packageJson.version,
  platform,
  dialogs: null,
});
const staging = path.join(options.home, 'staging');
if (lock.ok) await removeUploads(staging);
const uploads = uploadsIn(staging);
const host = await listenOnKnownPort(doorOf(app), platform.settings);
process.stdout.write(`listening ${host.address}\n`);

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void stop());
const everyMs = 1_000;
setInterval(() => idle.isDeserted && void stop(), everyMs).unref();

function idleLimit(): number {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: { 'idle-minutes': { type: 'string', default: '30' } },
    strict: false,
  });
  const minutes = Number(values['idle-minutes']);
  return Number.isFinite(minutes) && minutes > 0 ? minutes * 60_000 : 30 * 60_000;
}

function doorOf({ call, files, log }: App): HttpDoor {
  return {
    call: (name, input) => idle.during(() => call(name, input)),
    receive: (name, bytes): Promise<Reply> =>
      idle.during(() => receiveFile(files, uploads, name, bytes)),
    send: (token) => {
      const bytes = files.stream(token);
      return bytes === null ? null : { name: files.nameOf(token) ?? '', bytes };
    },
    page: pageFiles(path.join(import.meta.dirname, '../renderer')),
    refused: (reason) => log.write('warning', 'http.refused', { reason }),
  };
}

/**
 * A browser's store belongs to an address with its port: the port of the first run is kept, so that what the page
 * stores is found again. Where another program has taken it, a new one is chosen; the page rebuilds its store then.
 */
async function listenOnKnownPort(door: HttpDoor, settings: SettingsStore): Promise<HttpHost> {
  const known = settings.get('port');
  if (typeof known === 'number') {
    try {
      return await listen(door, known);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    }
  }
  const fresh = await listen(door, 0);
  settings.set({ port: fresh.port });
  return fresh;
}

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await host.close();
  await app.close();
  await rm(uploads, { recursive: true, force: true });
  if (lock.ok) await lock.value.release();
  process.exit(0);
}
