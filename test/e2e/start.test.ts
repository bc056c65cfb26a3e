import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../build/project.ts';
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
