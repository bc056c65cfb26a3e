import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningHost, startHost } from '../support/browser-host.ts';
import { launchChromium } from '../support/chromium.ts';
import { declareNone, packRound, passphrase, round } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { AppPage } from './pages/app-page.ts';
import { DeclarePage } from './pages/declare-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

/** The privileged half of the app dies under a browser's page; in Electron the page would go with it. */

const folder = temporaryFolder('dying');
const reason = '断电前写下的理由';
let folders: { readonly home: string; readonly profile: string };
let browser: Browser;
let host: RunningHost;
let app: AppPage;

beforeAll(async () => {
  const panel = await packRound(folder);
  const desk = await panel.open(0);
  await declareNone(desk);
  await panel.close();
  folders = { home: path.join(folder, 'app'), profile: desk.folder };
  host = await startHost(folders);
  browser = await launchChromium();
  app = await AppPage.open(browser, host.address);
  await new WelcomePage(app).unlock(passphrase);
  await new RoundsPage(app).heading.waitFor();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

it('what was declared meanwhile is kept, said to be unsaved, and recorded after the next start', async () => {
  await app.go(`#/declare/${round}/w1`);
  const declare = new DeclarePage(app);
  await declare.current.getByText('海智工作站').waitFor();
  await host.kill();
  await app.display('English');
  await app.display('中文');
  await declare.disclose(reason);
  await app.page.getByRole('status').filter({ hasText: '1 处未保存' }).waitFor();
  await declare.line('01').getByText('已披露').waitFor();

  host = await startHost(folders);
  await app.page.goto(host.address);
  await new WelcomePage(app).unlock(passphrase);
  await new RoundsPage(app).heading.waitFor();
  await app.go(`#/declare/${round}/w1`);
  await declare.line('01').getByText('已披露').waitFor();
  await app.page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
  const recorded = JSON.stringify(await app.call('review.events', { round, after: 0 }));
  expect(recorded.split(reason).length - 1).toBe(1);
});

it('nothing of it lies in clear in the browser, which complained of nothing else', async () => {
  expect(await app.stored()).not.toContain(reason);
  const others = app.complaints.filter((each) => !/ERR_CONNECTION_(REFUSED|RESET)/.test(each));
  expect(others).toEqual([]);
});
