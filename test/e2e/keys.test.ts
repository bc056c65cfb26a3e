import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type RunningHost, startHost } from '../support/browser-host.ts';
import { launchChromium } from '../support/chromium.ts';
import { canRunDesktop, startDesktop } from '../support/desktop-app.ts';
import { packRound, passphrase } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { AppPage } from './pages/app-page.ts';
import { DeclarePage } from './pages/declare-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { SettingsPage } from './pages/settings-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

/** One's own keys on screen: another passphrase, the lock that falls by itself, the system's keychain. */

const folder = temporaryFolder('keys-screen');
const at = (...names: string[]) => path.join(folder, ...names);
const profile = at('e1@round.example');
const next = 'another harbour 海 seven';
const secretWords = '锁定之前写下的理由';

let browser: Browser;
let host: RunningHost;
let app: AppPage;

beforeAll(async () => {
  const panel = await packRound(folder);
  await panel.open(0);
  await panel.close();
  host = await startHost({ home: at('app'), profile });
  browser = await launchChromium();
  app = await AppPage.open(browser, host.address);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

describe('the settings', () => {
  it('are reached by a key and by the header, and are no barrier to anybody', async () => {
    await new WelcomePage(app).unlock(passphrase);
    await new RoundsPage(app).heading.waitFor();
    const settings = new SettingsPage(app);
    await app.page.keyboard.press(',');
    await settings.heading.waitFor();
    await app.page.getByRole('button', { name: '返回' }).click();
    await new RoundsPage(app).heading.waitFor();
    await app.page.getByRole('link', { name: '设置' }).click();
    await settings.heading.waitFor();
    expect([await app.barriers(), await app.overflows()]).toEqual([[], false]);
  });

  it('keep the time after which the app locks', async () => {
    await app.page.getByText('1 小时', { exact: true }).click();
    await expect
      .poll(() => app.call('settings.read', {}))
      .toMatchObject({ value: { autoLock: 60 } });
    await app.page.reload();
    const chosen = app.page.getByRole('radio', { name: '1 小时', checked: true });
    await chosen.waitFor({ state: 'attached' });
  });

  it('change the passphrase, neither for a wrong one nor to a weak one', async () => {
    const settings = new SettingsPage(app);
    await settings.changePassphrase(passphrase, '1234567890');
    await app.page.getByText('太容易猜到：请避免数字串').waitFor();
    expect(await app.barriers()).toEqual([]);
    await settings.retype('not this one', next);
    await settings.failure.getByText('口令不正确').waitFor();
    await settings.submit(passphrase, '更改口令');
    await app.page.getByText('口令已更改。').waitFor();
    await app.page.getByRole('button', { name: '锁定' }).click();
    const welcome = new WelcomePage(app);
    await app.go('#/rounds');
    await welcome.unlock(passphrase);
    await welcome.failure.getByText('口令不正确').waitFor();
    await welcome.unlock(next);
    await new RoundsPage(app).heading.waitFor();
  });

  it('offer drives for the backup, where a browser shows no folders', async () => {
    const drives = { ok: true, value: [{ folder: '/media/wang/U 盘', token: 'n'.repeat(32) }] };
    await app.go('#/settings');
    await app.page.getByRole('button', { name: '再查找' }).waitFor();
    await app.page.route('**/call/backup.places', (route) => route.fulfill({ json: drives }));
    await app.page.getByRole('button', { name: '再查找' }).click();
    await app.page.getByRole('button', { name: '备份到 /media/wang/U 盘' }).waitFor();
    expect([await app.barriers(), await app.overflows()]).toEqual([[], false]);
    await app.page.unroute('**/call/backup.places');
  });

  it('do not offer a keychain where there is none', async () => {
    await app.go('#/settings');
    await app.page.getByText('无法安全地保存口令，每次请输入').waitFor();
    expect(await app.page.getByRole('button', { name: '让系统保存' }).count()).toBe(0);
  });
});

describe('a lock that falls by itself', () => {
  it('takes the screen, keeps what could not be recorded yet, and leads back to it', async () => {
    await app.page.clock.install();
    await app.page.reload();
    const declare = new DeclarePage(app);
    await app.go('#/declare/2026-T');
    await declare.pledge.waitFor();
    await declare.signPledge();
    await declare.current.getByText('海智工作站').waitFor();
    const full = { ok: false, failure: { kind: 'disk-full', file: 'review.journal' } };
    await app.page.route('**/call/review.record', (route) => route.fulfill({ json: full }));
    await declare.disclose(secretWords);
    await app.page.getByRole('status').filter({ hasText: '1 处未保存' }).waitFor();
    await app.call('identity.lock', {});
    await app.page.clock.fastForward(16_000);
    await app.page.getByText('已输入的内容没有丢失').waitFor();
    expect(await app.page.getByText(secretWords).count()).toBe(0);
    expect(await app.barriers()).toEqual([]);
    await app.page.unroute('**/call/review.record');
    await new WelcomePage(app).unlock(next);
    await declare.line('01').getByText('已披露').waitFor();
    await app.page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
    const recorded = JSON.stringify(await app.call('review.events', { round: '2026-T', after: 0 }));
    expect(recorded.split(secretWords).length - 1).toBe(1);
  });

  it('is held off by somebody who moves, not by a page that nobody looks at', async () => {
    // What was done so far is told once more.
    await app.page.clock.fastForward(16_000);
    const asked: string[] = [];
    app.page.on('request', (request) => {
      asked.push(new URL(request.url()).pathname);
    });
    await app.page.clock.fastForward(31_000);
    expect(asked).not.toContain('/call/identity.stay');
    expect(asked).toContain('/call/identity.read');
    await app.page.mouse.move(300, 300);
    await app.page.clock.fastForward(16_000);
    expect(asked).toContain('/call/identity.stay');
  });
});

it('had nothing to complain about', () => {
  expect(app.complaints).toEqual([]);
});

describe.skipIf(!canRunDesktop)('the keychain of the system', () => {
  it('keeps the passphrase when asked, unlocks with it, and forgets it again', async () => {
    const desktop = await startDesktop(at('desktop'));
    onTestFinished(() => desktop.quit());
    const { screen } = desktop;
    await desktop.app.evaluate(({ safeStorage }) => {
      safeStorage.getSelectedStorageBackend = () => 'gnome_libsecret';
    });
    const person = { name: '钥匙', organisation: '测试大学', email: 'key@round.example' };
    const filled = { ...person, fields: [], affiliations: [] };
    await desktop.screen.call('identity.create', { profile: filled, passphrase });
    await screen.page.reload();
    await new WelcomePage(screen).unlock(passphrase);
    await screen.go('#/settings');
    await screen.page.getByRole('button', { name: '让系统保存…' }).click();
    await new SettingsPage(screen).submit(passphrase, '让系统保存');
    await screen.page.getByText('系统正在保存').waitFor();
    expect(await screen.barriers()).toEqual([]);
    await screen.page.getByRole('button', { name: '锁定' }).click();
    await screen.go('#/rounds');
    await screen.page.getByRole('button', { name: '用系统保存的口令解锁' }).click();
    await new RoundsPage(screen).heading.waitFor();
    await screen.go('#/settings');
    await screen.page.getByRole('button', { name: '不再保存' }).click();
    await screen.page.getByRole('button', { name: '让系统保存…' }).waitFor();
    expect(screen.complaints).toEqual([]);
  });
});
