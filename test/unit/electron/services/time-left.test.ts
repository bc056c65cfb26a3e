import { describe, expect, it } from 'vitest';
import { TimeLeft } from '../../../../electron/services/time-left.ts';

const second = 1_000;

describe('the time left', () => {
  it('follows from the pace, once there is one', () => {
    const left = new TimeLeft(0, 0);
    expect(left.seconds(0, 100)).toBeNull();
    left.mark(1 * second, 10);
    expect(left.seconds(1 * second, 100)).toBeNull();
    left.mark(4 * second, 20);
    expect(left.seconds(4 * second, 100)).toBe(16);
    expect(left.seconds(4 * second, 20)).toBe(0);
    expect(left.seconds(4 * second, 0)).toBeNull();
  });

  it('grows while nothing comes', () => {
    const left = new TimeLeft(0, 0);
    left.mark(4 * second, 20);
    expect(left.seconds(8 * second, 100)).toBe(32);
  });

  it('forgets a fast beginning', () => {
    const left = new TimeLeft(0, 0);
    left.mark(1 * second, 900);
    for (let at = 2; at <= 60; at += 1) left.mark(at * second, 900 + at);
    // 40 are left, at one a second.
    expect(left.seconds(60 * second, 1_000)).toBe(40);
  });

  it('is nobody’s guess while nothing has happened', () => {
    const left = new TimeLeft(0, 5);
    left.mark(30 * second, 5);
    expect(left.seconds(30 * second, 10)).toBeNull();
  });
});
