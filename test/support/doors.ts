import path from 'node:path';
import { chromium } from 'playwright-core';
import { AppPage, smallestWindow } from '../e2e/pages/app-page.ts';
import { startHost } from './browser-host.ts';
import { findChromium } from './chromium.ts';
import { startDesktop } from './desktop-app.ts';

/** One way to the app with a screen: the same pages, reached and served differently. */
export interface Door {
  readonly screen: AppPage;
  readonly stop: () => Promise<void>;
}

/** What a door works on. */
interface DoorFolders {
  readonly home: string;
  readonly profile?: string;
  readonly center?: string;
}

/** Every door with a screen. What the browser keeps lies below the home, as it does for everybody. */
export const doors = {
  browser: async (folders: DoorFolders): Promise<Door> => {
    const host = await startHost({ ...folders });
    const options = { ...smallestWindow, ...(await findChromium()) };
    const kept = path.join(folders.home, 'browser');
    const browser = await chromium.launchPersistentContext(kept, options);
    const screen = new AppPage(browser.pages()[0] ?? (await browser.newPage()));
    await screen.page.goto(host.address);
    return {
      screen,
      stop: async () => {
        await browser.close();
        await host.stop();
      },
    };
  },
  electron: async ({ home, ...rest }: DoorFolders): Promise<Door> => {
    const options = Object.entries(rest).flatMap(([name, folder]) => [`--${name}`, folder]);
    const { screen, quit } = await startDesktop(home, ...options);
    return { screen, stop: quit };
  },
} as const;

/** The door that this run of the journeys comes by: `HAIZHI_DOOR`, else the browser's. */
export const openDoor = doors[process.env.HAIZHI_DOOR === 'electron' ? 'electron' : 'browser'];
