import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../../build/project.ts';
import { type Ran, run } from './command-line.ts';
import { passphrase } from './small-round.ts';
import { temporaryFolder } from './temporary.ts';

/** Every call by which the product changes what lies on the disk. Programs that only start and read make none of them. */
const changingCalls = [
  'pwrite64',
  'fsync',
  'fdatasync',
  'rename',
  'link',
  'unlink',
  'mkdir',
  'ftruncate',
] as const;
const effects = ['error=EIO', 'error=ENOSPC', 'signal=KILL'] as const;

/** The n-th such call of a thread fails, or the process is killed at it. */
export interface Fault {
  readonly call: (typeof changingCalls)[number];
  readonly nth: number;
  readonly effect: (typeof effects)[number];
}

/** Runs `haizhi …` as it is packaged, with a fault put in by the kernel's tracer. */
export async function haizhiUnder(
  strace: string,
  { call, nth, effect }: Fault,
  args: readonly string[],
): Promise<Ran & { readonly struck: boolean }> {
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:${effect}:when=${nth}`];
  const { ran, traced } = await traceHaizhi(strace, inject, args);
  return { ...ran, struck: /\(INJECTED\)|killed by SIGKILL/.test(traced) };
}

/**
 * Every fault that this command can meet, or, of a call that a thread makes more often than `most`, so many of them spread
 * evenly over its run. Where there are many the effects take turns.
 */
export async function faultsOf(
  strace: string,
  args: readonly string[],
  most: number,
): Promise<readonly Fault[]> {
  const tracing = ['-e', `trace=${changingCalls.join()}`];
  const { ran, traced } = await traceHaizhi(strace, tracing, args);
  if (ran.status !== 0) throw new Error(`${args.join(' ')}: ${ran.out}${ran.err}`);
  return changingCalls.flatMap((call) => {
    const counts = new Map<string, number>();
    for (const [, thread = ''] of traced.matchAll(RegExp(`^(\\d+) +${call}\\(`, 'gm'))) {
      counts.set(thread, (counts.get(thread) ?? 0) + 1);
    }
    const places = [...new Set([...counts.values()].flatMap((count) => spread(count, most)))];
    return places.flatMap((nth, place) => {
      const many = places.length * effects.length > most;
      const met = many ? [effects[place % effects.length]!] : effects;
      return met.map((effect) => ({ call, nth, effect }));
    });
  });
}

/** `most` of the numbers from 1 to `count`, the first and the last among them. */
function spread(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, place) => place + 1);
  return Array.from({ length: most }, (_, place) =>
    Math.round(1 + (place * (count - 1)) / (most - 1)),
  );
}

async function traceHaizhi(
  strace: string,
  tracing: readonly string[],
  args: readonly string[],
): Promise<{ readonly ran: Ran; readonly traced: string }> {
  const log = path.join(temporaryFolder('strace'), 'log');
  const command = [process.execPath, inProject('dist/electron/cli.js'), ...args];
  const ran = await run(strace, ['-f', '--seccomp-bpf', '-o', log, ...tracing, ...command], {
    cwd: path.dirname(log),
    // One thread beside the main one makes all the calls, so that the n-th is always the same.
    env: { HAIZHI_PASSPHRASE: passphrase, UV_THREADPOOL_SIZE: '1' },
  });
  return { ran, traced: readFileSync(log, 'utf8') };
}
