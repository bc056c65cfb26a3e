import { describe, expect, it } from 'vitest';
import { contradictedFigure } from '../../../../../electron/services/panel/figures-check.ts';
import type { PanelContradiction } from '../../../../../shared/exchange.ts';
import type { PanelPayload, ResultPayload } from '../../../../../shared/workbook.ts';
import { hashOf, panelPayload, resultPayload, round } from '../../../../support/example-payload.ts';

const results = new Map(
  [1, 2, 3, 4, 5].map((place) => [hashOf(`result ${place}`), resultPayload(place)] as const),
);
const panel = panelPayload(Object.fromEntries(results));
const check = (changed: PanelPayload, there: ReadonlyMap<string, ResultPayload> = results) =>
  contradictedFigure(round, changed, there);

type Decided = PanelPayload['applications'][number];

/** The panel with another second application, which nobody is recused from. */
function withSecond(change: (one: Decided) => Partial<Decided>): PanelPayload {
  const applications = panel.applications.map((each, place) =>
    place === 1 ? { ...each, ...change(each) } : each,
  );
  return { ...panel, applications };
}

const second = panel.applications[1]?.application ?? '';
const lies: readonly [string, PanelPayload, PanelContradiction][] = [
  [
    'another total of one expert',
    withSecond(({ totals }) => ({
      totals: totals.map((each, place) => (place === 2 ? { ...each, total: 1 } : each)),
    })),
    { figure: 'total', application: second, code: 'E3' },
  ],
  [
    'an expert recused who was not',
    withSecond(({ totals }) => ({
      totals: totals.map((each, place) =>
        place === 2 ? { ...each, total: null, recused: true } : each,
      ),
    })),
    { figure: 'recusal', application: second, code: 'E3' },
  ],
  [
    'an expert heard who was recused',
    {
      ...panel,
      applications: panel.applications.map((each) => ({
        ...each,
        totals: each.totals.map((one) => ({ ...one, recused: false })),
      })),
    },
    { figure: 'recusal', application: panel.applications[0]?.application ?? '', code: 'E2' },
  ],
  [
    'other statistics of a criterion',
    withSecond(({ criteria }) => ({
      criteria: criteria.map((each, place) =>
        place === 0 ? { ...each, statistics: { ...each.statistics, mean: 1 } } : each,
      ),
    })),
    { figure: 'statistics', application: second, code: null },
  ],
  [
    'fewer criteria met',
    withSecond(() => ({ criteriaMet: 0 })),
    { figure: 'statistics', application: second, code: null },
  ],
  [
    'better agreement',
    { ...panel, agreement: { alphaScores: 9_999, alphaVerdicts: 9_999, kendallW: 9_999 } },
    { figure: 'agreement', application: null, code: null },
  ],
  [
    'the workbook of another expert',
    {
      ...panel,
      members: panel.members.map((each, place) =>
        place === 0 ? { ...each, workbook: hashOf('result 2') } : each,
      ),
    },
    { figure: 'workbook', application: null, code: 'E1' },
  ],
  [
    'another revision than was counted',
    {
      ...panel,
      members: panel.members.map((each, place) => (place === 0 ? { ...each, revision: 2 } : each)),
    },
    { figure: 'workbook', application: null, code: 'E1' },
  ],
];

describe('the figures of a panel, beside the workbooks that it names', () => {
  it('hold when they follow from them', () => expect(check(panel)).toBeNull());

  it.each(lies)('are contradicted: %s', (_, changed, expected) => {
    expect(changed).not.toEqual(panel);
    expect(check(changed)).toEqual(expected);
  });

  it('are contradicted by one workbook alone, when it is its member’s total', () => {
    const alone = new Map([...results].filter(([sha256]) => sha256 === hashOf('result 3')));
    const [, total] = lies[0] ?? expect.fail('no lie');
    expect(check(total, alone)).toEqual({ figure: 'total', application: second, code: 'E3' });
    expect(check(panel, alone)).toBeNull();
  });

  it('are contradicted by a flag that was left out, changed or made up', () => {
    const flagged = new Map(results);
    const third = resultPayload(3);
    const applications = third.applications.map((each) =>
      each.state === 'reviewed' ? { ...each, falsification: { grounds: '附件为伪造' } } : each,
    );
    flagged.set(hashOf('result 3'), { ...third, applications });
    expect(check(panel, flagged)).toMatchObject({ figure: 'flags', code: 'E3' });
    const honest = panelPayload(Object.fromEntries(flagged));
    expect(check(honest, flagged)).toBeNull();
    expect(check(honest, results)).toMatchObject({ figure: 'flags', code: 'E3' });
    const flags = honest.flags.map((each) => ({ ...each, code: 'E1' }));
    expect(check({ ...honest, flags }, flagged)).toMatchObject({ figure: 'flags' });
  });

  it('are believed where nothing is at hand, not where it was made for another bundle', () => {
    for (const [, changed] of lies) expect(check(changed, new Map())).toBeNull();
    const other = new Map(
      [...results].map(([sha256, payload]) => {
        const bundle = { ...payload.bundle, manifest: hashOf('other') };
        return [sha256, { ...payload, bundle }] as const;
      }),
    );
    for (const [, changed, expected] of lies) expect(check(changed, other)).toEqual(expected);
    expect(check(panel, other)).toBeNull();
  });
});
