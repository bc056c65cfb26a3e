import { describe, expect, it } from 'vitest';
import { createWorkRegistry, type Job } from '../../../../electron/services/work.ts';
import { fail, ok } from '../../../../shared/result.ts';

/** A long call that waits until the test lets it go on. */
function waiting() {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { release, released };
}

describe('long work', () => {
  it('tells how far it is and how long it takes while it runs, and nothing afterwards', async () => {
    let now = 0;
    const registry = createWorkRegistry(() => now);
    const { release, released } = waiting();
    const running = registry.run('pack-0001', async (job) => {
      job.report('read', 5, 10);
      now = 7_000;
      job.report('pack', 0, 10);
      now = 10_000;
      job.report('pack', 3, 10);
      await released;
      return ok('done');
    });
    const state = { phase: 'pack', done: 3, total: 10, secondsLeft: 7 };
    expect(registry.read('pack-0001')).toEqual(state);
    release();
    expect(await running).toEqual(ok('done'));
    expect(registry.read('pack-0001')).toBe(null);
  });

  it('that is cancelled answers so, whatever it throws then', async () => {
    const registry = createWorkRegistry();
    const action = async ({ signal }: Job) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      signal.throwIfAborted();
      return ok('done');
    };
    const running = registry.run('pack-0001', action);
    registry.cancel('pack-0001');
    expect(await running).toEqual(fail({ kind: 'cancelled' }));
    const all = [registry.run(undefined, action), registry.run('pack-0002', action)];
    registry.cancelAll();
    expect(await Promise.all(all)).toEqual([
      fail({ kind: 'cancelled' }),
      fail({ kind: 'cancelled' }),
    ]);
  });

  it('that was not cancelled passes a bug through', async () => {
    const registry = createWorkRegistry();
    const running = registry.run('pack-0001', async () => {
      throw new Error('bug');
    });
    await expect(running).rejects.toThrow('bug');
    expect(() => registry.cancel('pack-0001')).not.toThrow();
  });
});
