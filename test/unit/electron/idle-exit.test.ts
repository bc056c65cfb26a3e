import { expect, it } from 'vitest';
import { IdleExit } from '../../../electron/idle-exit.ts';

it('is deserted only when nothing was asked for the whole limit', async () => {
  const clock = { now: 0 };
  const idle = new IdleExit({ now: () => clock.now, limit: 1_000 });
  clock.now = 999;
  expect(idle.isDeserted).toBe(false);
  await idle.during(async () => undefined);
  clock.now = 1_998;
  expect(idle.isDeserted).toBe(false);
  clock.now = 1_999;
  expect(idle.isDeserted).toBe(true);
});

it('is never deserted while it answers, and not at once after', async () => {
  const clock = { now: 0 };
  const idle = new IdleExit({ now: () => clock.now, limit: 1_000 });
  const answer = Promise.withResolvers<void>();
  const long = idle.during(() => answer.promise);
  clock.now = 1_000_000;
  expect(idle.isDeserted).toBe(false);
  answer.resolve();
  await long;
  expect(idle.isDeserted).toBe(false);
});
