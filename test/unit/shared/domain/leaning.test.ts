import { describe, expect, it } from 'vitest';
import { leaningOf } from '../../../../shared/domain/leaning.ts';

describe('leaningOf', () => {
  it('is the mean z-score in hundredths', () => {
    // Means 70 and 60, deviations 10 and 20: z of a is 1 and 1, of b -1 and -1.
    const totals = [
      { a: 8000, b: 6000 },
      { a: 8000, b: 4000 },
    ];
    expect(leaningOf(['a', 'b'], totals)).toEqual({ a: 100, b: -100 });
    // 90, 60, 60: mean 70, deviation 14.14…: z 1.414, -0.707, -0.707.
    expect(leaningOf(['a', 'b', 'c'], [{ a: 9000, b: 6000, c: 6000 }])).toEqual({
      a: 141,
      b: -71,
      c: -71,
    });
  });

  it('says nothing where nothing can be compared', () => {
    expect(leaningOf(['a', 'b'], [{ a: 8000 }, { a: 7000, b: 7000 }, { a: null, b: 1 }])).toEqual({
      a: null,
      b: null,
    });
    expect(leaningOf(['a', 'b', 'c'], [{ a: 1, b: 2 }])).toEqual({ a: -100, b: 100, c: null });
  });
});
