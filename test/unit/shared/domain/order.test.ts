import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNumbers, compareText } from '../../../../shared/domain/order.ts';

describe('compareNumbers', () => {
  it('orders by the value of digits', () => {
    const numbers = ['10', '9', 'B-2', 'A-10', 'A-9', '07', '7'];
    expect(numbers.toSorted(compareNumbers)).toEqual(['07', '7', '9', '10', 'A-9', 'A-10', 'B-2']);
  });

  it('tells `7` from `07`', () => {
    expect(compareNumbers('07', '7')).toBeLessThan(0);
    expect(compareNumbers('7', '07')).toBeGreaterThan(0);
    expect(compareNumbers('7', '7')).toBe(0);
  });

  it('is a total order', () => {
    const number = fc.stringMatching(/^[0-9A-Z-]{1,12}$/);
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(Math.sign(compareNumbers(a, b))).toBe(-Math.sign(compareNumbers(b, a)) + 0);
        expect(compareNumbers(a, b) === 0).toBe(a === b);
        if (compareNumbers(a, b) <= 0 && compareNumbers(b, c) <= 0) {
          expect(compareNumbers(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

describe('compareText', () => {
  it('orders by code unit', () => {
    expect(['b', 'B', 'a', ''].toSorted(compareText)).toEqual(['', 'B', 'a', 'b']);
  });
});
