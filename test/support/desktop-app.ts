import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { expect } from 'vitest';
import { hasDisplay, thisMachine } from '../../build/browser.ts';
import { installedRuntime } from '../../build/electron-runtime.ts';
import { inProject } from '../../build/project.ts';
import { AppPage, type FileHands } from '../e2e/pages/app-page.ts';
import { findChromium } from './chromium.ts';

/**
 * The desktop app under the Electron that is there: the one of `$ELECTRON_OVERRIDE_DIST_PATH`, else the real
 * runtime where it is installed and has a display, else the double, which stands in its place.
 */

const double = inProject('test/electron-double');
const isRealHere = installedRuntime() !== null && hasDisplay(thisMachine);
if (!isRealHere) process.env.ELECTRON_OVERRIDE_DIST_PATH ??= double;
export const isDouble = process.env.ELECTRON_OVERRIDE_DIST_PATH === double;

/** The double is a script that a Unix shell starts. */
export const canRunDesktop = !isDouble || process.platform !== 'win32';

/** A start that ought to end by itself and does not is ended after this time. */
const mostMs = 60_000;
/** Time to quit after that. */
const quitMs = 10_000;

const released = { ELECTRON_DOUBLE_PACKAGED: '1' };

/** The folder of the app that is tested: this project, or a copy of it. */
const appFolder = process.env.HAIZHI_TESTED_APP ?? inProject();
/** A copy is there to fail: what does not come soon is not waited for as long as usual. */
const isMutant = process.env.HAIZHI_TESTED_APP !== undefined;
const mutantPatienceMs = 12_000;

export interface Desktop {
  readonly app: ElectronApplication;
  readonly screen: AppPage;
  /** What main has written to its standard error so far. */
  readonly said: () => string;
  /** Ends it as a person does who closes the app. */
  readonly quit: () => Promise<void>;
}

/** Starts the built app on this home, at its first page, with what else a command line may hold. */
export async function startDesktop(home: string, ...rest: readonly string[]): Promise<Desktop> {
  return launchDesktop(await environment(), home, rest);
}

/** Starts a copy of the app below `folder` that was built with this release key. */
export async function startWithReleaseKey(folder: string, pem: string): Promise<Desktop> {
  const copy = path.join(folder, 'copy');
  cpSync(path.join(appFolder, 'dist/electron'), path.join(copy, 'dist/electron'), {
    recursive: true,
  });
  for (const each of ['assets', 'node_modules', 'dist/renderer']) {
    symlinkSync(path.join(appFolder, each), path.join(copy, each));
  }
  cpSync(path.join(appFolder, 'package.json'), path.join(copy, 'package.json'));
  writeFileSync(path.join(copy, 'dist/electron/release-key.pem'), pem);
  return launchDesktop(await environment(), path.join(folder, 'home'), [], copy);
}

/** Starts the double as a released app, with what else stands in its environment. */
export async function startReleasedDesktop(
  home: string,
  variables: Readonly<Record<string, string>>,
): Promise<Desktop> {
  return launchDesktop({ ...(await environment()), ...released, ...variables }, home, []);
}

async function launchDesktop(
  env: Record<string, string>,
  home: string,
  rest: readonly string[],
  folder = appFolder,
): Promise<Desktop> {
  const app = await _electron.launch({ args: [folder, '--home', home, ...rest], env });
  let said = '';
  app.process().stderr?.on('data', (data) => {
    said += data;
  });
  const screen = new AppPage(await app.firstWindow(), byDialogs(app));
  if (isMutant) screen.page.setDefaultTimeout(mutantPatienceMs);
  await screen.page.getByRole('banner').waitFor();
  return {
    app,
    screen,
    said: () => said,
    quit: () => app.close(),
  };
}

/** The dialogs of the system, in which the test answers for the person. */
function byDialogs(app: ElectronApplication): FileHands {
  return {
    give: async (files, press) => {
      await app.evaluate(({ dialog }, filePaths) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] });
      }, files);
      await press();
    },
    take: async (folder, press) => {
      await app.evaluate(({ dialog }, place) => {
        const state = globalThis as { haizhiSaved?: string | undefined };
        state.haizhiSaved = undefined;
        dialog.showSaveDialog = async (...given: readonly unknown[]) => {
          const { defaultPath } = given.at(-1) as { readonly defaultPath: string };
          state.haizhiSaved = `${place}/${defaultPath.replace(/^.*[\\/]/, '')}`;
          return { canceled: false, filePath: state.haizhiSaved };
        };
      }, folder);
      await press();
      const saved = () =>
        app.evaluate(() => (globalThis as { haizhiSaved?: string }).haizhiSaved ?? null);
      await expect.poll(async () => existsSync((await saved()) ?? '')).toBe(true);
      return (await saved())!;
    },
  };
}

/** Starts the double as a released app with these options. @returns its exit code. */
export async function startReleased(...options: readonly string[]): Promise<number | null> {
  return exitOf({ ...(await environment()), ...released }, options);
}

/** Starts the app once more as a person does, with these options. @returns its exit code, null where it had to be ended. */
export async function startAgain(...options: readonly string[]): Promise<number | null> {
  return exitOf(await environment(), options);
}

async function exitOf(
  env: Record<string, string>,
  options: readonly string[],
): Promise<number | null> {
  const executable = installedRuntime();
  if (executable === null) throw new Error('there is no runtime');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const timeout = isMutant ? mutantPatienceMs : mostMs;
  const app = spawn(executable, [...asRoot, appFolder, ...options], {
    env,
    stdio: 'inherit',
    timeout,
  });
  // One that does not quit when told to would outlive its test, and whoever waits for the end of its output.
  const last = setTimeout(() => app.kill('SIGKILL'), timeout + quitMs);
  const [code] = await once(app, 'exit');
  clearTimeout(last);
  return code;
}

/** The double finds this Node and a Chromium; the real runtime brings its own of both. */
async function environment(): Promise<Record<string, string>> {
  const own = Object.entries(process.env).filter(([, value]) => value !== undefined);
  const inherited = Object.fromEntries(own) as Record<string, string>;
  if (!isDouble) return inherited;
  const { executablePath, env } = await findChromium();
  const PATH = [path.dirname(process.execPath), env.PATH].join(path.delimiter);
  return { ...env, PATH, CHROMIUM: executablePath };
}
