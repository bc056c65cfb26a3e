import { expect, it } from 'vitest';
import { CrashGuard } from '../../../electron/crash-guard.ts';

it('loads the page again after a crash, but gives up at the third within a minute', () => {
  const guard = new CrashGuard();
  expect([0, 10_000, 20_000].map((at) => guard.mayReload(at))).toEqual([true, true, false]);
});

it('forgets crashes that are long past', () => {
  const guard = new CrashGuard();
  const hours = [0, 1, 2, 3, 4].map((hour) => hour * 3_600_000);
  expect(hours.map((at) => guard.mayReload(at))).toEqual(hours.map(() => true));
});
