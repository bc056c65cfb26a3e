import inspector from 'node:inspector';
import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Starts an app the way Electron's executable does, in Node with a Chromium beside it: the app's own main and
 * preload bundles run, and only the module `electron` is another one. For tests that Playwright drives.
 */

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  options: { require: { type: 'string', short: 'r', multiple: true }, inspect: { type: 'string' } },
  allowPositionals: true,
  strict: false,
});
const folder = path.resolve(positionals[0] ?? '.');
const require = createRequire(path.join(folder, 'package.json'));

/** Where each part of the module `electron` is to be found. */
const parts: Readonly<Record<string, readonly string[]>> = {
  './app.ts': ['app'],
  './browser-window.ts': ['BrowserWindow'],
  './ipc-main.ts': ['ipcMain'],
  './machine.ts': ['Menu', 'dialog', 'safeStorage', 'screen', 'shell'],
  './protocol.ts': ['protocol'],
  './session.ts': ['session'],
  './web-contents.ts': ['webContents'],
};

/** The module has its parts as exports and as the members of its default. */
function moduleText(): string {
  const files = Object.entries(parts).map(([file, names]) => {
    const address = new URL(file, import.meta.url);
    return `import { ${names} } from '${address}';`;
  });
  const names = Object.values(parts).flat().join(', ');
  return `${files.join('\n')}\nexport { ${names} };\nexport default { ${names} };`;
}

const electronModule = 'electron-double:electron';
registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: electronModule, shortCircuit: true } : next(name, context),
  load: (url, context, next) =>
    url === electronModule
      ? { format: 'module', source: moduleText(), shortCircuit: true }
      : next(url, context),
});

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    process.stderr.write(`${event} in main: ${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  });
}

const { app, appendedSwitches, becomeReady } = await import('./app.ts');
const { startChromium } = await import('./chromium-process.ts');
const versions: { readonly version: string } = createRequire(import.meta.url)(
  'electron/package.json',
);
Object.assign(process.versions, { electron: versions.version });
Object.assign(process, { type: 'browser' });
// What Playwright puts before the app's folder is meant for the double itself; a release would refuse it.
const ofPlaywright = ['--no-sandbox', '--inspect=0', '--remote-debugging-port=0'];
const place = process.argv.indexOf(positionals[0] ?? '');
process.argv = process.argv
  .filter((each, index) => index > place || !ofPlaywright.includes(each))
  .slice(1);
app.readManifest(folder);
process.on('SIGTERM', () => app.quit());

// Playwright waits for the line that this prints, then for Chromium's.
if (values.inspect !== undefined) inspector.open(0, '127.0.0.1', false);
for (const each of values.require ?? []) require(String(each));
const manifest: { readonly main: string } = require('./package.json');
await import(pathToFileURL(path.join(folder, manifest.main)).href);
await startChromium(app.getPath('sessionData'), appendedSwitches());
becomeReady();
