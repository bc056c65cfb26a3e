import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Target, Wire } from './cdp.ts';

let connection: Wire | null = null;

/**
 * Starts the Chromium of `$CHROMIUM` that shows the windows. Prints the line from which Playwright learns where to
 * connect, as Electron does. Ends together with this process.
 */
export async function startChromium(folder: string, switches: readonly string[]): Promise<void> {
  const executable = process.env.CHROMIUM;
  if (executable === undefined) throw new Error('the double needs $CHROMIUM');
  const child = spawn(executable, [...fixedSwitches(folder), ...switches, '--headless'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.on('exit', () => child.kill('SIGKILL'));
  const address = await debuggingAddress(child);
  connection = await Wire.open(address);
  process.stderr.write(`DevTools listening on ${address}\n`);
}

function debuggingAddress(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stderr! }).on('line', (line) => {
      said.push(line);
      const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Chromium ended: ${said.join('\n')}`)));
  });
}

/** Only this machine can be reached, so that a request that slips through is seen by a test, not by the world. */
function fixedSwitches(folder: string): readonly string[] {
  const asRoot = process.getuid?.() === 0;
  return [
    '--remote-debugging-port=0',
    `--user-data-dir=${folder}`,
    '--no-startup-window',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--lang=zh-CN',
    ...(asRoot ? ['--no-sandbox'] : []),
  ];
}

/** The running browser, or the target of one of its sessions. */
export function chromium(session?: string): Target {
  if (connection === null) throw new Error('Chromium does not run yet');
  return connection.target(session);
}
