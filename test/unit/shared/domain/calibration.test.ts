import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationOf } from '../../../../shared/domain/calibration.ts';
import type { ReviewEvent } from '../../../../shared/domain/review.ts';
import { foldReview } from '../../../../shared/domain/review-step.ts';
import { totalOf } from '../../../../shared/domain/scoring.ts';
import { reviewEvent } from './arbitraries.ts';
import { exampleMember, exampleRound, record } from './example-round.ts';

const member = exampleMember(2);
const second = { ...exampleRound.applications[0]!, id: 'w2', number: '05' };
const round = { ...exampleRound, applications: [...exampleRound.applications, second] };
const everything = { ...member, assigned: [...member.assigned, 'w2'] };
const none = (application: string): ReviewEvent => ({
  kind: 'conflict.declared',
  application,
  declaration: { state: 'none' },
});
const scored = (application: string, criterion: string, score: number): ReviewEvent => ({
  kind: 'criterion.scored',
  application,
  criterion,
  score,
});
const of = (events: readonly ReviewEvent[]) =>
  calibrationOf(round, everything, foldReview(round, everything, record(events)));

const some: readonly ReviewEvent[] = [
  { kind: 'pledge.signed', version: '1' },
  ...['w', 'w2', 'o', 'c'].map(none),
  scored('w', '7(1)', 90),
  scored('w', '7(2)', 61),
  scored('w2', '7(2)', 60),
  scored('o', '9(1)', 70),
  { kind: 'criterion.judged', application: 'o', criterion: '9(2)', verdict: 'insufficient' },
];

describe('the calibration', () => {
  it('is that of a small round reckoned by hand', () => {
    const { totals, mean, criteria, strictest, mildest } = of(some);
    expect(totals).toEqual([
      { application: 'w2', mark: 6000 },
      { application: 'o', mark: 7000 },
      { application: 'w', mark: 7550 },
    ]);
    expect(mean).toBe(6850);
    expect(criteria.map((each) => [each.criterion, each.marks.length, each.mean])).toEqual([
      ['7(1)', 1, 9000],
      ['7(2)', 2, 6050],
      ['9(1)', 1, 7000],
    ]);
    expect([strictest, mildest]).toEqual(['7(2)', '7(1)']);
  });

  it('calls nothing strict or mild where there is nothing to compare', () => {
    expect(of(some.slice(0, 6))).toMatchObject({ strictest: null, mildest: null });
    expect(of([])).toEqual({
      totals: [],
      mean: null,
      criteria: [],
      strictest: null,
      mildest: null,
    });
  });

  it('holds nothing of a recused application', () => {
    const recusal: ReviewEvent = {
      kind: 'conflict.declared',
      application: 'w',
      declaration: { state: 'recused', conflict: 'family', reason: '' },
    };
    expect(JSON.stringify(of([...some, recusal]))).not.toContain('"w"');
  });

  it('agrees with the totals of any review, in order', () => {
    fc.assert(
      fc.property(fc.array(reviewEvent, { maxLength: 40 }), (events) => {
        const review = foldReview(exampleRound, member, record(events));
        const { totals } = calibrationOf(exampleRound, member, review);
        expect(totals.map(({ mark }) => mark)).toEqual(
          totals.map(({ mark }) => mark).toSorted((a, b) => a - b),
        );
        for (const { application, mark } of totals) {
          const { baseType } = exampleRound.applications.find(({ id }) => id === application)!;
          const { criteria } = review.applications[application]!;
          expect(mark).toBe(totalOf(exampleRound.scheme, baseType, criteria));
        }
      }),
    );
  });
});
