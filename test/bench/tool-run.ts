import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'rolldown';
import type { Cost } from './cost.ts';

/**
 * Puts the measured tasks into `folder` as one script, as the product ships: reading TypeScript alone takes Node fifty
 * megabytes.
 */
export async function bundleTasks(folder: string): Promise<string> {
  await build({
    input: path.join(import.meta.dirname, 'bundle-task.ts'),
    platform: 'node',
    transform: { target: 'node24' },
    logLevel: 'silent',
    output: { dir: folder, format: 'esm', entryFileNames: 'task.mjs' },
  });
  return path.join(folder, 'task.mjs');
}

/** Runs a measured task in a process of its own, so that its memory is its own. */
export async function runTask<T>(script: string, name: string, input: object): Promise<T> {
  const out = await output(process.execPath, [script], { input: JSON.stringify({ name, input }) });
  return JSON.parse(out) as T;
}

/** Runs a line of bash and measures it, its children included. */
export async function runTools(line: string, cwd: string): Promise<Cost> {
  const script = `TIMEFORMAT='%R %U %S'; set -o pipefail; time { ${line}; }`;
  const told = await output('bash', ['-c', `{ ${script}; } 2>&1 >/dev/null`], { cwd });
  const [wall, user, system] = told.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  if (wall === undefined || user === undefined || system === undefined || Number.isNaN(wall)) {
    throw new Error(`${line}\n${told}`);
  }
  return { wall, cpu: user + system };
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function output(
  command: string,
  options: readonly string[],
  { input = '', cwd = process.cwd() }: { readonly input?: string; readonly cwd?: string },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, options, { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${command} ended with ${code}: ${said}`));
    });
    child.stdin.end(input);
  });
}
