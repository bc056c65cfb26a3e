import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../build/project.ts';
import { launchChromium } from '../support/chromium.ts';
import { haizhi } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Starts the app as `npm start` does, on a machine without display. */
function start(...options: readonly string[]) {
  return startIn(temporaryFolder('home'), ...options);
}

function startIn(home: string, ...options: readonly string[]) {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const script = inProject('build/start.js');
  return spawn(process.execPath, [script, '--home', home, ...options], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The status of a GET on the loopback interface, under the name that a browser would send. */
async function statusOf({ host, port }: URL): Promise<number | undefined> {
  const [response] = await once(
    request({ host: '127.0.0.1', port, headers: { host } }).end(),
    'response',
  );
  response.resume();
  return response.statusCode;
}

describe.skipIf(process.platform !== 'linux')('npm start without a display', () => {
  it('says why it is no window, prints the address, serves it and stops cleanly', async () => {
    const app = start();
    const lines = createInterface({ input: app.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toMatch(/^There is no display for Electron/);
    const address = /http:\/\/haizhi\.localhost:\d+\/\S*/.exec(
      (await lines.next()).value ?? '',
    )?.[0];
    expect(await statusOf(new URL(address ?? ''))).toBe(200);
    app.kill('SIGTERM');
    expect(await once(app, 'exit')).toEqual([0, null]);
  });

  it('gives no reason when the browser was asked for', async () => {
    const app = start('--browser');
    const lines = createInterface({ input: app.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toMatch(/^Open http:/);
    app.kill('SIGINT');
    expect(await once(app, 'exit')).toEqual([0, null]);
  });
});

describe.skipIf(process.platform !== 'linux')('the host', () => {
  it('removes what a run that was killed had received', async () => {
    const home = temporaryFolder('home');
    const stale = path.join(home, 'staging', 'uploads-0123456789abcdef');
    mkdirSync(stale, { recursive: true });
    writeFileSync(path.join(stale, 'x'), 'a bundle as the center sent it');
    const app = startIn(home, '--browser');
    const lines = createInterface({ input: app.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toMatch(/^Open http:/);
    expect(existsSync(stale)).toBe(false);
    app.kill('SIGINT');
    await once(app, 'exit');
  });
});

/** A browser that notes how it was started and stays until it is ended. */
function notingBrowser(folder: string) {
  const script = path.join(folder, 'browser');
  const notes = path.join(folder, 'switches');
  writeFileSync(
    script,
    `#!/bin/sh\nprintf '%s\\n' "$@" > ${notes}.new\nmv ${notes}.new ${notes}\nexec sleep 600\n`,
  );
  chmodSync(script, 0o755);
  return { script, notes };
}

describe.skipIf(process.platform !== 'linux')('npm start with a browser', () => {
  it('shows no secret on any command line; a file of this account alone leads to the app', async () => {
    const { script, notes } = notingBrowser(temporaryFolder('noting'));
    const home = temporaryFolder('home');
    const app = spawn(
      process.execPath,
      [inProject('build/start.js'), '--browser', '--home', home],
      {
        env: { ...process.env, DISPLAY: ':9', CHROMIUM: script },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    await expect.poll(() => existsSync(notes), { timeout: 30_000 }).toBe(true);
    const switches = readFileSync(notes, 'utf8');
    const launch = new URL(/^--app=(file:.+)$/m.exec(switches)?.[1] ?? '');
    const address = /url=(http:[^"]+)"/.exec(readFileSync(launch, 'utf8'))?.[1] ?? '';
    const secret = new URL(address).hash.slice(1);
    expect(secret).toHaveLength(43);
    expect(switches).not.toContain(secret);
    expect(statSync(launch).mode & 0o777).toBe(0o600);

    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(launch.href);
    await page.getByRole('banner').waitFor();
    expect(page.url()).not.toContain(secret);
    await page.reload();
    await page.getByRole('banner').waitFor();
    await browser.close();

    app.kill('SIGTERM');
    expect(await once(app, 'exit')).toEqual([0, null]);
    expect(existsSync(fileURLToPath(launch))).toBe(false);
  });
});

describe.skipIf(process.platform !== 'linux')('a second start on the same home', () => {
  it('says that the app runs, gives no secret away, and leaves the first alone', async () => {
    const home = temporaryFolder('home');
    const first = start('--home', home);
    const lines = createInterface({ input: first.stdout })[Symbol.asyncIterator]();
    await lines.next();
    const address = /http:\S+/.exec((await lines.next()).value ?? '')?.[0] ?? '';
    const second = start('--home', home);
    let said = '';
    second.stdout.on('data', (data) => (said += data));
    expect(await once(second, 'exit')).toEqual([1, null]);
    expect(said).toContain('The app runs already: use its window');
    expect(said).not.toContain(new URL(address).hash.slice(1));
    expect(await statusOf(new URL(address))).toBe(200);
    first.kill('SIGTERM');
    expect(await once(first, 'exit')).toEqual([0, null]);
    const third = start('--home', home);
    const [line] = await once(third.stdout, 'data');
    expect(String(line)).toMatch(/^There is no display/);
    await once(third.stdout, 'data');
    third.kill('SIGTERM');
    expect(await once(third, 'exit')).toEqual([0, null]);
  });

  it('opens a further window on it, by the page that only this account can read', async () => {
    const { script, notes } = notingBrowser(temporaryFolder('noting'));
    const home = temporaryFolder('home');
    const shown = () =>
      spawn(process.execPath, [inProject('build/start.js'), '--browser', '--home', home], {
        env: { ...process.env, DISPLAY: ':9', CHROMIUM: script },
        stdio: ['ignore', 'inherit', 'inherit'],
      });
    const first = shown();
    await expect.poll(() => existsSync(notes), { timeout: 30_000 }).toBe(true);
    const before = readFileSync(notes, 'utf8');
    rmSync(notes);
    const second = shown();
    expect(await once(second, 'exit')).toEqual([0, null]);
    await expect.poll(() => existsSync(notes), { timeout: 30_000 }).toBe(true);
    expect(readFileSync(notes, 'utf8')).toBe(before);
    first.kill('SIGTERM');
    expect(await once(first, 'exit')).toEqual([0, null]);
  });
});

describe.skipIf(process.platform !== 'linux')('a home that another computer left open', () => {
  it('is taken over by its name only, as it is said', async () => {
    const home = temporaryFolder('home');
    const lock = path.join(home, 'host.lock');
    writeFileSync(lock, JSON.stringify({ pid: 1, host: 'old name', start: null }));
    const refused = startIn(home, '--browser');
    let said = '';
    refused.stdout.on('data', (data) => (said += data));
    expect(await once(refused, 'exit')).toEqual([1, null]);
    expect(said).toContain(`"take-over" "${home}" "old name"`);
    const other = await haizhi(['take-over', home, 'another'], { cwd: home });
    expect([other.status, existsSync(lock)]).toEqual([0, true]);
    const taken = await haizhi(['take-over', home, 'old name'], { cwd: home });
    expect([taken.status, existsSync(lock)]).toEqual([0, false]);
    const app = startIn(home, '--browser');
    const [line] = await once(app.stdout, 'data');
    expect(String(line)).toMatch(/^Open http:/);
    app.kill('SIGTERM');
    expect(await once(app, 'exit')).toEqual([0, null]);
  });
});

describe('a host without a page', () => {
  it('ends by itself after a while, cleanly, and not while a page asks', async () => {
    const home = temporaryFolder('home');
    const script = inProject('dist/electron/host.js');
    const options = ['--home', home, '--idle-minutes', '0.1'];
    const host = spawn(process.execPath, [script, ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(host, 'exit');
    const [line] = await once(host.stdout, 'data');
    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(/http:\S+/.exec(String(line))?.[0] ?? '');
    await page.getByRole('banner').waitFor();
    for (const _ of Array.from({ length: 8 })) {
      await page.waitForTimeout(1_000);
      const reply = await page.evaluate(async () => {
        const headers = {
          'content-type': 'application/json',
          'x-haizhi-secret': sessionStorage.getItem('secret') ?? '',
        };
        return (await fetch('/call/app.info', { method: 'POST', headers, body: '{}' })).status;
      });
      expect(reply).toBe(200);
    }
    await browser.close();
    expect(await ended).toEqual([0, null]);
    expect(existsSync(path.join(home, 'host.lock'))).toBe(false);
  });
});
