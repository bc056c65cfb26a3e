import { describe, expect, it } from 'vitest';
import type { ReviewEvent } from '../../../../shared/domain/review.ts';
import { emptyReview, stepReview } from '../../../../shared/domain/review-step.ts';
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
} from './example-review.ts';
import { exampleMember, exampleRound, withRecusal } from './example-round.ts';

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
      notes: {},
      falsification: null,
      suspicionCitations: [],
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
      { kind: 'note.written', application: 'w', criterion: '7(1)', note: '问中心' },
      { kind: 'criterion.commented', application: 'w', criterion: '7(1)', comment: '齐全' },
    ];
    const review = run(events).applications.w;
    expect(review).toMatchObject({ recommendation: 'defer', reason: '补材料', note: '再看第三页' });
    expect(review?.criteria['7(1)']?.comment).toBe('齐全');
    expect(review?.notes).toEqual({ '7(1)': '问中心' });
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

  it('may support a suspicion of falsification, before its grounds are written', () => {
    const citation = { id: 'a', document: 'd1', sha256: 'ab', page: 4 };
    const about = { application: 'w', criterion: null } as const;
    const added = { kind: 'citation.added', ...about, citation } as const;
    expect(run([...opened, added]).applications.w).toMatchObject({
      falsification: null,
      suspicionCitations: [citation],
    });
    const removed = { kind: 'citation.removed', ...about, citation: 'a' } as const;
    expect(run([...opened, added, removed]).applications.w?.suspicionCitations).toEqual([]);
    expect(refusalAfter(opened, removed)).toMatchObject({ kind: 'unknown-citation' });
    const forCheck = { ...citation, check: '7(3).talents-served' };
    expect(refusalAfter(opened, { ...added, citation: forCheck })).toMatchObject({
      kind: 'unknown-check',
    });
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
