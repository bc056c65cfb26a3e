import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleLock } from '../../../../electron/services/idle-lock.ts';

const minute = 60_000;
let locked = 0;
let isOpen = true;
let idle: IdleLock;

beforeEach(() => {
  vi.useFakeTimers();
  locked = 0;
  isOpen = true;
  idle = new IdleLock({
    limit: () => 15 * minute,
    now: () => new Date(),
    isOpen: async () => isOpen,
    lock: async () => {
      locked += 1;
      isOpen = false;
    },
  });
});

afterEach(() => {
  idle.stop();
  vi.useRealTimers();
});

/** One guarded method; the guard does not ask what it is. */
function method(name: string, run: () => Promise<unknown> = async () => undefined) {
  const guarded = idle.guard({ [name]: run } as never) as unknown as Record<
    string,
    (input: unknown) => Promise<unknown>
  >;
  return () => guarded[name]!({});
}

describe('an idle lock', () => {
  it('locks by itself, without a call, and once', async () => {
    await vi.advanceTimersByTimeAsync(15 * minute - 1_000);
    expect(locked).toBe(0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(locked).toBe(1);
    await vi.advanceTimersByTimeAsync(60 * minute);
    expect(locked).toBe(1);
  });

  it('begins anew with every call but the page’s own', async () => {
    const record = method('review.record');
    const poll = method('identity.read');
    for (let time = 0; time < 60; time += 10) {
      await vi.advanceTimersByTimeAsync(10 * minute);
      await record();
    }
    expect(locked).toBe(0);
    for (let time = 0; time < 16; time += 1) {
      await vi.advanceTimersByTimeAsync(minute);
      await poll();
    }
    expect(locked).toBe(1);
  });

  it('waits for a call under way, however long it takes', async () => {
    let finish = () => {};
    const pack = method('center.pack', () => new Promise<void>((resolve) => (finish = resolve)));
    const packing = pack();
    await vi.advanceTimersByTimeAsync(120 * minute);
    expect(locked).toBe(0);
    finish();
    await packing;
    await vi.advanceTimersByTimeAsync(14 * minute);
    expect(locked).toBe(0);
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(locked).toBe(1);
  });

  it.each(['files.pick', 'files.save'])('is not held off by an open dialog (%s)', async (name) => {
    let close = () => {};
    const dialog = method(name, () => new Promise<void>((resolve) => (close = resolve)));
    await vi.advanceTimersByTimeAsync(10 * minute);
    const open = dialog();
    await vi.advanceTimersByTimeAsync(14 * minute);
    expect(locked).toBe(0);
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(locked).toBe(1);
    close();
    await open;
  });

  it('sees that a machine slept, before the first call after it', async () => {
    vi.setSystemTime(Date.now() + 8 * 60 * minute);
    await method('rounds.list')();
    expect(locked).toBe(1);
  });

  it('is not put off by a clock that goes back', async () => {
    vi.setSystemTime(Date.now() - 24 * 60 * minute);
    await vi.advanceTimersByTimeAsync(16 * minute);
    expect(locked).toBe(1);
  });

  it('gives answers and errors through, and stops when it is told', async () => {
    expect(await method('a', async () => 7)()).toBe(7);
    const broken = method('b', () => Promise.reject(new Error('bug')));
    await expect(broken()).rejects.toThrow('bug');
    idle.stop();
    await vi.advanceTimersByTimeAsync(60 * minute);
    expect(locked).toBe(0);
  });
});
