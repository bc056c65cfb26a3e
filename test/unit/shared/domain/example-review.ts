import type { Review, ReviewEvent, ReviewRefusal } from '../../../../shared/domain/review.ts';
import { emptyReview, stepReview } from '../../../../shared/domain/review-step.ts';
import type { Round } from '../../../../shared/domain/round.ts';
import { must } from '../../../../shared/result.ts';
import { exampleMember, exampleRound, record } from './example-round.ts';

export const member = exampleMember(2);
export const pledge = { kind: 'pledge.signed', version: '2026-1' } as const;
export const signed = sign(1, null, 'r1');
export const scored = score(80);
export const opinion = { kind: 'opinion.written', application: 'w', opinion: '可行' } as const;
export const recused = { state: 'recused', conflict: 'family', reason: '' } as const;

export function declare(state: 'none' | typeof recused | { state: 'disclosed'; relation: string }) {
  const declaration = state === 'none' ? ({ state } as const) : state;
  return { kind: 'conflict.declared', application: 'w', declaration } as const;
}

export function score(value: number | null, criterion = '7(1)') {
  return { kind: 'criterion.scored', application: 'w', criterion, score: value } as const;
}

export function sign(revision: number, parent: string | null, workbook: string) {
  return { kind: 'review.signed', revision, parent, workbook, lateReason: '' } as const;
}

export function run(events: readonly ReviewEvent[], round: Round = exampleRound): Review {
  return record(events).reduce(
    (state, entry) => must(stepReview(round, member, state, entry)),
    emptyReview(round, member),
  );
}

export function refusalAfter(
  events: readonly ReviewEvent[],
  event: ReviewEvent,
  round: Round = exampleRound,
): ReviewRefusal | null {
  const before = run(events, round);
  const step = stepReview(round, member, before, { seq: 99, at: '2026-11-11T00:00:00Z', event });
  return step.ok ? null : step.failure;
}

export const opened = [pledge, declare('none')];
