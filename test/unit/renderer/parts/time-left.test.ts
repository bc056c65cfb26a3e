import { describe, expect, it } from 'vitest';
import { timeLeft } from '../../../../renderer/parts/time-left.ts';

const t = (key: string, values?: Readonly<Record<string, string | number>>) =>
  `${values?.count} ${key.replace('common.', '')}`;

describe('the time left in words', () => {
  it.each([
    [0, '5 seconds-left'],
    [1, '5 seconds-left'],
    [11, '15 seconds-left'],
    [89, '90 seconds-left'],
    [90, '2 minutes-left'],
    [149, '2 minutes-left'],
    [3_600, '60 minutes-left'],
  ])('of %d s is %s', (seconds, words) => {
    expect(timeLeft(seconds, t)).toBe(words);
  });
});
