import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { browserSwitches, findBrowser, hasDisplay, thisMachine } from './browser.ts';
import { writeLaunchPage } from './launch-page.ts';
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
  const stop = () => stopHost(host);
  stopWithUs(stop);
  let window: ChildProcess | null = null;
  for await (const line of createInterface({ input: host.stdout })) {
    const address = /^listening (http:\/\/\S+)$/.exec(line)?.[1];
    if (address === undefined) console.log(line);
    else window = openWindow(address, home, stop);
  }
  const code = await ended;
  window?.kill();
  return code;
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
