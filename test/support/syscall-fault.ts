import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../../build/project.ts';
import { type Ran, run } from './command-line.ts';
import { passphrase } from './small-round.ts';
import { temporaryFolder } from './temporary.ts';

/** Every call by which the product changes what lies on the disk. Programs that only start and read make none of them. */
export const changingCalls = [
  'pwrite64',
  'fsync',
  'fdatasync',
  'rename',
  'link',
  'unlink',
  'mkdir',
  'ftruncate',
] as const;

/** The n-th such call fails, or the process is killed at it. */
export interface Fault {
  readonly call: (typeof changingCalls)[number];
  readonly nth: number;
  readonly effect: 'error=EIO' | 'error=ENOSPC' | 'signal=KILL';
}

/** What came of a command under a fault; `struck` is false when it made fewer such calls. */
export interface Struck extends Ran {
  readonly struck: boolean;
}

/** Runs `haizhi …` as it is packaged, with a fault put in by the kernel's tracer. */
export async function haizhiUnder(
  strace: string,
  { call, nth, effect }: Fault,
  args: readonly string[],
): Promise<Struck> {
  const log = path.join(temporaryFolder('strace'), 'log');
  const tracing = ['-f', '--seccomp-bpf', '-o', log, '-e', `trace=${call}`];
  const inject = `inject=${call}:${effect}:when=${nth}`;
  const command = [process.execPath, inProject('dist/electron/cli.js'), ...args];
  const ran = await run(strace, [...tracing, '-e', inject, ...command], {
    cwd: path.dirname(log),
    // One thread makes all the calls, so that the n-th is always the same.
    env: { HAIZHI_PASSPHRASE: passphrase, UV_THREADPOOL_SIZE: '1' },
  });
  const traced = readFileSync(log, 'utf8');
  return { ...ran, struck: /\(INJECTED\)|killed by SIGKILL/.test(traced) };
}
