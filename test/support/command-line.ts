import { spawn } from 'node:child_process';
import path from 'node:path';
import { inProject } from '../../build/project.ts';

/** What came of a command: its exit code and all that it wrote. */
export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface RunOptions {
  readonly cwd: string;
  /** Variables beside those of this process; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Told the number of the process as soon as it runs. */
  readonly onStart?: (pid: number) => void;
}

/** Runs a program to its end, with nobody at the keyboard. */
export function run(
  program: string,
  args: readonly string[],
  { cwd, env, onStart }: RunOptions,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => out.push(part));
    child.stderr.on('data', (part: Buffer) => err.push(part));
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ status, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
    if (child.pid !== undefined) onStart?.(child.pid);
  });
}

/** The command line as it is packaged: one process per step, and each starts quickly. */
const packaged = inProject('dist/electron/cli.js');

/** `haizhi …` as a process of its own, with nobody at the keyboard. */
export function haizhi(args: readonly string[], options: RunOptions): Promise<Ran> {
  return run(process.execPath, [packaged, ...args], withoutPassphrase(options));
}

/** The same on a terminal, with a person who answers: `[what appears, what is typed]`, in this order. */
export function haizhiOnTerminal(
  python: string,
  exchange: readonly (readonly [string, string])[],
  args: readonly string[],
  options: RunOptions,
): Promise<Ran> {
  const command = [process.execPath, packaged, ...args];
  return onTerminal(python, exchange, command, withoutPassphrase(options));
}

/** What the developer's own shell has set does not count. */
function withoutPassphrase(options: RunOptions): RunOptions {
  return { ...options, env: { HAIZHI_PASSPHRASE: undefined, ...options.env } };
}

/** Any command on a terminal; `out` is all that was to be seen there. */
export function onTerminal(
  python: string,
  exchange: readonly (readonly [string, string])[],
  command: readonly string[],
  options: RunOptions,
): Promise<Ran> {
  const script = path.join(import.meta.dirname, 'on-terminal.py');
  return run(python, [script, JSON.stringify(exchange), ...command], options);
}
