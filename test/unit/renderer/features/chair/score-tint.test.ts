// @vitest-environment jsdom
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tintOf } from '../../../../../renderer/features/chair/score-tint.ts';

it.each([
  [80, 80, 15, 0],
  [84, 80, 15, 0],
  [85, 80, 15, 1],
  [89, 80, 15, 1],
  [90, 80, 15, 2],
  [94, 80, 15, 2],
  [95, 80, 15, 3],
  [100, 80, 15, 3],
  [75, 80, 15, -1],
  [70, 80, 15, -2],
  [65, 80, 15, -3],
  [0, 80, 15, -3],
])('%d beside a median of %d, flagged from %d away, is tinted %d', (value, median, limit, tint) => {
  expect(tintOf(value, median, limit)).toBe(tint);
});

it('is the same on both sides', () => {
  const number = fc.integer({ min: 0, max: 10_000 });
  fc.assert(
    fc.property(number, number, fc.integer({ min: 1, max: 5_000 }), (median, away, limit) => {
      const below = tintOf(median - away, median, limit);
      expect(tintOf(median + away, median, limit)).toBe(below === 0 ? 0 : -below);
    }),
  );
});
