import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseTypes } from '../../../../shared/domain/application.ts';
import { consolidate } from '../../../../shared/domain/consolidate.ts';
import type { ApplicationConsolidation } from '../../../../shared/domain/consolidation.ts';
import { rank } from '../../../../shared/domain/ranking.ts';
import { statisticsOf } from '../../../../shared/domain/statistics.ts';
import { panelWork } from './arbitraries.ts';
import { entry, exampleRound } from './example-round.ts';

interface Figures {
  readonly totals: readonly number[];
  readonly criteriaMet?: number;
}

/** Ranks work bases whose number is their id, in the order given. */
function ranked(figures: Readonly<Record<string, Figures>>) {
  const ids = Object.keys(figures);
  const round = { ...exampleRound, applications: ids.map((id) => entry(id, id, 'work')) };
  const applications = Object.entries(figures).map(
    ([application, { totals, criteriaMet = 0 }]): ApplicationConsolidation => ({
      application,
      total: statisticsOf(totals),
      criteria: {},
      criteriaMet,
      totals: {},
      recused: [],
    }),
  );
  const consolidation = { ...consolidate(round, []), applications };
  return rank(round, consolidation).map((each) => [each.application, each.rank, each.decidedBy]);
}

describe('rank', () => {
  it('goes by the mean of the totals', () => {
    expect(ranked({ A: { totals: [7000] }, B: { totals: [9000] }, C: { totals: [8000] } })).toEqual(
      [
        ['B', 1, null],
        ['C', 2, 'total'],
        ['A', 3, 'total'],
      ],
    );
  });

  it('then by criteria met, then by the median, then by the number', () => {
    const figures = {
      D10: { totals: [6000, 8000, 10_000], criteriaMet: 4 },
      D9: { totals: [6000, 8000, 10_000], criteriaMet: 4 },
      B: { totals: [7000, 7000, 10_000], criteriaMet: 4 },
      A: { totals: [8000, 8000, 8000], criteriaMet: 5 },
    };
    expect(ranked(figures)).toEqual([
      ['A', 1, null],
      ['D9', 2, 'criteria-met'],
      ['D10', 3, 'number'],
      ['B', 4, 'median'],
    ]);
  });

  it('puts what nobody scored last', () => {
    expect(ranked({ A: { totals: [], criteriaMet: 5 }, B: { totals: [0] } })).toEqual([
      ['B', 1, null],
      ['A', 2, 'total'],
    ]);
  });

  it('uses the plain mean, with or without five scores', () => {
    // Trimmed A has 90, its mean is 74; B has a mean of 80 from four scores.
    const figures = { A: { totals: [1000, 9000, 9000, 9000, 9000] }, B: { totals: [8000, 8000] } };
    expect(ranked(figures).map(([id]) => id)).toEqual(['B', 'A']);
  });

  it('ranks inside each base type, in the order of Art. 5', () => {
    const found = rank(exampleRound, consolidate(exampleRound, []));
    expect(found.map((each) => [each.application, each.baseType, each.rank])).toEqual([
      ['w', 'work', 1],
      ['f', 'offshore', 1],
      ['o', 'overseas', 1],
      ['c', 'community', 1],
    ]);
  });

  it('is a total order: each application once, ranks without gaps', () => {
    fc.assert(
      fc.property(panelWork, ({ round, results }) => {
        const found = rank(round, consolidate(round, results));
        const ids = found.map((each) => each.application);
        expect(ids.toSorted()).toEqual(round.applications.map((each) => each.id).toSorted());
        for (const type of baseTypes) {
          const inside = found.filter((each) => each.baseType === type);
          expect(inside.map((each) => each.rank)).toEqual(inside.map((_, index) => index + 1));
          expect(inside.every((each) => (each.decidedBy === null) === (each.rank === 1))).toBe(
            true,
          );
        }
      }),
    );
  });
});
