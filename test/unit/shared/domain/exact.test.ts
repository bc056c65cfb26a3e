import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plus, rounded, roundedRoot } from '../../../../shared/domain/exact.ts';

const of = (numerator: number, denominator: number) => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
});
const fraction = fc.record({
  numerator: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
  denominator: fc.bigInt({ min: 1n, max: 10n ** 12n }),
});

describe('rounded', () => {
  it.each([
    [1, 2, 1],
    [3, 2, 2],
    [5, 2, 3],
    [49, 100, 0],
    [50, 100, 1],
    [2, 3, 1],
    [1, 3, 0],
    [-1, 2, 0],
    [-3, 2, -1],
    [-2, 3, -1],
    [0, 7, 0],
  ])('%d/%d is %d', (numerator, denominator, expected) => {
    expect(rounded(of(numerator, denominator))).toBe(expected);
  });

  it('is the integer nearest to the exact value, the greater of two', () => {
    fc.assert(
      fc.property(fraction, ({ numerator, denominator }) => {
        const nearest = BigInt(rounded({ numerator, denominator }, 1n));
        fc.pre(nearest < 2n ** 53n && nearest > -(2n ** 53n));
        const twiceError = 2n * (nearest * denominator - numerator);
        expect(twiceError <= denominator && twiceError > -denominator).toBe(true);
      }),
    );
  });

  it('multiplies before it rounds', () => {
    expect(rounded(of(2, 3), 10_000n)).toBe(6667);
  });
});

describe('roundedRoot', () => {
  it.each([
    [0, 1, 0],
    [1, 4, 1],
    [6, 25, 0],
    [2, 1, 1],
    [9, 4, 2],
    [16, 1, 4],
    [10_000, 1, 100],
  ])('√(%d/%d) is %d', (numerator, denominator, expected) => {
    expect(roundedRoot(of(numerator, denominator))).toBe(expected);
  });

  it('is the integer nearest to the root', () => {
    fc.assert(
      fc.property(fraction, ({ numerator, denominator }) => {
        const value = { numerator: numerator < 0n ? -numerator : numerator, denominator };
        const root = BigInt(roundedRoot(value));
        expect((2n * root - 1n) ** 2n * denominator <= 4n * value.numerator || root === 0n).toBe(
          true,
        );
        expect((2n * root + 1n) ** 2n * denominator > 4n * value.numerator).toBe(true);
      }),
    );
  });
});

describe('plus', () => {
  it('adds over the least common denominator', () => {
    expect(plus(of(1, 4), of(1, 6))).toEqual(of(5, 12));
    const many = Array.from({ length: 1000 }, (_, index) => of(1, (index % 14) + 1));
    const sum = many.reduce(plus);
    expect(sum.denominator).toBe(360_360n);
  });
});
