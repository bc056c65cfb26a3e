import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Download } from 'playwright-core';
import { expect } from 'vitest';
import type { HaizhiContract, MethodName } from '../../shared/contract.ts';
import type { Input } from '../../shared/rpc.ts';
import { AppPage } from '../e2e/pages/app-page.ts';
import { startHost } from './browser-host.ts';
import { launchChromium } from './chromium.ts';
import { startDesktop } from './desktop-app.ts';

/** One way to the app with a screen: the same pages, reached and served differently. */
export interface Door {
  readonly screen: AppPage;
  readonly call: <K extends MethodName>(
    name: K,
    input: Input<HaizhiContract, K>,
  ) => Promise<unknown>;
  /** Presses what asks for a file, and gives this one. */
  readonly give: (file: string, press: () => Promise<void>) => Promise<void>;
  /** Presses what hands a file out, and gives the path where it lies then. */
  readonly take: (folder: string, press: () => Promise<void>) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** What a door works on. */
export interface DoorFolders {
  readonly home: string;
  readonly profile: string;
}

/** The app in a browser: files by upload and download. */
async function browserDoor(folders: DoorFolders): Promise<Door> {
  const host = await startHost({ ...folders });
  const browser = await launchChromium();
  const screen = await AppPage.open(browser, host.address);
  return {
    screen,
    call: (name, input) => screen.call(name, input),
    give: async (file, press) => {
      const chooser = screen.page.waitForEvent('filechooser');
      await press();
      await (await chooser).setFiles(file);
    },
    take: async (folder, press) => {
      const started: Promise<Download> = screen.page.waitForEvent('download');
      await press();
      const download = await started;
      const file = path.join(folder, download.suggestedFilename());
      await download.saveAs(file);
      return file;
    },
    stop: async () => {
      await browser.close();
      await host.stop();
    },
  };
}

/** The app in Electron: files by the dialogs of the system, in which the test answers for the person. */
async function electronDoor({ home, profile }: DoorFolders): Promise<Door> {
  const desktop = await startDesktop(home, '--profile', profile);
  return {
    screen: desktop.screen,
    call: desktop.call,
    give: async (file, press) => {
      await desktop.app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
      }, file);
      await press();
    },
    take: async (folder, press) => {
      const file = path.join(folder, 'taken-home.xlsx');
      await desktop.app.evaluate(({ dialog }, target) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: target });
      }, file);
      await press();
      await expect.poll(() => existsSync(file)).toBe(true);
      return file;
    },
    stop: desktop.quit,
  };
}

/** Every door with a screen. */
export const doors: Readonly<Record<string, (folders: DoorFolders) => Promise<Door>>> = {
  browser: browserDoor,
  electron: electronDoor,
};
