import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../build/project.ts';
import { launchChromium } from '../support/chromium.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Starts the app as `npm start` does, on a machine without display. */
function start(...options: readonly string[]) {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const home = temporaryFolder('home');
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
