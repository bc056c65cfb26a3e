import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Conf from 'conf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  canRunDesktop,
  type Desktop,
  isDouble,
  startAgain,
  startDesktop,
  startReleased,
} from '../support/desktop-app.ts';
import { makeIdentity, passphrase } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { WelcomePage } from './pages/welcome-page.ts';

const folder = temporaryFolder('shell');
const home = path.join(folder, 'home');
const settings = () => new Conf({ cwd: home });
const bundle = path.join(folder, '材料 1.hzb');
const backup = path.join(folder, '备份 1.hzp');

/** What the shell around the page does: menus, files that the system hands over, crashes, the window's place. */
describe.skipIf(!canRunDesktop)('the shell of the desktop app', () => {
  let desktop: Desktop;
  const page = () => desktop.screen.page;

  beforeAll(async () => {
    writeFileSync(bundle, 'no bundle');
    writeFileSync(backup, 'no backup');
    const { desk } = await makeIdentity(path.join(home, 'profile'), 'shell@round.example');
    await desk.close();
    desktop = await startDesktop(home, bundle);
  });
  afterAll(() => desktop?.quit());

  /** The notice about a bundle that was handed over and is none. */
  const refused = () => page().getByText('“材料 1.hzb”不是申报材料包');

  it('opens the bundle it was started with, after the person has unlocked', async () => {
    await expect.poll(() => page().url()).toContain('#/rounds/');
    expect(decodeURIComponent(page().url())).not.toContain(folder);
    await new WelcomePage(desktop.screen).unlock(passphrase);
    await refused().waitFor();
    await expect.poll(() => new URL(page().url()).hash).toBe('#/rounds');
  });

  it('has nothing remembered where the system only obscures it', async () => {
    const backend = await desktop.app.evaluate(({ safeStorage }) =>
      process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'keychain',
    );
    const state = await desktop.screen.call('identity.read', {});
    const keychain = (state as { value: { keychain: string } }).value.keychain;
    expect(keychain === 'none').toBe(backend === 'basic_text');
  });

  it('opens a bundle that a second start names, and nothing else of it', async () => {
    await desktop.screen.go('#/settings');
    expect(await startAgain('--home', home, '--disable-web-security', bundle)).toBe(0);
    await refused().waitFor();
    await desktop.screen.go('#/settings');
    expect(await startAgain('--home', home, String(pathToFileURL(bundle)))).toBe(0);
    await refused().waitFor();
  });

  it('restores no backup that is handed over where there is an identity', async () => {
    expect(await startAgain('--home', home, backup)).toBe(0);
    await page().getByRole('alert').getByText('这里已经有一个身份').waitFor();
  });

  it('opens a bundle that macOS hands over, and says when it is not there', async () => {
    await desktop.screen.go('#/settings');
    const said = await desktop.app.evaluateHandle(({ app, dialog }, file) => {
      const messages: unknown[] = [];
      dialog.showMessageBox = async (...given: readonly unknown[]) => {
        messages.push(given.at(-1));
        return { response: 0, checkboxChecked: false };
      };
      app.emit('open-file', { preventDefault: () => undefined }, file);
      app.emit('open-file', { preventDefault: () => undefined }, '/nowhere/gone.hzb');
      app.emit('open-file', { preventDefault: () => undefined }, '/etc/passwd');
      return messages;
    }, bundle);
    await refused().waitFor();
    await expect
      .poll(() => said.jsonValue())
      .toEqual([
        expect.objectContaining({
          message: '无法打开这个文件',
          detail: '“gone.hzb”不在了，或者无法读取。',
        }),
      ]);
  });

  it.skipIf(!isDouble)(
    'refuses, as a release, switches with which others could look inside',
    async () => {
      const other = ['--home', path.join(folder, 'other')];
      expect(await startReleased(...other, '--remote-debugging-port=9222')).toBe(1);
      expect(await startReleased(...other, '--disable-web-security')).toBe(1);
      expect(await startReleased(...other, '--no-sandbox')).toBe(1);
      expect(await startReleased('--home', home)).toBe(0);
    },
  );

  describe('its menu', () => {
    const labels = () =>
      desktop.app.evaluate(({ Menu }) =>
        (Menu.getApplicationMenu()?.items ?? []).map((each) => each.label),
      );
    const choose = (label: string) =>
      desktop.app.evaluate(({ Menu }, wanted) => {
        const items = (Menu.getApplicationMenu()?.items ?? []).flatMap(
          (each) => each.submenu?.items ?? [],
        );
        items.find((each) => each.label === wanted)?.click();
      }, label);

    it('speaks the language of the settings', async () => {
      const isMac = process.platform === 'darwin';
      const chinese = ['文件', '编辑', '视图', ...(isMac ? ['窗口'] : []), '帮助'];
      expect((await labels()).slice(isMac ? 1 : 0)).toEqual(chinese);
      await desktop.screen.call('settings.write', { locale: 'en' });
      expect(await labels()).toContain('Help');
      await desktop.screen.call('settings.write', { locale: 'zh-CN' });
      expect(await labels()).toContain('帮助');
    });

    it('opens a bundle by the dialog of the system', async () => {
      await desktop.screen.go('#/settings');
      await desktop.app.evaluate(({ dialog }, file) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
      }, bundle);
      await choose('打开材料包…');
      await refused().waitFor();
    });

    it('shows the keys and where the log lies', async () => {
      await choose('快捷键');
      await page().getByRole('dialog', { name: '快捷键' }).waitFor();
      await page().keyboard.press('Escape');
      const shown = await desktop.app.evaluateHandle(({ shell }) => {
        const files: string[] = [];
        shell.showItemInFolder = (file) => void files.push(file);
        return files;
      });
      await choose('在文件夹中显示日志');
      const [log = ''] = await shown.jsonValue();
      expect(readFileSync(log, 'utf8')).toMatch(/^\{"at":/);
    });

    it('says that this copy has no release key to check an installer with', async () => {
      const installer = path.join(folder, 'haizhi-review-setup.exe');
      writeFileSync(installer, 'installer');
      const said = await desktop.app.evaluateHandle(({ dialog }, file) => {
        const messages: unknown[] = [];
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
        dialog.showMessageBox = async (...given: readonly unknown[]) => {
          messages.push(given.at(-1));
          return { response: 0, checkboxChecked: false };
        };
        return messages;
      }, installer);
      await choose('核验下载的安装包…');
      await expect
        .poll(() => said.jsonValue())
        .toEqual([expect.objectContaining({ message: '这份软件无法核验安装包', type: 'warning' })]);
    });
  });

  it('asks whether to wait when the page hangs', async () => {
    const asked = await desktop.app.evaluateHandle(({ BrowserWindow, dialog }) => {
      const messages: unknown[] = [];
      dialog.showMessageBox = async (...given: readonly unknown[]) => {
        messages.push(given.at(-1));
        return { response: 0, checkboxChecked: false };
      };
      BrowserWindow.getAllWindows()[0]?.emit('unresponsive');
      return messages;
    });
    await expect
      .poll(() => asked.jsonValue())
      .toEqual([expect.objectContaining({ buttons: ['继续等待', '重新载入页面'], cancelId: 0 })]);
    expect(await desktop.screen.call('identity.read', {})).toMatchObject({
      value: { state: 'unlocked' },
    });
  });

  it('keeps the window where it was put', async () => {
    await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 33, y: 44, width: 1200, height: 700 }),
    );
    await desktop.quit();
    const place = { x: 33, y: 44, width: 1200, height: 700 };
    expect(settings().get('window')).toEqual({ ...place, isMaximized: false });
    desktop = await startDesktop(home);
    const found = await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    );
    expect(found).toEqual(place);
  });

  it('ends the process of a page that asks for a new one, and says nothing of it', async () => {
    const seen = await desktop.app.evaluateHandle(({ dialog, webContents }) => {
      const events: string[] = [];
      const contents = webContents.getAllWebContents()[0];
      contents?.once('render-process-gone', () => events.push('gone'));
      dialog.showMessageBox = async () => {
        events.push('said');
        return { response: 0, checkboxChecked: false };
      };
      return events;
    });
    await desktop.screen.call('identity.unlock', { passphrase });
    await desktop.screen.go('#/verify');
    await desktop.screen.page.evaluate(() => location.replace(`/interlude.html${location.hash}`));
    await expect.poll(() => stateAfterCrash(desktop), { timeout: 30_000 }).toBe('unlocked');
    expect(await seen.jsonValue()).toEqual(['gone']);
    expect(await desktop.screen.page.evaluate(() => location.hash)).toBe('#/verify');
  });

  it('brings the page back after it crashed, with all that was recorded, and gives up in the end', async () => {
    await desktop.screen.call('identity.unlock', { passphrase });
    const said = await desktop.app.evaluateHandle(({ dialog }) => {
      const messages: { readonly message: string }[] = [];
      dialog.showMessageBox = async (...given: readonly unknown[]) => {
        messages.push(given.at(-1) as { readonly message: string });
        return { response: 0, checkboxChecked: false };
      };
      return messages;
    });
    const ended = new Promise((resolve) => desktop.app.process().once('exit', resolve));
    const crash = () =>
      desktop.app.evaluate(({ webContents }) =>
        webContents.getAllWebContents()[0]?.forcefullyCrashRenderer(),
      );
    for (const times of [1, 2]) {
      await crash();
      await expect.poll(async () => (await said.jsonValue()).length).toBe(times);
      await expect.poll(() => stateAfterCrash(desktop), { timeout: 30_000 }).toBe('unlocked');
    }
    const messages = (await said.jsonValue()).map((each) => each.message);
    expect(messages).toEqual(['页面意外停止，已重新打开', '页面意外停止，已重新打开']);
    await crash();
    expect(await ended).toBe(0);
  });
});

/** What the new page is told; Playwright itself sees a crashed page no more. */
function stateAfterCrash(desktop: Desktop): Promise<unknown> {
  return desktop.app
    .evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()[0]
        ?.executeJavaScript(
          "document.querySelector('main') && bridge.call('identity.read', {}).then((reply) => reply.value.state)",
        ),
    )
    .catch(() => 'no page');
}
