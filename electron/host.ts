import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import type { Reply } from '../shared/rpc.ts';
import { type App, openApp } from './app.ts';
import { type HttpDoor, type HttpHost, listen } from './http.ts';
import { launchOptions } from './launch.ts';
import { pageFiles } from './page-files.ts';
import { defaultHome, nodePlatform } from './platform-node.ts';
import { receiveFile } from './received-file.ts';
import type { SettingsStore } from './services/settings-store.ts';

/** The same app for a plain browser, where the Electron runtime cannot be had. Prints `listening <address>`. */

const options = launchOptions(
  process.argv.slice(1),
  defaultHome({ platform: process.platform, env: process.env, account: homedir() }),
);
const platform = nodePlatform(options.home);
const app = await openApp({
  ...options,
  door: 'browser',
  version: packageJson.version,
  platform,
  dialogs: null,
});
const uploads = path.join(options.home, 'staging', `uploads-${randomBytes(8).toString('hex')}`);
const host = await listenOnKnownPort(doorOf(app), platform.settings);
process.stdout.write(`listening ${host.address}\n`);

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void stop());

function doorOf({ call, files, log }: App): HttpDoor {
  return {
    call,
    receive: (name, bytes): Promise<Reply> => receiveFile(files, uploads, name, bytes),
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
  process.exit(0);
}
