import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningHost, startHost } from '../support/browser-host.ts';
import { findChromium } from '../support/chromium.ts';
import { childrenRunning } from '../support/process-memory.ts';
import { declareNone, packRound, passphrase, round } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { AppPage, smallestWindow } from './pages/app-page.ts';
import { DeclarePage } from './pages/declare-page.ts';
import { ReviewPage } from './pages/review-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

/** The privileged half of the app dies under a browser's page; in Electron the page would go with it. */

const folder = temporaryFolder('dying');
const reason = '断电前写下的理由';
let folders: { readonly home: string; readonly profile: string };
let browser: BrowserContext;
let host: RunningHost;
let app: AppPage;

beforeAll(async () => {
  const panel = await packRound(folder);
  const desk = await panel.open(0);
  await declareNone(desk);
  await panel.close();
  folders = { home: path.join(folder, 'app'), profile: desk.folder };
  host = await startHost(folders);
  await openBrowser();
  await unlock();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

/** A browser as everybody has it, which keeps what pages store. */
async function openBrowser(): Promise<void> {
  const options = { ...smallestWindow, ...(await findChromium()) };
  browser = await chromium.launchPersistentContext(path.join(folder, 'browser'), options);
  app = new AppPage(browser.pages()[0] ?? (await browser.newPage()));
}

async function unlock(): Promise<void> {
  await app.page.goto(host.address);
  await new WelcomePage(app).unlock(passphrase);
  await new RoundsPage(app).heading.waitFor();
}

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
  await unlock();
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

describe('a comment that is being written', () => {
  const saved = '三份协议都有对方盖章';
  const more = '，其中一份没有日期';

  it('has every word again when the host is killed', async () => {
    const review = new ReviewPage(app);
    await review.open(round, 'w1', '7(1)');
    await review.comment.pressSequentially(saved);
    await review.saved();
    await review.comment.pressSequentially(more.slice(0, 3));
    await host.kill();
    await review.comment.pressSequentially(more.slice(3));
    await app.page.getByRole('status').filter({ hasText: '未保存' }).waitFor();
    host = await startHost(folders);
    await unlock();
    await review.open(round, 'w1', '7(1)');
    expect(await review.comment.inputValue()).toBe(saved + more);
    await review.saved();
  });

  it.skipIf(process.platform !== 'linux')(
    'has at least what was said to be saved when host and browser are killed together',
    async () => {
      const review = new ReviewPage(app);
      const before = saved + more;
      await review.comment.press('End');
      await review.comment.pressSequentially(saved);
      await review.saved();
      await review.comment.pressSequentially(more);
      const { executablePath } = await findChromium();
      const gone = new Promise((resolve) => browser.once('close', resolve));
      await host.kill();
      for (const pid of childrenRunning(executablePath)) process.kill(pid, 'SIGKILL');
      await gone;
      host = await startHost(folders);
      await openBrowser();
      await unlock();
      const again = new ReviewPage(app);
      await again.open(round, 'w1', '7(1)');
      const found = await again.comment.inputValue();
      expect(found.slice(0, (before + saved).length)).toBe(before + saved);
      expect((before + saved + more).slice(0, found.length)).toBe(found);
    },
  );
});
