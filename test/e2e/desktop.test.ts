import { readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import Conf from 'conf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRunDesktop, type Desktop, startAgain, startDesktop } from '../support/desktop-app.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { DeclarePage } from './pages/declare-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

const folder = temporaryFolder('desktop');
const home = path.join(folder, 'home');
const settings = () => new Conf({ cwd: home });

describe.skipIf(!canRunDesktop)('the desktop app', () => {
  let desktop: Desktop;
  const page = () => desktop.screen.page;

  beforeAll(async () => {
    desktop = await startDesktop(home);
  });
  afterAll(() => desktop?.quit());

  describe('its window', () => {
    it('shows the page of the app, by its own scheme', async () => {
      const shown = await desktop.app.evaluate(({ app, BrowserWindow }) => ({
        addresses: BrowserWindow.getAllWindows().map((each) => each.webContents.getURL()),
        visible: BrowserWindow.getAllWindows().map((each) => each.isVisible()),
        version: app.getVersion(),
      }));
      expect(shown.addresses).toEqual([expect.stringMatching(/^app:\/\/haizhi\/index\.html/)]);
      expect(shown.visible).toEqual([true]);
      expect(await desktop.screen.call('app.info', {})).toEqual({
        ok: true,
        value: { version: shown.version, door: 'electron', dialogs: true, center: false },
      });
    });

    it('keeps its files in the home that was named', async () => {
      const paths = await desktop.app.evaluate(({ app }) =>
        (['userData', 'sessionData'] as const).map((each) => app.getPath(each)),
      );
      expect(paths).toEqual([home, path.join(home, 'chromium')]);
    });
  });

  describe('a person', () => {
    it('opens a backup by a double click, and is led to restoring it', async () => {
      const backup = path.join(folder, '备份 1.hzp');
      writeFileSync(backup, 'no backup');
      await desktop.app.evaluate(({ app }, file) => {
        app.emit('open-file', { preventDefault: () => undefined }, file);
      }, backup);
      await page().getByText('备份 1.hzp').waitFor();
      await page().locator('input[type=password]').fill('a passphrase of the backup');
      await page().getByRole('button', { name: '恢复并打开' }).click();
      await page().getByRole('alert').getByText('备份 1.hzp').waitFor();
      await page()
        .getByRole('button', { name: /^取\s*消$/ })
        .click();
      await expect.poll(() => new URL(page().url()).hash).toBe('#/welcome');
    });

    it('tries the sample round and declares, over the one channel', async () => {
      await new WelcomePage(desktop.screen).door('试用样例轮次').click();
      await new RoundsPage(desktop.screen).heading.waitFor();
      const rounds = await desktop.screen.call('rounds.list', {});
      const [{ id }] = (rounds as { value: readonly [{ id: string }] }).value;
      await desktop.screen.go(`#/declare/${id}`);
      const declare = new DeclarePage(desktop.screen);
      await declare.pledge.waitFor();
      await declare.signPledge();
      await declare.disclose('曾同在一个学会');
      await page().getByRole('status').filter({ hasText: '已保存' }).waitFor();
      const events = await desktop.screen.call('review.events', { round: id, after: 0 });
      expect(JSON.stringify(events)).toContain('曾同在一个学会');
    });

    it('chooses a file in the dialog of the system, and cancels it', async () => {
      const chosen = path.join(folder, '材料 1.hzb');
      writeFileSync(chosen, 'no bundle');
      const dialogs = await desktop.app.evaluateHandle(({ dialog }, file) => {
        const asked: unknown[] = [];
        dialog.showOpenDialog = async (...given: readonly unknown[]) => {
          asked.push(given.at(-1));
          return { canceled: asked.length > 1, filePaths: [file] };
        };
        return asked;
      }, chosen);
      const picked = await desktop.screen.call('files.pick', { purpose: 'bundle' });
      expect(picked).toMatchObject({ ok: true, value: [{ name: '材料 1.hzb', size: 9 }] });
      expect(JSON.stringify(picked)).not.toContain(folder);
      expect(await desktop.screen.call('files.pick', { purpose: 'workbooks' })).toEqual({
        ok: false,
        failure: { kind: 'cancelled' },
      });
      expect(await dialogs.jsonValue()).toEqual([
        {
          properties: ['openFile', 'dontAddToRecent'],
          filters: [{ name: '.hzb', extensions: ['hzb'] }],
        },
        {
          properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
          filters: [{ name: '.xlsx', extensions: ['xlsx'] }],
        },
      ]);
    });

    it('saves a file where the dialog of the system says', async () => {
      const target = path.join(folder, 'saved.pem');
      await desktop.app.evaluate(({ dialog }, file) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: file });
      }, target);
      const request = await desktop.screen.call('identity.request', {});
      const { token } = (request as { value: { token: string } }).value;
      const saved = await desktop.screen.call('files.save', { file: token });
      expect(saved).toMatchObject({ ok: true, value: { name: 'saved.pem' } });
      expect(await readFile(target, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----/);
    });

    it('who starts it twice sees the first window', async () => {
      const focused = await desktop.app.evaluateHandle(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        const counted = { times: 0 };
        window!.focus = () => void counted.times++;
        return counted;
      });
      expect(await startAgain('--home', home, '--profile', folder)).toBe(0);
      await expect.poll(() => focused.evaluate(({ times }) => times)).toBe(1);
      const windows = await desktop.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows(),
      );
      expect(windows).toHaveLength(1);
    });

    it('finds the settings again after a restart, in the file of every other door', async () => {
      await desktop.screen.call('settings.write', { locale: 'en', fontSize: 'large' });
      expect(settings().store).toMatchObject({ locale: 'en', fontSize: 'large' });
      expect(desktop.screen.complaints).toEqual([]);
      await desktop.quit();
      const left = readdirSync(home, { recursive: true, encoding: 'utf8' });
      expect(left.filter((each) => /journal/.test(each))).not.toEqual([]);
      expect(left.filter((each) => each.endsWith('.lock'))).toEqual([]);

      settings().set('theme', 'dark');
      desktop = await startDesktop(home);
      expect(await desktop.screen.call('settings.read', {})).toMatchObject({
        ok: true,
        value: { locale: 'en', fontSize: 'large', theme: 'dark' },
      });
    });
  });
});
