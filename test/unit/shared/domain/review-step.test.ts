import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Review, ReviewEvent, ReviewRefusal } from '../../../../shared/domain/review.ts';
import { emptyReview, foldReview, stepReview } from '../../../../shared/domain/review-step.ts';
import type { Round } from '../../../../shared/domain/round.ts';
import { must } from '../../../../shared/result.ts';
import { reviewEvent } from './arbitraries.ts';
import { exampleMember, exampleRound, record, withRecusal } from './example-round.ts';

const member = exampleMember(2);
const pledge = { kind: 'pledge.signed', version: '2026-1' } as const;
const signed = sign(1, null, 'r1');
const scored = score(80);
const opinion = { kind: 'opinion.written', application: 'w', opinion: '可行' } as const;
const recused = { state: 'recused', conflict: 'family', reason: '' } as const;

function declare(state: 'none' | typeof recused | { state: 'disclosed'; relation: string }) {
  const declaration = state === 'none' ? ({ state } as const) : state;
  return { kind: 'conflict.declared', application: 'w', declaration } as const;
}

function score(value: number | null, criterion = '7(1)') {
  return { kind: 'criterion.scored', application: 'w', criterion, score: value } as const;
}

function sign(revision: number, parent: string | null, workbook: string) {
  return { kind: 'review.signed', revision, parent, workbook, lateReason: '' } as const;
}

function run(events: readonly ReviewEvent[], round: Round = exampleRound): Review {
  return record(events).reduce(
    (state, entry) => must(stepReview(round, member, state, entry)),
    emptyReview(round, member),
  );
}

function refusalAfter(
  events: readonly ReviewEvent[],
  event: ReviewEvent,
  round: Round = exampleRound,
): ReviewRefusal | null {
  const before = run(events, round);
  const step = stepReview(round, member, before, { seq: 99, at: '2026-11-11T00:00:00Z', event });
  return step.ok ? null : step.failure;
}

const opened = [pledge, declare('none')];

describe('an empty review', () => {
  it('has every assigned application, undeclared or recused by the center', () => {
    const review = emptyReview(withRecusal(exampleRound, 'e2', 'o'), member);
    const states = Object.entries(review.applications).map(([id, each]) => [id, each.conflict]);
    expect(states).toEqual([
      ['w', { state: 'undeclared' }],
      ['f', { state: 'undeclared' }],
      ['o', { state: 'recused-by-center', conflict: 'employment' }],
      ['c', { state: 'undeclared' }],
    ]);
    expect(review).toMatchObject({ phase: 'open', bundle: null, pledge: null, revisions: [] });
  });

  it('is empty for a chair who does not review', () => {
    const settings = { ...exampleRound.settings, chairReviews: false };
    const review = emptyReview({ ...exampleRound, settings }, exampleMember(1));
    expect(review.applications).toEqual({});
  });
});

describe('what opens an application', () => {
  const document = { kind: 'document.opened', application: 'w', document: 'd1' } as const;

  it('is the pledge, then a declaration', () => {
    expect(refusalAfter([], document)).toEqual({ kind: 'pledge-missing' });
    expect(refusalAfter([declare('none')], document)).toEqual({ kind: 'pledge-missing' });
    expect(refusalAfter([pledge], document)).toEqual({ kind: 'undeclared', application: 'w' });
    expect(refusalAfter([declare('none'), pledge], document)).toBeNull();
  });

  it('can be a disclosed relation, put in words', () => {
    const blank = declare({ state: 'disclosed', relation: '  ' });
    expect(refusalAfter([pledge], blank)).toEqual({ kind: 'text-required', field: 'relation' });
    const disclosed = declare({ state: 'disclosed', relation: '同一学会会员' });
    expect(refusalAfter([pledge, disclosed], scored)).toBeNull();
  });

  it('locks every answer alike until then', () => {
    const answers: readonly ReviewEvent[] = [
      scored,
      opinion,
      { kind: 'note.written', application: 'w', note: 'x' },
      { kind: 'check.found', application: 'w', check: '7(2).office', finding: 'met' },
      { kind: 'document.extracted', application: 'w', document: 'd1' },
      { kind: 'falsification.suspected', application: 'w', grounds: 'x' },
    ];
    for (const answer of answers) {
      expect(refusalAfter([pledge], answer)).toEqual({ kind: 'undeclared', application: 'w' });
      expect(refusalAfter(opened, answer)).toBeNull();
    }
  });

  it('keeps applications of others shut, whatever they are called', () => {
    for (const application of ['x', 'constructor', '__proto__']) {
      const refusal = { kind: 'not-assigned', application };
      expect(refusalAfter(opened, { ...scored, application })).toEqual(refusal);
      expect(refusalAfter(opened, { ...declare('none'), application })).toEqual(refusal);
    }
  });

  it('records version and time of the pledge', () => {
    expect(run([pledge]).pledge).toEqual({ version: '2026-1', at: '2026-11-10T08:00:00Z' });
  });
});

describe('a recusal', () => {
  it('by the center cannot be undone or overwritten', () => {
    const round = withRecusal(exampleRound, 'e2', 'w');
    const refusal = { kind: 'recused-by-center', application: 'w' };
    for (const event of [declare('none'), declare(recused), scored, opinion]) {
      expect(refusalAfter([pledge], event, round)).toEqual(refusal);
    }
  });

  it('by the center that came later holds against an older state too', () => {
    const before = run(opened);
    const round = withRecusal(exampleRound, 'e2', 'w');
    const step = stepReview(round, member, before, { seq: 9, at: '', event: scored });
    expect(step).toEqual({ ok: false, failure: { kind: 'recused-by-center', application: 'w' } });
  });

  it('by the expert takes every answer out of the state and seals the application', () => {
    const late = run([...opened, scored, opinion, declare(recused)]);
    expect(late.applications.w).toEqual({
      conflict: recused,
      documents: [],
      checks: {},
      criteria: {},
      recommendation: null,
      reason: '',
      opinion: '',
      note: '',
      falsification: null,
    });
    const refusal = { kind: 'recused', application: 'w' };
    for (const event of [scored, opinion, declare('none'), declare(recused)]) {
      expect(refusalAfter([...opened, declare(recused)], event)).toEqual(refusal);
    }
  });

  it('may come from any state, with words where the kind says nothing', () => {
    const other = (reason: string) => declare({ ...recused, conflict: 'other', reason } as never);
    for (const before of [
      [],
      [declare('none')],
      [declare({ state: 'disclosed', relation: 'x' })],
    ]) {
      expect(refusalAfter(before, declare(recused))).toBeNull();
      expect(refusalAfter(before, other(' '))).toEqual({ kind: 'text-required', field: 'reason' });
      expect(refusalAfter(before, other('旧友'))).toBeNull();
    }
  });
});

describe('an answer', () => {
  it('is kept and can be taken back', () => {
    const check = '7(2).office';
    const found = { kind: 'check.found', application: 'w', check, finding: 'missing' } as const;
    const judged = {
      kind: 'criterion.judged',
      application: 'w',
      criterion: '7(1)',
      verdict: 'partly',
    } as const;
    const answered = run([...opened, found, scored, judged, opinion]).applications.w;
    expect(answered?.checks).toEqual({ [check]: 'missing' });
    expect(answered?.criteria['7(1)']).toMatchObject({ verdict: 'partly', score: 80 });
    const back = [{ ...found, finding: null }, { ...judged, verdict: null }, score(null)];
    const emptied = run([...opened, found, scored, judged, ...back]).applications.w;
    expect(emptied?.checks).toEqual({});
    expect(emptied?.criteria['7(1)']).toMatchObject({ verdict: null, score: null });
  });

  it('must be about a criterion or a check of the application', () => {
    expect(refusalAfter(opened, score(80, '8(1)'))).toEqual({
      kind: 'unknown-criterion',
      application: 'w',
      criterion: '8(1)',
    });
    for (const check of ['8(1).legal-person', '7(1).nothing', 'constructor']) {
      const event = { kind: 'check.found', application: 'w', check, finding: 'met' } as const;
      expect(refusalAfter(opened, event)).toEqual({
        kind: 'unknown-check',
        application: 'w',
        check,
      });
    }
  });

  it('must score on the scale', () => {
    for (const value of [0, 100]) expect(refusalAfter(opened, score(value))).toBeNull();
    for (const value of [-1, 101, 80.5, Number.NaN]) {
      expect(refusalAfter(opened, score(value))).toEqual({
        kind: 'score-off-scale',
        application: 'w',
        criterion: '7(1)',
        score: value,
      });
    }
  });

  it('suspects falsification on grounds only, and can withdraw it', () => {
    const suspect = (grounds: string) =>
      ({ kind: 'falsification.suspected', application: 'w', grounds }) as const;
    expect(refusalAfter(opened, suspect(' '))).toEqual({ kind: 'text-required', field: 'grounds' });
    const suspected = run([...opened, suspect('公章不符')]).applications.w;
    expect(suspected?.falsification).toEqual({ grounds: '公章不符' });
    const withdrawn = { kind: 'falsification.withdrawn', application: 'w' } as const;
    expect(run([...opened, suspect('x'), withdrawn]).applications.w?.falsification).toBeNull();
  });

  it('recommends with a reason and keeps a private note', () => {
    const events: readonly ReviewEvent[] = [
      ...opened,
      {
        kind: 'application.recommended',
        application: 'w',
        recommendation: 'defer',
        reason: '补材料',
      },
      { kind: 'note.written', application: 'w', note: '再看第三页' },
      { kind: 'criterion.commented', application: 'w', criterion: '7(1)', comment: '齐全' },
    ];
    const review = run(events).applications.w;
    expect(review).toMatchObject({ recommendation: 'defer', reason: '补材料', note: '再看第三页' });
    expect(review?.criteria['7(1)']?.comment).toBe('齐全');
  });
});

describe('a citation', () => {
  const cite = (id: string, page: number, check?: string) =>
    ({
      kind: 'citation.added',
      application: 'w',
      criterion: '7(3)',
      citation: { id, document: 'd1', sha256: 'ab', page, check },
    }) as const;
  const remove = (citation: string) =>
    ({ kind: 'citation.removed', application: 'w', criterion: '7(3)', citation }) as const;
  const pages = (events: readonly ReviewEvent[]) =>
    run([...opened, ...events]).applications.w?.criteria['7(3)']?.citations.map(
      (each) => each.page,
    );

  it('is added, replaced under its id and removed', () => {
    expect(pages([cite('a', 1), cite('b', 2)])).toEqual([1, 2]);
    expect(pages([cite('a', 1), cite('b', 2), cite('a', 3)])).toEqual([2, 3]);
    expect(pages([cite('a', 1), cite('b', 2), remove('a')])).toEqual([2]);
  });

  it('is not removed twice', () => {
    const refusal = { kind: 'unknown-citation', application: 'w', citation: 'a' };
    expect(refusalAfter(opened, remove('a'))).toEqual(refusal);
    expect(refusalAfter([...opened, cite('a', 1), remove('a')], remove('a'))).toEqual(refusal);
  });

  it('supports a check of its own criterion only', () => {
    expect(refusalAfter(opened, cite('a', 1, '7(3).talents-served'))).toBeNull();
    expect(refusalAfter(opened, cite('a', 1, '7(2).office'))).toEqual({
      kind: 'unknown-check',
      application: 'w',
      check: '7(2).office',
    });
  });
});

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
