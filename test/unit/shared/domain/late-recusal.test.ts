import { describe, expect, it } from 'vitest';
import { onlyRecusedSince } from '../../../../shared/domain/late-recusal.ts';
import type { ReviewEvent } from '../../../../shared/domain/review.ts';

const application = 'o1';
const signed: ReviewEvent = {
  kind: 'review.signed',
  revision: 1,
  parent: null,
  workbook: 'a'.repeat(64),
  lateReason: '',
};
const reopened: ReviewEvent = { kind: 'review.reopened', reason: '发现利益冲突' };
const opinion: ReviewEvent = { kind: 'opinion.written', application: 'o2', opinion: '意见' };
const recused: ReviewEvent = {
  kind: 'conflict.declared',
  application,
  declaration: { state: 'recused', conflict: 'family', reason: '亲属' },
};
const free: ReviewEvent = { ...recused, declaration: { state: 'none' } };
const citation = { id: 'c1', document: 'd1', sha256: 'b'.repeat(64), page: 1 };
const cited: ReviewEvent = {
  kind: 'citation.added',
  application: 'o2',
  criterion: null,
  citation,
};
const onlyRecused = (...events: ReviewEvent[]) =>
  onlyRecusedSince(events.map((event, place) => ({ seq: place + 1, at: '', event })));

describe('a review that was signed', () => {
  it('has only been recused from, whatever was read, noted or sealed beside that', () => {
    expect(onlyRecused(opinion, signed, reopened, recused)).toBe(true);
    const beside: ReviewEvent[] = [
      { kind: 'document.opened', application: 'o2', document: 'd1' },
      { kind: 'note.written', application: 'o2', criterion: 'AP.1', note: '私人笔记' },
      { kind: 'entries.sealed', application, entries: 3, sha256: 'c'.repeat(64) },
      { kind: 'entry.sealed', application },
    ];
    expect(onlyRecused(signed, reopened, recused, ...beside)).toBe(true);
  });

  it('has changed otherwise by any answer, and not at all without a recusal', () => {
    for (const other of [opinion, free, cited]) {
      expect(onlyRecused(signed, reopened, recused, other)).toBe(false);
    }
    expect(onlyRecused(signed, reopened)).toBe(false);
    expect(onlyRecused(opinion, recused)).toBe(false);
    expect(onlyRecused(signed, reopened, recused, { ...signed, revision: 2 }, reopened)).toBe(
      false,
    );
  });
});
