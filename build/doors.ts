import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { hostName } from '../electron/http.ts';
import { browserSwitches, findBrowser, hasDisplay, thisMachine } from './browser.ts';
import { launchPageIn, writeLaunchPage } from './launch-page.ts';
import { inProject, root } from './project.ts';

const stopLimitMs = 5_000;
const asRoot = process.getuid?.() === 0;

/** Runs the desktop app until it ends. @returns its exit code. */
export async function runElectron(executable: string, options: readonly string[]): Promise<number> {
  const sandbox = asRoot ? ['--no-sandbox'] : [];
  const app = spawn(executable, [...sandbox, root, ...options], { stdio: 'inherit' });
  stopWithUs(() => app.kill());
  return exitCode(app);
}

/**
 * Runs the host and, where there is a browser and a display, a window on it; without them the address is
 * printed and served until Ctrl-C. Closing the window stops the host. @returns the host's exit code.
 */
export async function runInBrowser(home: string, options: readonly string[]): Promise<number> {
  const script = inProject('dist/electron/host.js');
  const host = spawn(process.execPath, [script, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = exitCode(host);
  let isSecond = false;
  let computer: string | undefined;
  const stop = () => stopHost(host);
  stopWithUs(stop);
  let window: ChildProcess | null = null;
  for await (const line of createInterface({ input: host.stdout })) {
    const address = /^listening (http:\/\/\S+)$/.exec(line)?.[1];
    if (address !== undefined) window = openWindow(address, home, stop);
    else if (/^running \d+$/.test(line)) isSecond = true;
    else if (line.startsWith('elsewhere ')) computer = line.slice('elsewhere '.length);
    else console.log(line);
  }
  const code = await ended;
  if (computer !== undefined) return sayElsewhere(home, computer);
  if (isSecond) return showRunning(home);
  window?.kill();
  return code;
}

/** Only its person knows whether the app still runs there: the lock goes by the same command as every other. */
function sayElsewhere(home: string, computer: string): number {
  const command = [inProject('build/haizhi.js'), 'take-over', home, computer];
  const quoted = command.map((each) => JSON.stringify(each)).join(' ');
  console.log(
    `The app was not closed on the computer ${computer}, or on this one under that name. If it runs there no more: node ${quoted}`,
  );
  return 1;
}

/** Another start is at work on this home: the same account's page on disk leads to it. */
async function showRunning(home: string): Promise<number> {
  const profile = path.join(home, 'browser');
  const page = launchPageIn(profile);
  const browser = hasDisplay(thisMachine) ? findBrowser(thisMachine) : null;
  if (page === null || browser === null) {
    console.log('The app runs already: use its window, or end it where it was started.');
    return 1;
  }
  console.log('The app runs already: a further window opens on it.');
  const start = { page, host: hostName, profile, asRoot };
  spawn(browser, browserSwitches(start), { stdio: 'ignore', detached: true })
    .once('error', (error) => console.log(`${browser} cannot be started (${error.message}).`))
    .unref();
  return 0;
}

function openWindow(address: string, home: string, closed: () => void): ChildProcess | null {
  const browser = hasDisplay(thisMachine) ? findBrowser(thisMachine) : null;
  if (browser === null) {
    console.log(`Open ${address} in Chrome, Edge or Chromium on this machine. Ctrl-C stops.`);
    return null;
  }
  const profile = path.join(home, 'browser');
  const { address: page, remove } = writeLaunchPage(profile, address);
  process.once('exit', remove);
  const host = new URL(address).hostname;
  const window = spawn(browser, browserSwitches({ page, host, profile, asRoot }), {
    stdio: 'ignore',
  });
  window.once('error', (error) => {
    console.log(`${browser} cannot be started (${error.message}): open ${address} yourself.`);
  });
  window.once('exit', closed);
  return window;
}

function stopHost(host: ChildProcess): void {
  host.kill();
  setTimeout(() => host.kill('SIGKILL'), stopLimitMs).unref();
}

function stopWithUs(stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 0 : 1)));
  });
}
