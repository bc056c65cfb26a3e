import { describe, expect, it } from 'vitest';
import { consolidate } from '../../../../shared/domain/consolidate.ts';
import type { ExpertResult, Flag } from '../../../../shared/domain/consolidation.ts';
import { flagId } from '../../../../shared/domain/flags.ts';
import type { Finding } from '../../../../shared/domain/review.ts';
import type { Round, RoundSettings } from '../../../../shared/domain/round.ts';
import { exampleRound, findingsOf, resultOf, reviewWith } from './example-round.ts';

/** Flags about applications, workbooks of members that are not there left aside. */
function flagsOf(results: readonly ExpertResult[], round: Round = exampleRound): readonly Flag[] {
  return consolidate(round, results).flags.filter((flag) => flag.kind !== 'workbook-missing');
}

/** One result per score, all for the first criterion of application `w`; nothing else counts. */
function scored(...scores: readonly number[]): readonly ExpertResult[] {
  return scores.map((score, index) =>
    resultOf(`e${index + 1}`, { w: reviewWith('work', [score, null, null, null, null]) }),
  );
}

function limited(limits: Partial<RoundSettings['limits']>): Round {
  const { settings } = exampleRound;
  return { ...exampleRound, settings: { ...settings, limits: { ...settings.limits, ...limits } } };
}

describe('flags on scores', () => {
  const about = { application: 'w', criterion: '7(1)' };

  it('raise a range of 20 % of the scale, not of 19', () => {
    expect(flagsOf(scored(70, 75, 80, 89))).toEqual([]);
    expect(flagsOf(scored(70, 75, 85, 90))).toEqual([
      { kind: 'criterion-range', ...about, range: 2000 },
    ]);
  });

  it('raise a distance of 15 % of the scale from the median, half points included', () => {
    expect(flagsOf(scored(70, 70, 84))).toEqual([]);
    expect(flagsOf(scored(70, 70, 85))).toEqual([
      { kind: 'score-distance', ...about, expert: 'e3', distance: 1500 },
    ]);
    // Median 70.5: 85 lies 14.5 away, 86 lies 15.5.
    expect(flagsOf(scored(67, 70, 71, 85))).toEqual([]);
    expect(flagsOf(scored(67, 70, 71, 86))).toEqual([
      { kind: 'score-distance', ...about, expert: 'e4', distance: 1550 },
    ]);
  });

  it('measure by the scale of the round', () => {
    const bands = [{ from: 0, to: 10, anchor: { zh: '档', en: 'band' } }];
    const scheme = { ...exampleRound.scheme, scale: { max: 10, step: 1, bands }, passLine: 0 };
    const round = { ...limited({ scoreDistance: 50 }), scheme };
    expect(flagsOf(scored(7, 8), round)).toEqual([]);
    expect(flagsOf(scored(7, 9), round)).toEqual([
      { kind: 'criterion-range', ...about, range: 200 },
    ]);
  });

  it('follow the limits of the round', () => {
    const round = limited({ criterionRange: 100, scoreDistance: 100, totalGap: 100 });
    expect(flagsOf(scored(60, 99), round)).toEqual([]);
  });

  it('say nothing of a single expert', () => {
    expect(flagsOf(scored(0))).toEqual([]);
    expect(flagsOf(scored(100))).toEqual([]);
  });

  it('do not see scores that do not count', () => {
    const outlier = reviewWith('work', [0]);
    const criteria = { '7(1)': { verdict: 'insufficient', score: 0, comment: '', citations: [] } };
    const silent = { ...outlier, criteria } as typeof outlier;
    expect(flagsOf([...scored(80, 80), resultOf('e3', { w: silent })])).toEqual([]);
  });
});

describe('flags on totals', () => {
  const round = limited({ criterionRange: 100, scoreDistance: 100 });

  it('raise a gap of 30 points, not of 29', () => {
    expect(flagsOf(scored(60, 89), round)).toEqual([]);
    expect(flagsOf(scored(60, 90), round)).toEqual([
      { kind: 'total-gap', application: 'w', gap: 3000 },
    ]);
  });

  it('raise totals on both sides of the pass line, which passes itself', () => {
    expect(flagsOf(scored(60, 61), round)).toEqual([]);
    expect(flagsOf(scored(58, 59), round)).toEqual([]);
    expect(flagsOf(scored(59, 60), round)).toEqual([
      { kind: 'straddles-pass-line', application: 'w' },
    ]);
  });
});

describe('flags on checks', () => {
  const found = (expert: string, check: string, finding: Finding) => {
    const checks = findingsOf({ [check]: finding });
    return resultOf(expert, { w: reviewWith('work', [80], { checks }) });
  };

  it.each(['7(1).established-in-china', '7(3).talents-served', '7(3).activities'])(
    'raise experts who differ on %s',
    (check) => {
      const criterion = check.split('.')[0];
      const flag = { kind: 'check-disagreement', application: 'w', criterion, check };
      expect(flagsOf([found('e1', check, 'met'), found('e2', check, 'missing')])).toMatchObject([
        flag,
      ]);
      expect(flagsOf([found('e1', check, 'met'), found('e2', check, 'met')])).toEqual([]);
    },
  );

  it('let experts differ on a judgement', () => {
    const check = '7(2).commitment';
    expect(flagsOf([found('e1', check, 'met'), found('e2', check, 'not-met')])).toEqual([]);
  });
});

describe('flags on people', () => {
  it('raise a suspicion of falsification and an undecided disclosure', () => {
    const falsification = { grounds: '公章不符' };
    const conflict = { state: 'disclosed', relation: '同会' } as const;
    const results = [
      resultOf('e1', { w: reviewWith('work', [80], { falsification }) }),
      resultOf('e2', { w: reviewWith('work', [80], { conflict }) }),
    ];
    expect(flagsOf(results)).toMatchObject([
      { kind: 'falsification-suspected', application: 'w', expert: 'e1' },
      { kind: 'disclosure-unresolved', application: 'w', expert: 'e2' },
    ]);
  });
});

describe('flags on workbooks', () => {
  const fine = { w: reviewWith('work', [80]) };
  const again = (workbook: string) =>
    resultOf('e1', fine, { revision: 2, workbook, parent: 'e1-1' });

  it('raise missing ones, in the order of the experts', () => {
    expect(consolidate(exampleRound, [resultOf('e2', fine)]).flags).toEqual(
      ['e1', 'e3', 'e4', 'e5'].map((expert) => ({ kind: 'workbook-missing', expert })),
    );
  });

  it('raise superseded ones and forks', () => {
    expect(flagsOf([resultOf('e1', fine), again('x')])).toEqual([
      { kind: 'workbook-superseded', expert: 'e1', revision: 1 },
    ]);
    const forked = flagsOf([again('y'), resultOf('e1', fine), again('x')]);
    expect(forked).toEqual([{ kind: 'workbook-fork', expert: 'e1', workbooks: ['x', 'y'] }]);
  });
});

describe('flagId', () => {
  it('joins the members of a flag, its kind first, whatever order they were written in', () => {
    const flags: readonly Flag[] = [
      {
        check: '7(2).office',
        criterion: '7(2)',
        application: 'w',
        kind: 'check-disagreement',
        mark: 'm',
      },
      { kind: 'criterion-range', application: 'w', criterion: '7(2)', range: 2000 },
      { kind: 'score-distance', application: 'w', criterion: '7(2)', expert: 'e', distance: 1550 },
      { kind: 'total-gap', application: 'w', gap: 3000 },
      { kind: 'straddles-pass-line', application: 'w' },
      { kind: 'falsification-suspected', application: 'w', expert: 'e', mark: 'm' },
      { kind: 'disclosure-unresolved', application: 'w', expert: 'e' },
      { kind: 'workbook-missing', expert: 'e' },
      { kind: 'workbook-superseded', expert: 'e', revision: 2 },
      { kind: 'workbook-fork', expert: 'e', workbooks: ['a', 'b'] },
    ];
    expect(flags.map(flagId)).toEqual([
      'check-disagreement/w/7(2)/7(2).office/m',
      'criterion-range/w/7(2)/2000',
      'score-distance/w/7(2)/e/1550',
      'total-gap/w/3000',
      'straddles-pass-line/w',
      'falsification-suspected/w/e/m',
      'disclosure-unresolved/w/e',
      'workbook-missing/e',
      'workbook-superseded/e/2',
      'workbook-fork/e/a/b',
    ]);
  });

  it('is another one for other grounds and for other findings: what was settled was about those before', () => {
    const suspected = (grounds: string) =>
      flagsOf([resultOf('e1', { w: reviewWith('work', [80], { falsification: { grounds } }) })]);
    const check = '7(3).talents-served';
    const disputed = (...findings: readonly Finding[]) =>
      flagsOf(
        findings.map((finding, place) => {
          const checks = findingsOf({ [check]: finding });
          return resultOf(`e${place + 1}`, { w: reviewWith('work', [80], { checks }) });
        }),
      );
    const ids = (flags: readonly Flag[]) => flags.map(flagId);
    expect(ids(suspected('公章不符'))).toEqual(ids(suspected('公章不符')));
    expect(ids(suspected('公章不符'))).not.toEqual(ids(suspected('公章系伪造')));
    expect(ids(disputed('met', 'missing'))).toEqual(ids(disputed('met', 'missing')));
    expect(ids(disputed('met', 'missing'))).not.toEqual(ids(disputed('met', 'not-met')));
    expect(ids(disputed('met', 'missing'))).not.toEqual(ids(disputed('missing', 'met')));
  });
});
