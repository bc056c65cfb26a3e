import { describe, expect, it } from 'vitest';
import { criteriaOf } from '../../../../shared/domain/catalogue/catalogue.ts';
import type { ReviewEvent, Verdict } from '../../../../shared/domain/review.ts';
import { missingFrom, progress } from '../../../../shared/domain/review-missing.ts';
import { foldReview } from '../../../../shared/domain/review-step.ts';
import type { Round } from '../../../../shared/domain/round.ts';
import {
  completeAnswers,
  exampleMember,
  exampleRound,
  record,
  withRecusal,
} from './example-round.ts';

const member = { ...exampleMember(2), assigned: ['w'] };
const pledge = { kind: 'pledge.signed', version: '1' } as const;
const complete = [pledge, ...completeAnswers('w', 'work')];

function missing(events: readonly ReviewEvent[], round: Round = exampleRound, who = member) {
  return missingFrom(round, who, foldReview(round, who, record(events)));
}

function judge(verdict: Verdict | null, criterion = '7(2)'): ReviewEvent {
  return { kind: 'criterion.judged', application: 'w', criterion, verdict };
}

function score(value: number | null): ReviewEvent {
  return { kind: 'criterion.scored', application: 'w', criterion: '7(2)', score: value };
}

function comment(text: string): ReviewEvent {
  return { kind: 'criterion.commented', application: 'w', criterion: '7(2)', comment: text };
}

function recommend(reason: string): ReviewEvent {
  return { kind: 'application.recommended', application: 'w', recommendation: 'approve', reason };
}

const about = { application: 'w', criterion: '7(2)' };

describe('missingFrom', () => {
  it('is empty for a complete review', () => {
    expect(missing(complete)).toEqual([]);
  });

  it('asks for the pledge and for declarations before anything else', () => {
    expect(missing([])).toEqual([{ kind: 'pledge' }, { kind: 'declaration', application: 'w' }]);
  });

  it('then asks for every answer in the order of the criteria', () => {
    const declared = complete.slice(0, 2);
    const criteria = criteriaOf('work').flatMap(({ id: criterion, checks }) => [
      ...checks.map((one) => ({ kind: 'finding', application: 'w', criterion, check: one.id })),
      { kind: 'verdict', application: 'w', criterion },
      { kind: 'score', application: 'w', criterion },
    ]);
    expect(missing(declared)).toEqual([
      ...criteria,
      { kind: 'recommendation', application: 'w' },
      { kind: 'opinion', application: 'w' },
    ]);
  });

  it('goes through the applications in the order of their numbers', () => {
    const all = { ...member, assigned: ['c', 'o', 'w'] };
    expect(missing([pledge], exampleRound, all)).toEqual(
      ['w', 'o', 'c'].map((application) => ({ kind: 'declaration', application })),
    );
  });

  it('asks for nothing where the member is recused', () => {
    expect(missing([pledge], withRecusal(exampleRound, 'e2', 'w'))).toEqual([]);
    const declaration = { state: 'recused', conflict: 'family', reason: '' } as const;
    const recused = { kind: 'conflict.declared', application: 'w', declaration } as const;
    expect(missing([...complete, recused])).toEqual([]);
  });

  it.each(['partly', 'not-met'] as const)('asks for a comment on `%s`', (verdict) => {
    const events = [...complete, judge(verdict), recommend('有特殊情况')];
    expect(missing(events)).toEqual([{ kind: 'comment', ...about, because: 'verdict' }]);
    expect(missing([...events, comment('  ')])).toHaveLength(1);
    expect(missing([...events, comment('缺少制度文件')])).toEqual([]);
  });

  it.each([
    [0, 'lowest-band'],
    [59, 'lowest-band'],
    [60, null],
    [89, null],
    [90, 'highest-band'],
    [100, 'highest-band'],
  ] as const)('a score of %d: comment because of %s', (value, because) => {
    const expected = because === null ? [] : [{ kind: 'comment', ...about, because }];
    expect(missing([...complete, score(value)])).toEqual(expected);
  });

  it.each(['insufficient', 'not-applicable'] as const)('wants no score for `%s`', (verdict) => {
    expect(missing([...complete, score(null)])).toEqual([{ kind: 'score', ...about }]);
    expect(missing([...complete, score(null), judge(verdict)])).toEqual([]);
    expect(missing([...complete, score(5), judge(verdict)])).toEqual([]);
  });

  it('wants a reason to approve against a mandatory criterion that is not met', () => {
    const events = [...complete, judge('not-met'), comment('缺')];
    expect(missing(events)).toEqual([{ kind: 'recommendation-reason', application: 'w' }]);
    expect(missing([...events, recommend('已限期补正')])).toEqual([]);
    const rows = exampleRound.scheme.criteria.work.map((row) => ({ ...row, mandatory: false }));
    const criteria = { ...exampleRound.scheme.criteria, work: rows };
    const optional = { ...exampleRound, scheme: { ...exampleRound.scheme, criteria } };
    expect(missing(events, optional)).toEqual([]);
  });

  it('does not take a blank opinion for one', () => {
    const blank = { kind: 'opinion.written', application: 'w', opinion: ' \n' } as const;
    expect(missing([...complete, blank])).toEqual([{ kind: 'opinion', application: 'w' }]);
  });
});

describe('progress', () => {
  const of = (events: readonly ReviewEvent[], round: Round = exampleRound) =>
    progress(round, member, foldReview(round, member, record(events)))[0];
  // The declaration, 16 findings, 5 verdicts, 5 scores, recommendation, opinion.
  const required = 29;

  it('tells how far an application is', () => {
    expect(of([])).toEqual({ application: 'w', status: 'undeclared', answered: 0, required: 1 });
    expect(of(complete.slice(0, 2))).toMatchObject({ status: 'open', answered: 1, required });
    expect(of(complete.slice(0, 3))).toMatchObject({ status: 'started', answered: 2, required });
    expect(of(complete)).toMatchObject({ status: 'complete', answered: required, required });
  });

  it('tells nothing of an application from which the member is recused', () => {
    expect(of([pledge], withRecusal(exampleRound, 'e2', 'w'))).toEqual({
      application: 'w',
      status: 'recused',
      answered: 0,
      required: 0,
    });
  });

  it('is complete exactly when nothing of the application is missing', () => {
    for (let length = 0; length <= complete.length; length += 1) {
      const events = complete.slice(0, length);
      const left = missing([...events, pledge]).length;
      expect(of(events)?.status === 'complete').toBe(left === 0);
    }
  });
});
