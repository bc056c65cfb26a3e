import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Review, ReviewEvent } from '../../../../shared/domain/review.ts';
import { emptyReview, foldReview, stepReview } from '../../../../shared/domain/review-step.ts';
import { reviewEvent } from './arbitraries.ts';
import {
  declare,
  member,
  opened,
  opinion,
  pledge,
  recused,
  refusalAfter,
  run,
  score,
  scored,
  sign,
  signed,
} from './example-review.ts';
import { exampleRound, record, withRecusal } from './example-round.ts';

describe('a bundle', () => {
  const accept = (sequence: number) =>
    ({ kind: 'bundle.accepted', sequence, manifest: `m${sequence}` }) as const;

  it('may come again with a higher sequence; an older one changes nothing', () => {
    expect(run([accept(1), accept(3)]).bundle).toEqual({ sequence: 3, manifest: 'm3' });
    expect(run([accept(3), accept(2)]).bundle).toEqual({ sequence: 3, manifest: 'm3' });
  });
});

describe('a newer bundle after the signature', () => {
  const accept = { kind: 'bundle.accepted', sequence: 2, manifest: 'm2' } as const;
  const reopen = { kind: 'review.reopened', reason: '新材料' } as const;

  it('is taken note of, leaves the signature, and asks for a new one', () => {
    const later = run([...opened, scored, signed, accept]);
    expect(later).toMatchObject({ phase: 'signed', isOutdated: true });
    expect(later.bundle).toEqual({ sequence: 2, manifest: 'm2' });
    expect(later.revisions).toHaveLength(1);
  });

  it('is settled by reopening, or does not matter while the review is open', () => {
    expect(run([...opened, scored, signed, accept, reopen]).isOutdated).toBe(false);
    expect(run([...opened, accept, scored, signed]).isOutdated).toBe(false);
    expect(run([accept, ...opened, signed, accept]).isOutdated).toBe(false);
  });
});

describe('the documents of an application', () => {
  const list = (...pairs: [string, string][]) => {
    const documents = pairs.map(([document, sha256]) => ({ document, sha256 }));
    return { kind: 'documents.listed', application: 'w', documents } as const;
  };

  it('are news when a newer list differs, until they are opened', () => {
    const events = [...opened, list(['d1', 'a'], ['d2', 'a']), list(['d1', 'b'], ['d3', 'a'])];
    const news = (more: readonly ReviewEvent[]) =>
      run([...events, ...more]).applications.w?.documents.map((each) => each.news);
    expect(news([])).toEqual(['changed', 'new', 'removed']);
    const read = { kind: 'document.opened', application: 'w', document: 'd1' } as const;
    expect(news([read])).toEqual([null, 'new', 'removed']);
    expect(news([signed, read])).toEqual([null, 'new', 'removed']);
  });

  it('are not listed for whoever may not see them', () => {
    const refusal = { kind: 'undeclared', application: 'w' };
    expect(refusalAfter([pledge], list(['d1', 'a']))).toEqual(refusal);
    expect(run([...opened, list(['d1', 'a']), declare(recused)]).applications.w?.documents).toEqual(
      [],
    );
  });
});

describe('what was sealed after a recusal', () => {
  it('changes nothing, at any time', () => {
    const sealed = { kind: 'entry.sealed', application: 'w' } as const;
    const kept = { kind: 'entries.sealed', application: 'w', entries: 3, sha256: 'ab' } as const;
    for (const before of [[], opened, [...opened, scored, signed]]) {
      expect(run([...before, sealed, kept])).toEqual(run(before));
    }
  });
});

describe('signing', () => {
  const reopen = (reason: string) => ({ kind: 'review.reopened', reason }) as const;

  it('needs the pledge', () => {
    expect(refusalAfter([], signed)).toEqual({ kind: 'pledge-missing' });
  });

  it('freezes every answer; reading and reopening pass', () => {
    const before = [...opened, scored, signed];
    const frozen: readonly ReviewEvent[] = [
      score(1),
      opinion,
      declare(recused),
      pledge,
      sign(2, 'r1', 'r2'),
    ];
    for (const event of frozen)
      expect(refusalAfter(before, event)).toEqual({ kind: 'review-signed' });
    for (const kind of ['document.opened', 'document.extracted'] as const) {
      const read = { kind, application: 'w', document: 'd' };
      expect(run([...before, read])).toEqual(run(before));
    }
  });

  it('is undone with a reason, and only when it was done', () => {
    expect(refusalAfter(opened, reopen('x'))).toEqual({ kind: 'review-not-signed' });
    expect(refusalAfter([...opened, signed], reopen(' '))).toEqual({
      kind: 'text-required',
      field: 'reason',
    });
    const again = run([...opened, signed, reopen('补充意见'), score(60)]);
    expect(again).toMatchObject({ phase: 'open', reopenReason: '补充意见' });
    expect(again.applications.w?.criteria['7(1)']?.score).toBe(60);
  });

  it('makes revision n + 1 on the workbook of revision n', () => {
    const reopened = [...opened, signed, reopen('x')];
    const wrong = (revision: number) => ({ kind: 'wrong-revision', expected: 2, revision });
    expect(refusalAfter(reopened, sign(1, null, 'r2'))).toEqual(wrong(1));
    expect(refusalAfter(reopened, sign(3, 'r1', 'r2'))).toEqual(wrong(3));
    expect(refusalAfter(reopened, sign(2, 'r0', 'r2'))).toEqual(wrong(2));
    expect(refusalAfter(opened, sign(1, 'r0', 'r1'))).toEqual({
      kind: 'wrong-revision',
      expected: 1,
      revision: 1,
    });
    const twice = run([...reopened, sign(2, 'r1', 'r2')]);
    expect(twice.revisions.map((each) => [each.revision, each.workbook])).toEqual([
      [1, 'r1'],
      [2, 'r2'],
    ]);
  });
});

describe('foldReview', () => {
  const entries = fc.array(reviewEvent, { maxLength: 60 }).map(record);

  it('is the same as stepping, refused entries left out', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const stepped = all.reduce(
          (state, entry) => {
            const next = stepReview(exampleRound, member, state, entry);
            return next.ok ? next.value : state;
          },
          emptyReview(exampleRound, member),
        );
        expect(foldReview(exampleRound, member, all)).toEqual(stepped);
      }),
    );
  });

  it('never gives an answer to an application from which the member is recused', () => {
    const round = withRecusal(exampleRound, 'e2', 'o');
    fc.assert(
      fc.property(entries, (all) => {
        const review = foldReview(round, member, all);
        expect(Object.keys(review.applications)).toEqual(['w', 'f', 'o', 'c']);
        for (const { conflict, criteria, checks, opinion } of Object.values(review.applications)) {
          if (conflict.state === 'none' || conflict.state === 'disclosed') continue;
          expect([criteria, checks, opinion]).toEqual([{}, {}, '']);
        }
        expect(review.applications.o?.conflict.state).toBe('recused-by-center');
      }),
    );
  });

  it('never changes the state that it is given', () => {
    const freeze = (state: Review): Review => JSON.parse(JSON.stringify(state)) as Review;
    fc.assert(
      fc.property(entries, (all) => {
        let state = emptyReview(exampleRound, member);
        for (const entry of all) {
          const before = freeze(state);
          const next = stepReview(exampleRound, member, state, entry);
          expect(state).toEqual(before);
          if (next.ok) state = next.value;
        }
      }),
    );
  });

  it('keeps the rest of the work when a newer bundle recuses the member', () => {
    const other = { kind: 'opinion.written', application: 'f', opinion: '甲' } as const;
    const declared = { ...declare('none'), application: 'f' };
    const all = record([...opened, scored, declared, other]);
    const round = withRecusal(exampleRound, 'e2', 'w');
    const review = foldReview(round, member, all);
    expect(review.applications.w?.criteria).toEqual({});
    expect(review.applications.f?.opinion).toBe('甲');
  });
});
