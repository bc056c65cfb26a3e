import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CriterionReview, Verdict } from '../../../../shared/domain/review.ts';
import type { Scheme } from '../../../../shared/domain/round.ts';
import { defaultScheme } from '../../../../shared/domain/scheme.ts';
import {
  bandIndex,
  cappedRecommendation,
  countedScore,
  exceedsCap,
  mandatoryNotMet,
  onScale,
  totalOf,
} from '../../../../shared/domain/scoring.ts';
import { baseType, review, scheme } from './arbitraries.ts';

const plain = defaultScheme();

function judged(verdict: Verdict | null, score: number | null) {
  return { verdict, score };
}

function scores(...values: readonly number[]) {
  return Object.fromEntries(
    values.map((score, index) => [`7(${index + 1})`, judged('met', score)]),
  );
}

function weighted(weights: readonly number[], max = 100): Scheme {
  const work = plain.criteria.work.map((row, index) => ({ ...row, weight: weights[index] ?? 1 }));
  const scale = { ...plain.scale, max };
  return { ...plain, scale, criteria: { ...plain.criteria, work } };
}

describe('totalOf', () => {
  it('is the weighted mean in hundredths of a point', () => {
    expect(totalOf(plain, 'work', scores(80, 90, 70, 60, 100))).toBe(8000);
    expect(totalOf(weighted([30, 30, 20, 10, 10]), 'work', scores(80, 90, 70, 60, 100))).toBe(8100);
    expect(totalOf(weighted([1, 1, 1, 1, 1], 10), 'work', scores(7, 8, 9, 10, 6))).toBe(8000);
  });

  it('rounds half up once at the end', () => {
    // 200/3 = 66.666…, 100/3 = 33.333…, 1/8 of 100 = 12.5, 1/800 of 100 = 0.125 -> 0.13.
    expect(totalOf(weighted([1, 1, 1]), 'work', scores(100, 100, 0))).toBe(6667);
    expect(totalOf(weighted([1, 1, 1]), 'work', scores(100, 0, 0))).toBe(3333);
    expect(totalOf(weighted([1, 7]), 'work', scores(1, 0))).toBe(13);
    expect(totalOf(weighted([1, 7], 1000), 'work', scores(1, 0))).toBe(1);
    expect(totalOf(weighted([1, 1], 400), 'work', scores(1, 0))).toBe(13);
  });

  it('leaves out what does not count, whatever score it has', () => {
    const four = scores(80, 60, 40, 20);
    const expected = totalOf(plain, 'work', four);
    expect(expected).toBe(5000);
    for (const verdict of ['insufficient', 'not-applicable'] as const) {
      for (const score of [null, 0, 100]) {
        const five = { ...four, '7(5)': judged(verdict, score) };
        expect(totalOf(plain, 'work', five)).toBe(expected);
      }
    }
    expect(totalOf(plain, 'work', { ...four, '7(5)': judged('not-met', 0) })).toBe(4000);
  });

  it('is null while nothing counts', () => {
    expect(totalOf(plain, 'work', {})).toBeNull();
    expect(totalOf(plain, 'work', { '7(1)': judged('not-applicable', 50) })).toBeNull();
    expect(totalOf(plain, 'work', { '8(1)': judged('met', 50) })).toBeNull();
  });

  it('lies within 0 and 10000 and on an integer for every scheme', () => {
    const cases = fc
      .tuple(scheme, baseType)
      .chain(([one, type]) =>
        review(one, type).map((given) => ({ one, total: totalOf(one, type, given.criteria) })),
      );
    fc.assert(
      fc.property(cases, ({ total }) => {
        if (total === null) return;
        expect(Number.isInteger(total)).toBe(true);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  it('agrees with the exact fraction, also at the ends of what a scheme allows', () => {
    const greatest = weighted([10_000, 10_000, 9999, 9998, 9997], 1_000_000);
    const score = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(fc.tuple(score, score, score, score, score), (values) => {
        const weights = greatest.criteria.work.map((row) => BigInt(row.weight));
        const sum = weights.reduce((all, w, place) => all + w * BigInt(values[place] ?? 0), 0n);
        const below = weights.reduce((all, w) => all + w, 0n) * 1_000_000n;
        const exact = (2n * 10_000n * sum + below) / (2n * below);
        expect(totalOf(greatest, 'work', scores(...values))).toBe(Number(exact));
      }),
    );
  });

  it('never changes when a criterion that is not applicable joins', () => {
    const cases = fc.tuple(scheme, baseType).chain(([one, type]) =>
      fc.record({
        scheme: fc.constant(one),
        type: fc.constant(type),
        criteria: review(one, type).map((each) => each.criteria),
        place: fc.nat({ max: 4 }),
        score: fc.option(fc.nat({ max: one.scale.max })),
      }),
    );
    fc.assert(
      fc.property(cases, ({ scheme: one, type, criteria, place, score }) => {
        const id = one.criteria[type][place]?.criterion ?? '';
        const without = Object.fromEntries(Object.entries(criteria).filter(([key]) => key !== id));
        const joined = { ...without, [id]: judged('not-applicable', score) };
        expect(totalOf(one, type, joined)).toBe(totalOf(one, type, without));
      }),
    );
  });
});

describe('countedScore', () => {
  it('is the score of a criterion that applies', () => {
    expect(countedScore(judged('met', 0))).toBe(0);
    expect(countedScore(judged(null, 5))).toBe(5);
    expect(countedScore(judged('not-met', null))).toBeNull();
    expect(countedScore(judged('insufficient', 5))).toBeNull();
    expect(countedScore(undefined)).toBeNull();
  });
});

describe('the scale', () => {
  it('is reached in its steps only', () => {
    const scale = { max: 10, step: 2, bands: [] };
    expect([0, 2, 10].map((score) => onScale(scale, score))).toEqual([true, true, true]);
    expect([-2, 1, 12, 2.5].map((score) => onScale(scale, score))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('has each score in one band', () => {
    const bands = [0, 59, 60, 74, 75, 89, 90, 100].map((score) => bandIndex(plain.scale, score));
    expect(bands).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    expect(bandIndex(plain.scale, 101)).toBe(-1);
  });
});

describe('the cap of a mandatory criterion', () => {
  const rows = plain.criteria.work.map((row) => ({ ...row, mandatory: row.criterion !== '7(4)' }));
  const scheme = { ...plain, criteria: { ...plain.criteria, work: rows } };
  const failing = (...ids: readonly string[]) =>
    Object.fromEntries(ids.map((id) => [id, judged('not-met', 10)]));
  const capped = (criteria: Readonly<Record<string, ReturnType<typeof judged>>>, reason = '') =>
    cappedRecommendation(scheme, 'work', { criteria, recommendation: 'approve', reason });

  it('names the mandatory criteria that are not met', () => {
    expect(mandatoryNotMet(scheme, 'work', failing('7(5)', '7(4)', '7(2)'))).toEqual([
      '7(2)',
      '7(5)',
    ]);
  });

  it('turns `approve` into `defer` unless a reason is written', () => {
    expect(capped(failing('7(2)'))).toBe('defer');
    expect(capped(failing('7(2)'), ' ')).toBe('defer');
    expect(capped(failing('7(2)'), '已限期补正')).toBe('approve');
    expect(capped(failing('7(4)'))).toBe('approve');
    expect(capped({ '7(2)': judged('partly', 10) })).toBe('approve');
    expect(capped({ '7(2)': judged('insufficient', null) })).toBe('approve');
  });

  it('leaves the other recommendations alone', () => {
    const criteria: Readonly<Record<string, Pick<CriterionReview, 'verdict' | 'score'>>> =
      failing('7(2)');
    for (const recommendation of ['defer', 'reject', null] as const) {
      const review = { criteria, recommendation, reason: '' };
      expect(exceedsCap(scheme, 'work', review)).toBe(false);
      expect(cappedRecommendation(scheme, 'work', review)).toBe(recommendation);
    }
  });
});
