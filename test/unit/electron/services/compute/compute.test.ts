import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { compute, createCompute } from '../../../../../electron/services/compute/compute.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import type { testTasks } from '../../../../support/test-tasks.ts';

// Real disks, processes and derivations: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const support = path.join(import.meta.dirname, '../../../../support');
const worker = pathToFileURL(path.join(support, 'test-worker.ts'));
const pool = createCompute<typeof testTasks>(worker, { size: 2, grace: 300 });
afterAll(async () => {
  await pool.close();
  await compute.close();
});

const files = () => {
  const folder = temporaryFolder('compute');
  return { begun: path.join(folder, 'begun'), ended: path.join(folder, 'ended') };
};
const appears = (file: string) =>
  expect.poll(() => existsSync(file), { timeout: 10_000 }).toBe(true);

describe('compute', () => {
  it('runs a task off the main thread and gives its output back', async () => {
    expect(await pool.run('double', { number: 21 })).toBe(42);
    expect(await pool.run('where', null)).toMatchObject({ isMainThread: false });
    expect(await pool.run('reverse', Uint8Array.of(1, 2, 3))).toEqual(Uint8Array.of(3, 2, 1));
  });

  it('uses as many threads as it may and no more', async () => {
    const places = await Promise.all(Array.from({ length: 20 }, () => pool.run('where', null)));
    expect(new Set(places.map((each) => each.threadId)).size).toBeLessThanOrEqual(2);
  });

  it('reports progress before the output', async () => {
    const seen: string[] = [];
    const onProgress = (done: number, total: number) => seen.push(`${done}/${total}`);
    await pool.run('count', 3, { onProgress });
    expect(seen).toEqual(['1/3', '2/3', '3/3']);
  });

  it('passes a bug on and goes on', async () => {
    const failed = pool.run('throw', null);
    await expect(failed).rejects.toThrow(RangeError);
    await expect(failed).rejects.toThrow('out of range');
    await expect(pool.run('uncloneable', null)).rejects.toThrow('could not be cloned');
    await expect(pool.run('double', { number: (() => 1) as unknown as number })).rejects.toThrow(
      'could not be cloned',
    );
    await expect(pool.run('toString' as 'where', null)).rejects.toThrow('no such task');
    expect(await pool.run('double', { number: 1 })).toBe(2);
  });

  it('replaces a thread that died', async () => {
    await expect(pool.run('exit', 3)).rejects.toThrow('code 3');
    await expect(pool.run('crash', null)).rejects.toThrow('crashed');
    await expect(pool.run('crash', null)).rejects.toThrow('crashed');
    expect(await pool.run('double', { number: 1 })).toBe(2);
  });

  it('lets a cancelled task clean up, and answers only then', async () => {
    const { begun, ended } = files();
    const controller = new AbortController();
    const running = pool.run('untilCancelled', { begun, ended }, { signal: controller.signal });
    await appears(begun);
    controller.abort(new Error('not wanted'));
    await expect(running).rejects.toThrow('not wanted');
    expect(existsSync(ended)).toBe(true);
  });

  it('ends a cancelled task that does not listen, and goes on', async () => {
    const { begun } = files();
    const controller = new AbortController();
    const running = pool.run('deaf', begun, { signal: controller.signal });
    await appears(begun);
    controller.abort();
    await expect(running).rejects.toThrow('aborted');
    expect(await pool.run('double', { number: 1 })).toBe(2);
  });

  it('never starts a task cancelled before its turn', async () => {
    const single = createCompute<typeof testTasks>(worker, { size: 1, grace: 300 });
    const first = files();
    const second = files();
    const stopFirst = new AbortController();
    const stopSecond = new AbortController();
    const running = single.run('untilCancelled', first, { signal: stopFirst.signal });
    const waiting = single.run('untilCancelled', second, { signal: stopSecond.signal });
    await appears(first.begun);
    stopSecond.abort();
    await expect(waiting).rejects.toThrow('aborted');
    await expect(
      single.run('double', { number: 1 }, { signal: AbortSignal.abort() }),
    ).rejects.toThrow('aborted');
    stopFirst.abort();
    await expect(running).rejects.toThrow('aborted');
    expect(await single.run('double', { number: 4 })).toBe(8);
    expect(existsSync(second.begun)).toBe(false);
    await single.close();
  });

  it('rejects what runs and waits when closed, and starts again on demand', async () => {
    const single = createCompute<typeof testTasks>(worker, { size: 1 });
    const { begun, ended } = files();
    const running = single.run('untilCancelled', { begun, ended });
    const waiting = single.run('double', { number: 1 });
    await appears(begun);
    const outcomes = Promise.allSettled([running, waiting]);
    await single.close();
    expect((await outcomes).map((each) => each.status)).toEqual(['rejected', 'rejected']);
    expect(await single.run('double', { number: 1 })).toBe(2);
    await single.close();
  });
});

describe('a program that used compute', () => {
  const damaged = JSON.stringify({ ok: false, failure: { kind: 'damaged' } });

  it('ends by itself, run from source', { timeout: 30_000 }, () => {
    const script = path.join(support, 'compute-once.ts');
    expect(execFileSync(process.execPath, [script], { timeout: 25_000 }).toString()).toBe(damaged);
  });

  it('finds its worker when bundled into one folder', { timeout: 60_000 }, async () => {
    const dir = temporaryFolder('bundle');
    const services = path.join(import.meta.dirname, '../../../../../electron/services');
    await build({
      input: {
        program: path.join(support, 'compute-once.ts'),
        'compute-worker': path.join(services, 'compute/compute-worker.ts'),
      },
      platform: 'node',
      logLevel: 'silent',
      output: {
        dir,
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: 'shared-[hash].js',
      },
    });
    const program = path.join(dir, 'program.js');
    expect(execFileSync(process.execPath, [program], { timeout: 25_000 }).toString()).toBe(damaged);
  });
});
