import { expect, it } from 'vitest';
import { squeezeOf } from '../../../../../renderer/viewers/ofd/letter-room.ts';

it('a letter of a wider font ends where the next one begins', () => {
  const line = (...xs: readonly number[]) => xs.map((x) => ({ text: 'O', x, y: 10 }));
  expect(squeezeOf(line(0, 2, 4), 0, 3, null)).toBeCloseTo(2 / 3);
  expect(squeezeOf(line(0, 2, 4), 1, 1.5, null)).toBe(1);
  expect(squeezeOf(line(0, 2, 4), 2, 9, null)).toBe(1);
  expect(squeezeOf(line(4, 2), 0, 3, null)).toBe(1);
  const below = [
    { text: 'O', x: 0, y: 10 },
    { text: 'O', x: 2, y: 20 },
  ];
  expect(squeezeOf(below, 0, 3, null)).toBe(1);
});

it('the last letter ends where the box does, where the box can be believed', () => {
  const letters = [0, 2].map((x) => ({ text: 'O', x, y: 10 }));
  expect(squeezeOf(letters, 1, 3, 4)).toBeCloseTo(2 / 3);
  expect(squeezeOf(letters, 1, 3, 9)).toBe(1);
  expect(squeezeOf(letters, 1, 3, 3)).toBe(1);
  expect(squeezeOf(letters, 0, 3, 1)).toBeCloseTo(2 / 3);
});
