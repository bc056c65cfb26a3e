import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseTypes } from '../../../../shared/domain/application.ts';
import type { RoundSettings, Scheme } from '../../../../shared/domain/round.ts';
import {
  checkScheme,
  defaultScheme,
  defaultSettings,
  settingsProblems,
} from '../../../../shared/domain/scheme.ts';
import { must } from '../../../../shared/result.ts';
import { scheme as anyScheme } from './arbitraries.ts';

function problemsOf(scheme: Scheme, kind?: 'assessment') {
  const checked = checkScheme(scheme, kind);
  return checked.ok ? [] : checked.failure.problems;
}

function withScale(scale: Partial<Scheme['scale']>): Scheme {
  const before = defaultScheme();
  return { ...before, scale: { ...before.scale, ...scale } };
}

function withWork(rows: Scheme['criteria']['work']): Scheme {
  const before = defaultScheme();
  return { ...before, criteria: { ...before.criteria, work: rows } };
}

const anchor = { zh: '档', en: 'band' };

describe('the default scheme', () => {
  it('is valid: 0 to 100 in steps of 1, five mandatory criteria of weight 20 each', () => {
    const scheme = must(checkScheme(defaultScheme()));
    expect(scheme.scale).toMatchObject({ max: 100, step: 1 });
    for (const type of baseTypes) {
      expect(scheme.criteria[type].map((each) => each.weight)).toEqual([20, 20, 20, 20, 20]);
      expect(scheme.criteria[type].every((each) => each.mandatory)).toBe(true);
    }
    expect(scheme.passLine).toBe(6000);
  });
});

describe('the default settings', () => {
  it('are those of the programme: 20 %, 15 %, 30 points, two thirds twice', () => {
    expect(defaultSettings()).toMatchObject({
      limits: { criterionRange: 20, scoreDistance: 15, totalGap: 30 },
      quorum: { numerator: 2, denominator: 3 },
      majority: { numerator: 2, denominator: 3 },
      chairReviews: true,
    });
    expect(settingsProblems(defaultSettings())).toEqual([]);
  });
});

describe('checkScheme', () => {
  it('accepts every scheme of our generators', () => {
    fc.assert(fc.property(anyScheme, (scheme) => problemsOf(scheme).length === 0));
  });

  it.each([
    [{ max: 0 }, 'scale.max', 'too-small'],
    [{ max: 0.5 }, 'scale.max', 'wrong-type'],
    [{ max: 1_000_001 }, 'scale.max', 'too-big'],
    [{ step: 0 }, 'scale.step', 'too-small'],
    [{ step: 3 }, 'scale.step', 'step-does-not-divide'],
    [{ bands: [] }, 'scale.bands', 'bands-do-not-tile'],
    [{ bands: [{ from: 1, to: 100, anchor }] }, 'scale.bands[0].from', 'bands-do-not-tile'],
    [{ bands: [{ from: 0, to: 99, anchor }] }, 'scale.bands', 'bands-do-not-tile'],
    [{ bands: [{ from: 0, to: 101, anchor }] }, 'scale.bands[0].to', 'bands-do-not-tile'],
    [{ step: 5, bands: [{ from: 0, to: 52, anchor }] }, 'scale.bands[0].to', 'bands-do-not-tile'],
  ])('names what is wrong with the scale %j', (scale, path, reason) => {
    expect(problemsOf(withScale(scale))).toMatchObject([{ path, reason }]);
  });

  it('refuses bands that overlap or leave a gap', () => {
    const bands = (second: number) => [
      { from: 0, to: 50, anchor },
      { from: second, to: 100, anchor },
    ];
    expect(problemsOf(withScale({ bands: bands(51) }))).toEqual([]);
    for (const second of [50, 52]) {
      expect(problemsOf(withScale({ bands: bands(second) }))).toMatchObject([
        { path: 'scale.bands[1].from', reason: 'bands-do-not-tile', expected: '51' },
      ]);
    }
  });

  it('names every wrong weight and the wrong pass line at once', () => {
    const rows = defaultScheme().criteria.work.map((row, place) => ({
      ...row,
      weight: [0, -1, 1.5, 10_001, 20][place] ?? 20,
    }));
    expect(problemsOf({ ...withWork(rows), passLine: 10_001 })).toMatchObject([
      { path: 'criteria.work[0].weight', reason: 'too-small' },
      { path: 'criteria.work[1].weight', reason: 'too-small' },
      { path: 'criteria.work[2].weight', reason: 'wrong-type' },
      { path: 'criteria.work[3].weight', reason: 'too-big' },
      { path: 'passLine', reason: 'too-big' },
    ]);
  });

  it('refuses criteria that are unknown, of another type, repeated, missing or out of order', () => {
    const rows = defaultScheme().criteria.work;
    const row = (criterion: string) => ({ criterion, weight: 20, mandatory: true });
    const path = (place: number) => `criteria.work[${place}].criterion`;
    expect(problemsOf(withWork([...rows, row('7(6)')]))).toMatchObject([
      { path: path(5), reason: 'unknown-criterion' },
    ]);
    expect(problemsOf(withWork([...rows, row('8(1)')]))).toMatchObject([
      { path: path(5), reason: 'wrong-base-type' },
    ]);
    expect(problemsOf(withWork([...rows, row('7(1)')]))).toMatchObject([
      { path: path(5), reason: 'duplicate' },
    ]);
    expect(problemsOf(withWork(rows.slice(1)))).toEqual([
      { path: 'criteria.work', reason: 'missing', expected: '7(1)' },
    ]);
    expect(problemsOf(withWork(rows.toReversed()))).toMatchObject([
      { path: path(0), reason: 'wrong-format', expected: '7(1)' },
    ]);
  });

  it('lets an assessment leave criteria out, but not all', () => {
    const rows = defaultScheme().criteria.work;
    expect(problemsOf(withWork(rows.slice(2, 3)), 'assessment')).toEqual([]);
    expect(problemsOf(withWork([]), 'assessment')).toMatchObject([
      { path: 'criteria.work', reason: 'missing' },
    ]);
  });
});

describe('settingsProblems', () => {
  const settings = (changes: Partial<RoundSettings>) =>
    settingsProblems({ ...defaultSettings(), ...changes });

  it('wants shares above nothing and at most the whole', () => {
    expect(settings({ quorum: { numerator: 1, denominator: 1 } })).toEqual([]);
    expect(settings({ quorum: { numerator: 0, denominator: 3 } })).toMatchObject([
      { path: 'quorum.numerator', reason: 'too-small' },
    ]);
    expect(settings({ majority: { numerator: 4, denominator: 3 } })).toMatchObject([
      { path: 'majority.numerator', reason: 'too-big' },
    ]);
  });

  it('wants limits in whole percents and points', () => {
    const limits = { criterionRange: 0, scoreDistance: 101, totalGap: 0.5 };
    expect(settings({ limits }).map((each) => [each.path, each.reason])).toEqual([
      ['limits.criterionRange', 'too-small'],
      ['limits.scoreDistance', 'too-big'],
      ['limits.totalGap', 'wrong-type'],
    ]);
  });
});
