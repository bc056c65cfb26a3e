import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementByType, consolidate } from '../../../../shared/domain/consolidate.ts';
import type {
  ApplicationConsolidation,
  ExpertResult,
} from '../../../../shared/domain/consolidation.ts';
import { flagId } from '../../../../shared/domain/flags.ts';
import { nothingSettled, recusedFrom } from '../../../../shared/domain/panel-results.ts';
import { rank } from '../../../../shared/domain/ranking.ts';
import type { Verdict } from '../../../../shared/domain/review.ts';
import type { Round } from '../../../../shared/domain/round.ts';
import { panelWork } from './arbitraries.ts';
import { entry, exampleRound, resultOf, reviewWith, withRecusal } from './example-round.ts';

const experts = ['e1', 'e2', 'e3', 'e4', 'e5'];

/** Five results that give all five criteria of `w` the same score each. */
function flat(...scores: readonly number[]): readonly ExpertResult[] {
  return scores.map((score, index) => {
    const review = reviewWith('work', [score, score, score, score, score]);
    return resultOf(experts[index] ?? '', { w: review });
  });
}

function onWork(results: readonly ExpertResult[], round = exampleRound): ApplicationConsolidation {
  const found = consolidate(round, results).applications.find((each) => each.application === 'w');
  if (found === undefined) throw new Error('no application w');
  return found;
}

describe('consolidate', () => {
  it('gives totals and statistics, trimmed with five scores', () => {
    const { total, totals, criteria } = onWork(flat(60, 70, 75, 80, 100));
    expect(totals).toEqual({ e1: 6000, e2: 7000, e3: 7500, e4: 8000, e5: 10_000 });
    expect(total).toEqual({
      n: 5,
      mean: 7700,
      median: 7500,
      min: 6000,
      max: 10_000,
      deviation: 1327,
      trimmed: 7500,
    });
    expect(criteria['7(3)']).toEqual(total);
  });

  it('trims no more once a recusal leaves four', () => {
    const { total, recused, totals } = onWork(
      flat(60, 70, 75, 80, 100),
      withRecusal(exampleRound, 'e5', 'w'),
    );
    expect(total).toMatchObject({ n: 4, mean: 7125, trimmed: null });
    expect(recused).toEqual(['e5']);
    expect(Object.keys(totals)).toEqual(['e1', 'e2', 'e3', 'e4']);
  });

  it('counts a criterion as met when more than half of those it applies to found it met', () => {
    const judge = (...verdicts: readonly Verdict[]) =>
      verdicts.map((verdict, index) => {
        const criteria = { '7(1)': { verdict, score: 50, comment: '', citations: [] } };
        return resultOf(experts[index] ?? '', { w: { ...reviewWith('work', []), criteria } });
      });
    expect(onWork(judge('met', 'met', 'not-met')).criteriaMet).toBe(1);
    expect(onWork(judge('met', 'met', 'not-met', 'partly')).criteriaMet).toBe(0);
    expect(onWork(judge('met', 'not-applicable', 'not-applicable')).criteriaMet).toBe(1);
    expect(onWork(judge('met', 'insufficient')).criteriaMet).toBe(0);
    expect(onWork(judge('not-applicable')).criteriaMet).toBe(0);
  });

  it('has every application of the round in the order of the numbers, reviewed or not', () => {
    const { applications } = consolidate(exampleRound, []);
    expect(applications.map((each) => each.application)).toEqual(['w', 'f', 'o', 'c']);
    expect(applications[0]).toMatchObject({ total: { n: 0, mean: null }, criteriaMet: 0 });
  });

  it('measures agreement from ten units on and ranks over what every expert scored', () => {
    const twice = (first: number, second: number, third: number) => ({
      w: reviewWith('work', [first, first, first, first, first]),
      f: reviewWith('offshore', [second, second, second, second, second]),
      o: reviewWith('overseas', [third, third, third, third, third]),
    });
    const same = [resultOf('e1', twice(90, 70, 50)), resultOf('e2', twice(90, 70, 50))];
    expect(consolidate(exampleRound, same).agreement).toEqual({
      alphaScores: 10_000,
      alphaVerdicts: null,
      kendallW: 10_000,
    });
    expect(agreementByType(exampleRound, same).work).toEqual({
      alphaScores: null,
      alphaVerdicts: null,
      kendallW: null,
    });
    const opposite = [resultOf('e1', twice(90, 70, 50)), resultOf('e2', twice(50, 70, 90))];
    expect(consolidate(exampleRound, opposite).agreement.kendallW).toBe(0);
    const partial = [...opposite, resultOf('e3', { w: reviewWith('work', [60]) })];
    expect(consolidate(exampleRound, partial).agreement.kendallW).toBeNull();
  });

  it('tells who leans which way', () => {
    expect(consolidate(exampleRound, flat(60, 80)).leaning).toEqual({
      e1: -100,
      e2: 100,
      e3: null,
      e4: null,
      e5: null,
    });
  });
});

describe('properties of a consolidation', () => {
  const permuted = panelWork.chain(({ round, results }) =>
    fc.record({
      round: fc.constant(round),
      results: fc.constant(results),
      members: whole(round.panel.members),
      entries: whole(round.applications),
      shuffled: whole(results),
    }),
  );

  function whole<T>(values: readonly T[]) {
    return fc.shuffledSubarray([...values], { minLength: values.length });
  }

  it('the order of panel, applications and results never changes it', () => {
    fc.assert(
      fc.property(permuted, ({ round, results, members, entries, shuffled }) => {
        const panel = { ...round.panel, members, recusals: round.panel.recusals.toReversed() };
        const other: Round = { ...round, panel, applications: entries };
        const expected = consolidate(round, results);
        const found = consolidate(other, [...shuffled, ...shuffled]);
        expect(JSON.stringify(found)).toBe(JSON.stringify(expected));
        expect(rank(other, found)).toEqual(rank(round, expected));
      }),
    );
  });

  it('a recused expert is never counted: taking the reviews away changes nothing', () => {
    fc.assert(
      fc.property(panelWork, ({ round, results }) => {
        const without = results.map((result) => ({
          ...result,
          applications: Object.fromEntries(
            Object.entries(result.applications).map(([id, each]) => {
              const out = recusedFrom(round, results, nothingSettled, id).includes(result.expert);
              return [id, out ? { ...each, review: null } : each];
            }),
          ),
        }));
        const found = consolidate(round, results);
        expect(consolidate(round, without)).toEqual(found);
        for (const { recused, totals } of found.applications) {
          expect(recused.filter((id) => Object.hasOwn(totals, id))).toEqual([]);
        }
      }),
    );
  });

  it('what is not applicable never moves a mean', () => {
    const work = panelWork.filter(({ results }) => results.length > 0);
    fc.assert(
      fc.property(work, fc.nat(), ({ round, results }, score) => {
        const { max, step } = round.scheme.scale;
        const other = (score % (max / step + 1)) * step;
        const changed = results.map((result) => replaceUncounted(result, other));
        const figures = (all: readonly ExpertResult[]) =>
          consolidate(round, all).applications.map(({ total, criteria }) => ({ total, criteria }));
        expect(figures(changed)).toEqual(figures(results));
      }),
    );
  });

  it('all totals lie within 0 and 10000, all scores within the scale', () => {
    fc.assert(
      fc.property(panelWork, ({ round, results }) => {
        for (const { total, criteria, totals } of consolidate(round, results).applications) {
          for (const each of Object.values(totals)) expectWithin(each, 10_000);
          for (const each of [total.mean, total.median, total.min, total.max, total.trimmed]) {
            expectWithin(each, 10_000);
          }
          for (const { mean, min, max } of Object.values(criteria)) {
            for (const each of [mean, min, max]) expectWithin(each, 100 * round.scheme.scale.max);
          }
        }
      }),
    );
  });

  it('trims exactly where five experts or more have a total', () => {
    fc.assert(
      fc.property(panelWork, ({ round, results }) => {
        for (const { total } of consolidate(round, results).applications) {
          expect(total.trimmed !== null).toBe(total.n >= 5);
        }
      }),
    );
  });

  it('no two flags have the same name', () => {
    fc.assert(
      fc.property(panelWork, ({ round, results }) => {
        const ids = consolidate(round, results).flags.map(flagId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  function replaceUncounted(result: ExpertResult, score: number): ExpertResult {
    const applications = Object.entries(result.applications).map(([id, each]) => {
      if (each.review === null) return [id, each] as const;
      const criteria = Object.entries(each.review.criteria).map(([key, one]) => {
        return [key, one.verdict === 'not-applicable' ? { ...one, score } : one] as const;
      });
      return [id, { ...each, review: { ...each.review, criteria: Object.fromEntries(criteria) } }];
    });
    return { ...result, applications: Object.fromEntries(applications) };
  }

  function expectWithin(value: number | null, most: number): void {
    if (value === null) return;
    expect(Number.isInteger(value)).toBe(true);
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(most);
  }
});

describe('ids that look like object members', () => {
  it('are ids like any other', () => {
    const applications = [entry('__proto__', '01', 'work'), entry('constructor', '02', 'work')];
    const ids = applications.map((each) => each.id);
    const members = exampleRound.panel.members.map((each) => ({ ...each, assigned: ids }));
    const round = { ...exampleRound, applications, panel: { ...exampleRound.panel, members } };
    const review = reviewWith('work', [80, 80, 80, 80, 80]);
    const result = resultOf('e1', { ['__proto__']: review, constructor: review });
    const { applications: found } = consolidate(round, [result]);
    expect(found.map((each) => [each.application, each.total.mean])).toEqual([
      ['__proto__', 8000],
      ['constructor', 8000],
    ]);
    expect(consolidate(round, []).applications.map((each) => each.total.n)).toEqual([0, 0]);
  });
});
