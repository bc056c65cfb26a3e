import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverseOf } from '../../../../renderer/store/inverse.ts';
import { criteriaOf } from '../../../../shared/domain/catalogue/catalogue.ts';
import {
  type Citation,
  findings,
  recommendations,
  verdicts,
} from '../../../../shared/domain/review.ts';
import { foldReview, stepReview } from '../../../../shared/domain/review-step.ts';
import { must } from '../../../../shared/result.ts';
import type { ExpertEvent } from '../../../../shared/schema.ts';
import { exampleMember, exampleRound, record } from '../../shared/domain/example-round.ts';

const member = exampleMember(2);
const application = 'w';
const criteria = criteriaOf('work').map(({ id }) => id);
const checks = criteriaOf('work').flatMap((each) => each.checks.map(({ id }) => id));
const criterion = fc.constantFrom(...criteria);
const text = fc.constantFrom('', '材料齐全', '第 4 页与章程不符');
const citation = fc.record({
  id: fc.constantFrom('c1', 'c2'),
  document: fc.constant('form'),
  sha256: fc.constant('a'.repeat(64)),
  page: fc.constantFrom(1, 4),
});

const event: fc.Arbitrary<ExpertEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('check.found' as const),
    application: fc.constant(application),
    check: fc.constantFrom(...checks),
    finding: fc.constantFrom(...findings, null),
  }),
  fc.record({
    kind: fc.constant('criterion.judged' as const),
    application: fc.constant(application),
    criterion,
    verdict: fc.constantFrom(...verdicts, null),
  }),
  fc.record({
    kind: fc.constant('criterion.scored' as const),
    application: fc.constant(application),
    criterion,
    score: fc.constantFrom(0, 60, 100, null),
  }),
  fc.record({
    kind: fc.constant('criterion.commented' as const),
    application: fc.constant(application),
    criterion,
    comment: text,
  }),
  fc.record({
    kind: fc.constant('citation.added' as const),
    application: fc.constant(application),
    criterion: fc.option(criterion),
    citation,
  }),
  fc.record({
    kind: fc.constant('application.recommended' as const),
    application: fc.constant(application),
    recommendation: fc.constantFrom(...recommendations, null),
    reason: text,
  }),
  fc.record({
    kind: fc.constant('opinion.written' as const),
    application: fc.constant(application),
    opinion: text,
  }),
  fc.record({
    kind: fc.constant('note.written' as const),
    application: fc.constant(application),
    criterion: fc.option(criterion, { nil: undefined }),
    note: text,
  }),
  fc.record({
    kind: fc.constant('falsification.suspected' as const),
    application: fc.constant(application),
    grounds: fc.constantFrom('公章不符', '日期矛盾'),
  }),
  fc.constant({ kind: 'falsification.withdrawn' as const, application }),
);

const begun = foldReview(
  exampleRound,
  member,
  record([
    { kind: 'pledge.signed', version: '2026-11' },
    { kind: 'conflict.declared', application, declaration: { state: 'none' } },
  ]),
);
const entry = (one: ExpertEvent) => ({ seq: 1, at: '2026-11-10T08:00:00Z', event: one });

/**
 * Answers as they count: a criterion without an answer and one whose answers were taken back are the same, and so are
 * citations in another order.
 */
function answers(review: typeof begun) {
  const { criteria: judged, suspicionCitations, ...rest } = review.applications[application]!;
  const sorted = (citations: readonly Citation[]) =>
    citations.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const given = Object.entries(judged)
    .filter(
      ([, each]) =>
        each.verdict !== null ||
        each.score !== null ||
        each.comment !== '' ||
        each.citations.length > 0,
    )
    .map(([id, each]) => [id, { ...each, citations: sorted(each.citations) }]);
  return {
    ...rest,
    criteria: Object.fromEntries(given),
    suspicionCitations: sorted(suspicionCitations),
  };
}

describe('an event and then its inverse', () => {
  it('leave the answers as they were', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), event, (before, one) => {
        const review = before.reduce((state, each) => {
          const next = stepReview(exampleRound, member, state, entry(each));
          return next.ok ? next.value : state;
        }, begun);
        const next = stepReview(exampleRound, member, review, entry(one));
        const back = inverseOf(review, one);
        fc.pre(next.ok && back !== null);
        const undone = must(stepReview(exampleRound, member, must(next), entry(back!)));
        expect(answers(undone)).toEqual(answers(review));
      }),
      { numRuns: 1_000 },
    );
  });

  it('a removed citation comes back', () => {
    const added = { id: 'c1', document: 'form', sha256: 'a'.repeat(64), page: 1 };
    const about = { application, criterion: criteria[0]! };
    const review = must(
      stepReview(
        exampleRound,
        member,
        begun,
        entry({ kind: 'citation.added', ...about, citation: added }),
      ),
    );
    const removal: ExpertEvent = { kind: 'citation.removed', ...about, citation: 'c1' };
    expect(inverseOf(review, removal)).toEqual({
      kind: 'citation.added',
      ...about,
      citation: added,
    });
  });
});

it.each<ExpertEvent>([
  { kind: 'pledge.signed', version: '2026-11' },
  { kind: 'conflict.declared', application, declaration: { state: 'none' } },
  { kind: 'review.reopened', reason: '补充' },
  { kind: 'note.written', application: 'nowhere', note: '' },
])('nobody takes back %j', (one) => {
  expect(inverseOf(begun, one)).toBeNull();
});
