import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statisticsOf } from '../../../../shared/domain/statistics.ts';

const hundredths = fc.integer({ min: 0, max: 10_000 });

describe('statisticsOf', () => {
  it('is empty for nothing', () => {
    expect(statisticsOf([])).toEqual({
      n: 0,
      mean: null,
      median: null,
      min: null,
      max: null,
      deviation: null,
      trimmed: null,
    });
  });

  it('knows the textbook example: deviation 2 of 2 4 4 4 5 5 7 9', () => {
    const points = [2, 4, 4, 4, 5, 5, 7, 9].map((each) => 100 * each);
    expect(statisticsOf(points)).toEqual({
      n: 8,
      mean: 500,
      median: 450,
      min: 200,
      max: 900,
      deviation: 200,
      trimmed: 483,
    });
  });

  it('rounds each figure half up once', () => {
    expect(statisticsOf([0, 1])).toMatchObject({ mean: 1, median: 1, deviation: 1 });
    expect(statisticsOf([0, 0, 1])).toMatchObject({ mean: 0, median: 0, deviation: 0 });
    expect(statisticsOf([1, 2, 2, 3, 4])).toMatchObject({ mean: 2, deviation: 1, trimmed: 2 });
    // (2 + 2 + 4) / 3 = 2.67
    expect(statisticsOf([1, 2, 2, 4, 9]).trimmed).toBe(3);
  });

  it('leaves out one highest and one lowest, even where several are equal', () => {
    expect(statisticsOf([0, 0, 300, 900, 900])).toMatchObject({ trimmed: 400, mean: 420 });
  });

  it('trims from five scores on, never before', () => {
    fc.assert(
      fc.property(fc.array(hundredths, { maxLength: 15 }), (values) => {
        expect(statisticsOf(values).trimmed === null).toBe(values.length < 5);
      }),
    );
  });

  it('does not depend on the order', () => {
    const shuffled = fc
      .array(hundredths, { maxLength: 15 })
      .chain((values) =>
        fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
      );
    fc.assert(
      fc.property(shuffled, ([values, other]) => {
        expect(statisticsOf(other)).toEqual(statisticsOf(values));
      }),
    );
  });

  it('keeps every average between the lowest and the highest', () => {
    fc.assert(
      fc.property(fc.array(hundredths, { minLength: 1, maxLength: 15 }), (values) => {
        const { min, max, mean, median, trimmed, deviation } = statisticsOf(values);
        const lowest = Math.min(...values);
        const highest = Math.max(...values);
        expect([min, max]).toEqual([lowest, highest]);
        for (const each of [mean, median, trimmed ?? mean]) {
          expect(each).toBeGreaterThanOrEqual(lowest);
          expect(each).toBeLessThanOrEqual(highest);
        }
        expect(2 * (deviation ?? 0)).toBeLessThanOrEqual(highest - lowest + 1);
      }),
    );
  });

  it('stays exact on the greatest scale', () => {
    const top = 100 * 1_000_000;
    expect(statisticsOf([0, top])).toMatchObject({ mean: top / 2, deviation: top / 2 });
  });
});
