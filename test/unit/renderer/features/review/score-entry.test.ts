import { describe, expect, it } from 'vitest';
import { scoreEntry, stepped } from '../../../../../renderer/features/review/score-entry.ts';
import { defaultScheme } from '../../../../../shared/domain/scheme.ts';

const { scale } = defaultScheme();
const coarse = { ...scale, max: 10, step: 5 };

describe('a typed score', () => {
  it.each([
    ['', { kind: 'none' }],
    ['  ', { kind: 'none' }],
    ['85', { kind: 'score', score: 85 }],
    ['８５', { kind: 'score', score: 85 }],
    ['85.0', { kind: 'score', score: 85 }],
    ['0', { kind: 'score', score: 0 }],
    ['100', { kind: 'score', score: 100 }],
    ['101', { kind: 'invalid' }],
    ['850', { kind: 'invalid' }],
    ['85.5', { kind: 'invalid' }],
    ['-1', { kind: 'invalid' }],
    ['1e1', { kind: 'invalid' }],
    ['八十', { kind: 'invalid' }],
  ])('%j', (typed, entry) => {
    expect(scoreEntry(scale, typed)).toEqual(entry);
  });

  it('keeps to the steps of the scale', () => {
    expect(scoreEntry(coarse, '5')).toEqual({ kind: 'score', score: 5 });
    expect(scoreEntry(coarse, '7')).toEqual({ kind: 'invalid' });
  });

  it('is stepped inside the scale, from nothing to its ends', () => {
    expect([stepped(scale, 99, 1), stepped(scale, 100, 1), stepped(scale, 0, -1)]).toEqual([
      100, 100, 0,
    ]);
    expect([stepped(coarse, 5, 1), stepped(scale, null, 1), stepped(scale, null, -1)]).toEqual([
      10, 0, 100,
    ]);
  });
});
