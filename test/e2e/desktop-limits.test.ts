import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  canRunDesktop,
  type Desktop,
  isDouble,
  startDesktop,
  startReleasedDesktop,
} from '../support/desktop-app.ts';
import { temporaryFolder } from '../support/temporary.ts';

const folder = temporaryFolder('limits');

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

/** Those of its one window that are decided on. */
async function preferencesOf({ app }: Desktop): Promise<Record<string, unknown>> {
  const given = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return Reflect.apply(
      Reflect.get(window!.webContents, 'getLastWebPreferences'),
      window!.webContents,
      [],
    ) as Record<string, unknown>;
  });
  return Object.fromEntries(Object.keys(preferences).map((key) => [key, given[key] ?? false]));
}

describe.skipIf(!canRunDesktop)('the desktop app keeps its page in bounds:', () => {
  let desktop: Desktop;
  const page = () => desktop.screen.page;

  beforeAll(async () => {
    desktop = await startDesktop(path.join(folder, 'home'));
  });
  afterAll(() => desktop?.quit());

  describe('its window', () => {
    it('has the preferences that were decided', async () => {
      expect(await preferencesOf(desktop)).toEqual(preferences);
    });

    it.skipIf(!isDouble)('has them in a release too, whatever the environment says', async () => {
      const released = await startReleasedDesktop(path.join(folder, 'released'), {
        NODE_ENV: 'development',
        DEBUG: '*',
        ELECTRON_IS_DEV: '1',
        ELECTRON_ENABLE_LOGGING: '1',
        ELECTRON_DISABLE_SECURITY_WARNINGS: '1',
        ELECTRON_DISABLE_SANDBOX: '1',
        ELECTRON_RENDERER_URL: 'http://127.0.0.1:5173/',
        VITE_DEV_SERVER_URL: 'http://127.0.0.1:5173/',
        HAIZHI_DEV: '1',
      });
      const found = await preferencesOf(released);
      const address = released.screen.page.url();
      const complaints = [...released.screen.complaints];
      await released.quit();
      expect(found).toEqual({ ...preferences, devTools: false });
      expect(address).toMatch(/haizhi\b.*\/index\.html$/);
      expect(complaints).toEqual([]);
    });

    it('has no spell checker, whose dictionaries come over the network', async () => {
      const isOn = await desktop.app.evaluate(({ session }) =>
        session.defaultSession.isSpellCheckerEnabled(),
      );
      expect(isOn).toBe(false);
    });

    it.skipIf(!isDouble)('gives no page a device', async () => {
      const granted = await desktop.app.evaluate(({ session }) =>
        Reflect.apply(Reflect.get(session.defaultSession, 'grantsDevice'), session.defaultSession, [
          { deviceType: 'hid', origin: 'app://haizhi', device: {} },
        ]),
      );
      expect(granted).toBe(false);
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
      await desktop.app.evaluate(({ webContents }) => {
        const [contents] = webContents.getAllWebContents();
        contents?.once('will-navigate', (event) =>
          Reflect.set(globalThis, 'wasPrevented', event.defaultPrevented),
        );
      });
      await page().evaluate(() => {
        Reflect.set(window, 'stayed', true);
        location.href = 'http://haizhi.example/';
      });
      const decided = () => desktop.app.evaluate(() => Reflect.get(globalThis, 'wasPrevented'));
      await expect.poll(decided).toBe(true);
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
      const failed = stranger.waitForEvent('requestfailed');
      const outcome = await stranger.evaluate(async (target) => {
        const reached = await fetch(target, { mode: 'no-cors' }).then(
          () => true,
          () => false,
        );
        const taken = await window.bridge?.take(new File([], '1.hzb'));
        return { reached, reply: await window.bridge?.call('app.info', {}), taken };
      }, address);
      const refusal = { fault: 'unknown-method' };
      expect(outcome).toEqual({ reached: false, reply: refusal, taken: refusal });
      // Not by any rule of the browser about pages like this one.
      expect((await failed).failure()?.errorText).toMatch(/^net::ERR_BLOCKED_BY_CLIENT/);
      expect(visited).toEqual([]);
      await stranger.close();
      const open = () =>
        desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
      await expect.poll(open).toBe(1);
    });
  });
});
