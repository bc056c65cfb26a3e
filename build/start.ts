import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultHome } from '../electron/platform-node.ts';
import { hasDisplay, thisMachine } from './browser.ts';
import { bundleIfChanged } from './bundle.ts';
import { runElectron, runInBrowser } from './doors.ts';
import { electronRuntime } from './electron-runtime.ts';

const folders = ['profile', 'center', 'home'] as const;
const { values } = parseArgs({
  options: {
    browser: { type: 'boolean', default: false },
    profile: { type: 'string' },
    center: { type: 'string' },
    home: { type: 'string' },
  },
});

/** npm moves to the project's folder; a relative path means the folder in which the command was typed. */
const typedIn = process.env.INIT_CWD ?? process.cwd();
const passed = folders.flatMap((name) => {
  const folder = values[name];
  return folder === undefined ? [] : [`--${name}`, path.resolve(typedIn, folder)];
});

await bundleIfChanged();
const electron = values.browser || !hasDisplay(thisMachine) ? null : await electronRuntime();
if (electron !== null) {
  process.exitCode = await runElectron(electron, passed);
} else {
  if (!values.browser) {
    console.log(
      hasDisplay(thisMachine)
        ? 'The Electron runtime is not here and cannot be fetched: the same app opens in the browser instead.'
        : 'There is no display for Electron: the same app is served to a browser instead.',
    );
  }
  const home = path.resolve(
    typedIn,
    values.home ?? defaultHome({ ...thisMachine, account: homedir() }),
  );
  const rest = values.home === undefined ? ['--home', home, ...passed] : passed;
  process.exitCode = await runInBrowser(home, rest);
}
