import { describe, expect, it } from 'vitest';
import type { ReviewEvent } from '../../../../shared/domain/review.ts';
import { answerPlace, historyAt } from '../../../../shared/domain/review-history.ts';
import { record } from './example-round.ts';

const inside = { application: 'w', criterion: '7(3)' } as const;
const citation = { id: 'c1', document: 'form', sha256: 'a'.repeat(64), page: 4 };
const entries = record<ReviewEvent>([
  { kind: 'pledge.signed', version: '1' },
  { kind: 'criterion.scored', ...inside, score: 60 },
  { kind: 'criterion.scored', ...inside, application: 'o', score: 10 },
  { kind: 'criterion.commented', ...inside, comment: '名单齐全' },
  { kind: 'criterion.scored', ...inside, score: 85 },
  { kind: 'criterion.scored', ...inside, score: 60, retraced: 'undo' },
  { kind: 'check.found', application: 'w', check: '7(3).channels', finding: 'met' },
  { kind: 'check.found', application: 'w', check: '7(1).established-in-china', finding: 'met' },
  { kind: 'citation.added', ...inside, citation },
  { kind: 'citation.removed', ...inside, citation: 'c1' },
  { kind: 'opinion.written', application: 'w', opinion: '同意' },
  { kind: 'document.opened', application: 'w', document: 'form' },
]);

describe('the history of a place', () => {
  it('holds every answer given there, the newest first, each with the one it replaced', () => {
    const past = historyAt(entries, { application: 'w', place: '7(3)' });
    expect(past.map(({ entry, before }) => [entry.seq, before])).toEqual([
      [10, entries[8]!.event],
      [9, null],
      [7, null],
      [6, entries[4]!.event],
      [5, entries[1]!.event],
      [4, null],
      [2, null],
    ]);
  });

  it('has the opinion, note and recommendation at a place of their own', () => {
    const past = historyAt(entries, { application: 'w', place: 'opinion' });
    expect(past.map(({ entry }) => entry.seq)).toEqual([11]);
  });
});

describe('the place of an answer', () => {
  it('is where its check belongs, and nowhere for what answers nothing', () => {
    expect(answerPlace(entries[7]!.event)).toEqual({ application: 'w', place: '7(1)' });
    expect(answerPlace(entries[11]!.event)).toBeNull();
    expect(
      answerPlace({ kind: 'check.found', application: 'w', check: 'none', finding: null }),
    ).toBeNull();
  });
});
