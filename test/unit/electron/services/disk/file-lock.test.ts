import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { acquireLock, releaseLocksOf } from '../../../../../electron/services/disk/file-lock.ts';
import { processState } from '../../../../../electron/services/disk/process-state.ts';
import { must } from '../../../../../shared/result.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

// Real disks, processes and derivations: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const contender = path.join(import.meta.dirname, '../../../../support/lock-contender.ts');
const deadProcess = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('acquireLock', () => {
  it('gives one file to one owner at a time', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'journal');
    const lock = must(await acquireLock(file));
    const refusal = {
      kind: 'locked',
      file,
      pid: process.pid,
      host: hostname(),
      elsewhere: false,
    };
    expect(await acquireLock(file)).toEqual({ ok: false, failure: refusal });
    await lock.release();
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
    await must(await acquireLock(file)).release();
  });

  it('sees through other paths to the same file', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'real'));
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'alias'));
    const lock = must(await acquireLock(path.join(folder, 'real', 'journal')));
    const again = await acquireLock(path.join(folder, 'alias', 'journal'));
    expect(again).toMatchObject({ failure: { kind: 'locked' } });
    await lock.release();
  });

  it('takes over from a process that is gone', async () => {
    const file = path.join(temporaryFolder(), 'journal');
    writeFileSync(
      `${file}.lock`,
      JSON.stringify({ pid: deadProcess(), host: hostname(), start: 'x' }),
    );
    const lock = must(await acquireLock(file));
    expect(JSON.parse(readFileSync(`${file}.lock`, 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
  });

  it.skipIf(process.platform !== 'linux')(
    'takes over when the number was given to another process',
    async () => {
      const file = path.join(temporaryFolder(), 'journal');
      writeFileSync(
        `${file}.lock`,
        JSON.stringify({ pid: process.pid, host: hostname(), start: 'earlier' }),
      );
      await must(await acquireLock(file)).release();
    },
  );

  it('never takes over from another machine', async () => {
    const file = path.join(temporaryFolder(), 'journal');
    writeFileSync(`${file}.lock`, JSON.stringify({ pid: 1, host: 'elsewhere', start: null }));
    expect(await acquireLock(file)).toMatchObject({
      failure: { kind: 'locked', host: 'elsewhere' },
    });
  });

  it('goes on after a person has named the other machine, and only that one', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'rounds'));
    const file = path.join(folder, 'rounds', 'journal');
    const other = path.join(folder, 'other');
    writeFileSync(`${file}.lock`, JSON.stringify({ pid: 1, host: 'old-laptop', start: null }));
    writeFileSync(`${other}.lock`, JSON.stringify({ pid: 1, host: 'third', start: null }));
    const own = must(await acquireLock(path.join(folder, 'own')));
    for (const host of ['another', hostname()]) expect(await releaseLocksOf(host, folder)).toBe(0);
    const refused = { failure: { kind: 'locked', host: 'old-laptop', elsewhere: true } };
    expect(await acquireLock(file)).toMatchObject(refused);
    expect(await releaseLocksOf('old-laptop', folder)).toBe(1);
    await must(await acquireLock(file)).release();
    expect(await acquireLock(other)).toMatchObject({ failure: { host: 'third' } });
    await own.release();
  });

  it('waits out a lock that names nobody yet, and takes over an old one', async () => {
    const file = path.join(temporaryFolder(), 'journal');
    writeFileSync(`${file}.lock`, '');
    expect(await acquireLock(file)).toMatchObject({ failure: { kind: 'locked', pid: 0 } });
    utimesSync(`${file}.lock`, 1, 1);
    await must(await acquireLock(file)).release();
  });

  it('does not give back a lock that is no longer its own', async () => {
    const file = path.join(temporaryFolder(), 'journal');
    const lock = must(await acquireLock(file));
    writeFileSync(`${file}.lock`, 'somebody else');
    await lock.release();
    expect(readFileSync(`${file}.lock`, 'utf8')).toBe('somebody else');
  });

  it('names the file when its folder is missing', async () => {
    const file = path.join(temporaryFolder(), 'gone', 'journal');
    expect(await acquireLock(file)).toMatchObject({ failure: { kind: 'missing', file } });
  });

  it('lets exactly one of several processes take over a stale lock', {
    timeout: 30_000,
  }, async () => {
    const file = path.join(temporaryFolder(), 'journal');
    writeFileSync(
      `${file}.lock`,
      JSON.stringify({ pid: deadProcess(), host: hostname(), start: 'x' }),
    );
    const moment = String(Date.now() + 1_500);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => contend(file, moment)));
    expect(answers.map((each) => each.said).sort()).toEqual([
      'held',
      'locked',
      'locked',
      'locked',
      'locked',
    ]);
    for (const each of answers) each.stop();
  });
});

describe('processState', () => {
  it('tells running from gone', async () => {
    expect(await processState(process.pid)).toMatchObject({ kind: 'running' });
    expect(await processState(deadProcess() ?? 0)).toEqual({ kind: 'gone' });
  });

  it.skipIf(process.platform !== 'linux')(
    'takes a killed process that nobody reaped for gone',
    async () => {
      const script = "sh -c 'echo $$; exec sleep 0' & exec sleep 60";
      const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
      const [line] = await new Promise<[Buffer]>((resolve) =>
        parent.stdout.once('data', (data) => resolve([data])),
      );
      const zombie = Number(line.toString());
      await expect.poll(() => processState(zombie), { timeout: 5_000 }).toEqual({ kind: 'gone' });
      expect(readFileSync(`/proc/${zombie}/stat`, 'latin1')).toContain(' Z ');
      parent.kill();
    },
  );
});

async function contend(file: string, moment: string) {
  const child = spawn(process.execPath, [contender, file, moment], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = await new Promise<string>((resolve) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return { said, stop: () => child.kill() };
}
