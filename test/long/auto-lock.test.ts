import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppPage } from '../e2e/pages/app-page.ts';
import { CenterPage } from '../e2e/pages/center-page.ts';
import { RoundsPage } from '../e2e/pages/rounds-page.ts';
import { WelcomePage } from '../e2e/pages/welcome-page.ts';
import { type RunningHost, startHost } from '../support/browser-host.ts';
import { launchChromium } from '../support/chromium.ts';
import { foundPanel, passphrase } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** A real minute in which nobody works, and one in which somebody only reads. */

const folder = temporaryFolder('auto-lock');
let browser: Browser;
let host: RunningHost;
let app: AppPage;
let center: CenterPage;

beforeAll(async () => {
  const panel = await foundPanel(folder);
  await panel.close();
  host = await startHost({
    home: path.join(folder, 'app'),
    profile: panel.desk(0).folder,
    center: panel.center.folder,
  });
  browser = await launchChromium();
  app = await AppPage.open(browser, host.address);
  center = new CenterPage(app);
  await app.call('settings.write', { autoLock: 1 });
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

it('erases the keys of person and center, and the screens tell', async () => {
  await new WelcomePage(app).unlock(passphrase);
  await new RoundsPage(app).heading.waitFor();
  await app.go('#/center');
  await center.unlock(passphrase);
  await center.unlocked.waitFor();
  await center.unlocked.waitFor({ state: 'detached', timeout: 180_000 });
  await app.page.getByLabel('中心的口令').waitFor();
  await app.go('#/rounds');
  await app.page.getByText('密钥已清除').waitFor();
});

it('does not while somebody moves', async () => {
  await new WelcomePage(app).unlock(passphrase);
  await new RoundsPage(app).heading.waitFor();
  for (let time = 0; time < 20; time += 1) {
    await app.page.mouse.move(200 + 5 * time, 300);
    await pause(5_000);
  }
  expect(await app.call('identity.read', {})).toMatchObject({ value: { state: 'unlocked' } });
  await new RoundsPage(app).heading.waitFor();
});
