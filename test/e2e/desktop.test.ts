import { readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** Every source that may give a page anything; a change here is a decision. */
const policy = [
  "base-uri 'none'",
  "connect-src 'self'",
  "default-src 'none'",
  "font-src 'self' blob: data:",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "frame-src 'self' blob:",
  "img-src 'self' blob: data:",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'nonce-NONCE'",
  'trusted-types default',
  "worker-src 'self'",
];

/** What a page may do, for good; what is not named here may not be on. */
const preferences = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  devTools: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  plugins: false,
};

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
      expect(await desktop.call('app.info', {})).toEqual({
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

    it('has the preferences that were decided', async () => {
      const given = await desktop.app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        return Reflect.apply(
          Reflect.get(window!.webContents, 'getLastWebPreferences'),
          window!.webContents,
          [],
        ) as Record<string, unknown>;
      });
      const named = Object.keys(preferences).map((key) => [key, given[key] ?? false]);
      expect(Object.fromEntries(named)).toEqual(preferences);
    });
  });

  describe('its page', () => {
    it('reaches two frozen functions and nothing of Node', async () => {
      const reach = await page().evaluate(() => {
        const own = window.bridge;
        return {
          keys: Object.keys(own ?? {}),
          isFrozen: Object.isFrozen(own),
          isKept: !Reflect.set(window, 'bridge', {}) && window.bridge === own,
          node: ['require', 'process', 'module', 'global', 'Buffer'].filter(
            (name) => name in window,
          ),
        };
      });
      expect(reach).toEqual({ keys: ['call', 'take'], isFrozen: true, isKept: true, node: [] });
    });

    it('gets a token for a dropped file of our kinds, and never a path', async () => {
      const dropped = ['材料 2.hzb', 'private.txt'].map((name) => path.join(folder, name));
      for (const file of dropped) writeFileSync(file, 'no bundle');
      await page().evaluate(() => {
        document.addEventListener('dragover', (event) => event.preventDefault());
        document.addEventListener(
          'drop',
          async (event) => {
            event.preventDefault();
            const files = [
              ...(event.dataTransfer?.files ?? []),
              new File(['made'], '/etc/passwd.hzb'),
            ];
            const answers = files.map((file) => window.bridge?.take(file));
            Reflect.set(window, 'taken', await Promise.all(answers));
          },
          { once: true },
        );
      });
      await desktop.screen.drop(dropped, page().getByRole('banner'));
      const taken = () => page().evaluate(() => Reflect.get(window, 'taken'));
      await expect.poll(taken).toEqual([
        { ok: true, value: { name: '材料 2.hzb', size: 9, token: expect.any(String) } },
        { ok: false, failure: expect.objectContaining({ file: 'private.txt' }) },
        { ok: false, failure: { kind: 'unknown-file' } },
      ]);
      expect(JSON.stringify(await taken())).not.toContain(folder);
    });

    it('is refused what no structured clone carries, and gets faults as answers', async () => {
      const refused = await page().evaluate(async () => {
        try {
          return await window.bridge?.call('app.info', { run: () => 1 });
        } catch (error) {
          return String(error);
        }
      });
      expect(refused).toMatch(/could not be cloned/);
      const faults = await page().evaluate(() =>
        Promise.all([
          window.bridge?.call('app.quit', {}),
          window.bridge?.call('app.info', { since: new Date(0) }),
        ]),
      );
      expect(faults).toEqual([{ fault: 'unknown-method' }, { fault: 'bad-input' }]);
    });

    it('has the decided policy, word for word, and keeps it', async () => {
      const answer = await page().evaluate(async () => {
        const response = await fetch('/index.html');
        const inline = document.createElement('script');
        inline.append('window.inlineRan = true');
        document.body.append(inline);
        return {
          policy: response.headers.get('content-security-policy') ?? '',
          type: response.headers.get('content-type'),
          sniffing: response.headers.get('x-content-type-options'),
          text: await response.text(),
          inlineRan: 'inlineRan' in window,
        };
      });
      const nonce = /'nonce-([\w-]{22})'/.exec(answer.policy)?.[1] ?? 'none';
      expect(answer.policy.replace(nonce, 'NONCE').split('; ').toSorted()).toEqual(policy);
      expect(answer.text).toContain(`nonce="${nonce}"`);
      expect(answer).toMatchObject({
        type: 'text/html; charset=utf-8',
        sniffing: 'nosniff',
        inlineRan: false,
      });
      const strange = await page().evaluate(() =>
        Promise.all(
          ['/../package.json', '/%2e%2e/desktop.js', '/desktop.js'].map(async (each) => {
            const { status } = await fetch(each);
            return status;
          }),
        ),
      );
      expect(strange).toEqual([404, 404, 404]);
      desktop.screen.complaints.length = 0;
    });
  });

  describe('the way out', () => {
    it('is shut for navigation, also by redirect, and for downloads and webviews', async () => {
      const decided = desktop.app.evaluate(
        ({ webContents }) =>
          new Promise((resolve) => {
            const [contents] = webContents.getAllWebContents();
            contents?.once('will-navigate', (event) => resolve(event.defaultPrevented));
          }),
      );
      await page().evaluate(() => {
        Reflect.set(window, 'stayed', true);
        location.href = 'http://haizhi.example/';
      });
      expect(await decided).toBe(true);
      expect(await page().evaluate(() => Reflect.get(window, 'stayed'))).toBe(true);

      const refused = await desktop.app.evaluate(({ session, webContents }) => {
        const [contents] = webContents.getAllWebContents();
        const isRefused = (target: NodeJS.EventEmitter | undefined, name: string) => {
          let isPrevented = false;
          const event = { preventDefault: () => (isPrevented = true) };
          target?.emit(name, event, {}, {});
          return isPrevented;
        };
        return [
          isRefused(contents, 'will-redirect'),
          isRefused(contents, 'will-attach-webview'),
          isRefused(session.defaultSession, 'will-download'),
        ];
      });
      expect(refused).toEqual([true, true, true]);
    });

    it('is shut for further windows', async () => {
      const opened = desktop.app.waitForEvent('window', { timeout: 1_000 }).catch(() => null);
      await page().evaluate(() => void window.open('http://haizhi.example/', '', 'noopener'));
      await opened;
      const open = () => desktop.app.windows().filter((each) => !each.isClosed());
      await expect.poll(open).toHaveLength(1);
    });

    it('is shut for what a page may ask of the machine', async () => {
      const states = await page().evaluate(async () => {
        const names = ['notifications', 'midi', 'clipboard-read'] as const;
        const asked = names.map((name) =>
          navigator.permissions.query({ name: name as PermissionName }),
        );
        const answers = (await Promise.all(asked)).map(({ state }) => state);
        return [...answers, await Notification.requestPermission()];
      });
      expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
    });
  });

  describe('a page that is not its own', () => {
    const visited: string[] = [];
    const server = createServer((request, response) => {
      visited.push(request.url ?? '');
      response.end();
    });
    let address: string;

    beforeAll(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => void server.close());

    it('is answered as if there were no method, and reaches no network', async () => {
      const opened = desktop.app.waitForEvent('window');
      await desktop.app.evaluate(({ BrowserWindow }) => {
        const [first] = BrowserWindow.getAllWindows();
        const given = Reflect.apply(
          Reflect.get(first!.webContents, 'getLastWebPreferences'),
          first!.webContents,
          [],
        );
        const { preload } = given as { readonly preload: string };
        const stranger = new BrowserWindow({ webPreferences: { preload, sandbox: true } });
        return stranger.loadURL('data:text/html,<title>stranger</title>');
      });
      const stranger = await opened;
      await expect.poll(() => stranger.title()).toBe('stranger');
      const outcome = await stranger.evaluate(async (target) => {
        const reached = await fetch(target, { mode: 'no-cors' }).then(
          () => true,
          () => false,
        );
        return { reached, reply: await window.bridge?.call('app.info', {}) };
      }, address);
      expect(outcome).toEqual({ reached: false, reply: { fault: 'unknown-method' } });
      expect(visited).toEqual([]);
      await stranger.close();
      const open = () =>
        desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
      await expect.poll(open).toBe(1);
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
      const rounds = await desktop.call('rounds.list', {});
      const [{ id }] = (rounds as { value: readonly [{ id: string }] }).value;
      await desktop.screen.go(`#/declare/${id}`);
      const declare = new DeclarePage(desktop.screen);
      await declare.pledge.waitFor();
      await declare.signPledge();
      await declare.disclose('曾同在一个学会');
      await page().getByRole('status').filter({ hasText: '已保存' }).waitFor();
      const events = await desktop.call('review.events', { round: id, after: 0 });
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
      const picked = await desktop.call('files.pick', { purpose: 'bundle' });
      expect(picked).toMatchObject({ ok: true, value: [{ name: '材料 1.hzb', size: 9 }] });
      expect(JSON.stringify(picked)).not.toContain(folder);
      expect(await desktop.call('files.pick', { purpose: 'workbooks' })).toEqual({
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
      const request = await desktop.call('identity.request', {});
      const { token } = (request as { value: { token: string } }).value;
      const saved = await desktop.call('files.save', { file: token });
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

    it('has nothing remembered where the system only obscures it', async () => {
      const backend = await desktop.app.evaluate(({ safeStorage }) =>
        process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'keychain',
      );
      const state = await desktop.call('identity.read', {});
      const keychain = (state as { value: { keychain: string } }).value.keychain;
      expect(keychain === 'none').toBe(backend === 'basic_text');
    });

    it('finds the settings again after a restart, in the file of every other door', async () => {
      await desktop.call('settings.write', { locale: 'en', fontSize: 'large' });
      expect(settings().store).toMatchObject({ locale: 'en', fontSize: 'large' });
      expect(desktop.screen.complaints).toEqual([]);
      await desktop.quit();
      const left = readdirSync(home, { recursive: true, encoding: 'utf8' });
      expect(left.filter((each) => /journal/.test(each))).not.toEqual([]);
      expect(left.filter((each) => each.endsWith('.lock'))).toEqual([]);

      settings().set('theme', 'dark');
      desktop = await startDesktop(home);
      expect(await desktop.call('settings.read', {})).toMatchObject({
        ok: true,
        value: { locale: 'en', fontSize: 'large', theme: 'dark' },
      });
    });
  });
});
