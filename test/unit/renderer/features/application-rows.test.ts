// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../renderer/features/applications/application-rows.ts';
import type { ReviewEvent } from '../../../../shared/domain/review.ts';
import { foldReview } from '../../../../shared/domain/review-step.ts';
import type { RoundDetail } from '../../../../shared/exchange.ts';
import {
  completeAnswers,
  exampleMember,
  exampleRound,
  record,
  withRecusal,
} from '../../shared/domain/example-round.ts';

const member = exampleMember(2);
const round = withRecusal(exampleRound, 'e2', 'f');

function rows(events: readonly ReviewEvent[]) {
  const review = foldReview(round, member, record(events));
  return rowsOf({ detail: { round } as RoundDetail, member, review }, ({ name }) => name);
}

const some: readonly ReviewEvent[] = [
  { kind: 'pledge.signed', version: '2026-11' },
  ...completeAnswers('w', 'work'),
  {
    kind: 'conflict.declared',
    application: 'o',
    declaration: { state: 'recused', conflict: 'family', reason: '亲属在该单位任职' },
  },
];

describe('the list of applications', () => {
  it('shows of recused ones the number and nothing else', () => {
    const text = JSON.stringify(rows(some).filter((row) => row.recused));
    expect(
      rows(some)
        .filter((row) => row.recused)
        .map((row) => row.number),
    ).toEqual(['02', '03']);
    for (const hidden of ['申请单位', '亲属', 'family', 'employment']) {
      expect(text).not.toContain(hidden);
    }
  });

  it('shows where the others stand', () => {
    expect(rows(some).filter((row) => !row.recused)).toMatchObject([
      { number: '01', status: 'complete', total: 8000, recommendation: 'approve' },
      { number: '04', status: 'undeclared', total: null, recommendation: null },
    ]);
  });
});
