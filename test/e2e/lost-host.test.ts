import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningHost, startHost } from '../support/browser-host.ts';
import { launchChromium } from '../support/chromium.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { AppPage } from './pages/app-page.ts';

const folder = temporaryFolder('lost');
let browser: Browser;
let host: RunningHost;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** The first page of an app, which has time to fetch the other screens or has none. */
async function firstPage(hasTime: boolean): Promise<AppPage> {
  const app = await AppPage.open(browser, 'about:blank');
  if (!hasTime) {
    await app.page.addInitScript(() => {
      window.requestIdleCallback = () => 0;
    });
  }
  await app.page.goto(host.address);
  await app.page.getByRole('heading', { level: 1 }).waitFor();
  return app;
}

/** Whether the last of the screens has come. */
const hasAll = (app: AppPage) =>
  app.page.evaluate(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/verify-screen-')),
  );

describe('a screen that was not shown yet', () => {
  it('is broken where its code is missing although the app answers', async () => {
    host = await startHost({ home: path.join(folder, 'home') });
    const app = await firstPage(false);
    await app.page.route('**/guide-screen-*', (route) => route.abort());
    await app.go('#/guide');
    await app.page.getByRole('heading', { name: '这个画面出错了' }).waitFor();
    await app.context.close();
  });

  it('opens without the host when there was time to fetch it, else says that the host is gone', async () => {
    const late = await firstPage(false);
    const early = await firstPage(true);
    await expect.poll(() => hasAll(early)).toBe(true);
    expect(await hasAll(late)).toBe(false);
    await host.kill();
    await early.go('#/guide');
    await early.page.getByRole('heading', { level: 1, name: '两分钟了解评审' }).waitFor();
    await late.go('#/guide');
    await late.page.getByRole('heading', { name: '软件后台没有应答' }).waitFor();
  });
});
