// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { nextUnfinished } from '../../../../renderer/parts/next-unfinished.ts';
import type { ReviewEvent } from '../../../../shared/domain/review.ts';
import { foldReview } from '../../../../shared/domain/review-step.ts';
import type { RoundDetail } from '../../../../shared/exchange.ts';
import {
  completeAnswers,
  exampleMember,
  exampleRound,
  record,
} from '../../shared/domain/example-round.ts';

const member = exampleMember(2);
const detail = { round: exampleRound } as RoundDetail;
const pledge: ReviewEvent = { kind: 'pledge.signed', version: '1' };
const none = (application: string): ReviewEvent => ({
  kind: 'conflict.declared',
  application,
  declaration: { state: 'none' },
});
const onward = (events: readonly ReviewEvent[], application: string | null) =>
  nextUnfinished(
    { detail, member, review: foldReview(exampleRound, member, record(events)) },
    application,
  );
const round = exampleRound.id;

describe('where work goes on', () => {
  it('is the pledge first, then what is open, in the order of the numbers and round again', () => {
    expect(onward([], null)).toEqual({ screen: 'declare', round });
    const open = [pledge, none('w'), none('f'), none('o')];
    expect(onward(open, null)).toEqual({ screen: 'review', round, application: 'w' });
    expect(onward(open, 'w')).toEqual({ screen: 'review', round, application: 'f' });
    expect(onward(open, 'o')).toEqual({ screen: 'review', round, application: 'w' });
  });

  it('is a declaration once nothing else is open, but not while something lacks here', () => {
    const most = [pledge, ...completeAnswers('w', 'work'), none('f')];
    expect(onward(most, 'f')).toEqual({ screen: 'declare', round, application: 'o' });
    const all = [
      pledge,
      ...completeAnswers('w', 'work'),
      ...completeAnswers('f', 'offshore'),
      ...completeAnswers('o', 'overseas'),
      none('c'),
    ];
    expect(onward(all, 'c')).toBeNull();
    expect(onward(all, null)).toEqual({ screen: 'review', round, application: 'c' });
    const done = [...all.slice(0, -1), ...completeAnswers('c', 'community')];
    expect(onward(done, 'c')).toEqual({ screen: 'finish', round });
  });
});
