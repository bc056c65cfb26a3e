import { describe, expect, it } from 'vitest';
import {
  comparisonOf,
  comparisonWords,
  declaredEnough,
} from '../../../../../renderer/features/review/comparison.ts';
import { check as checkWithId } from '../../../../../shared/domain/catalogue/catalogue.ts';

const number = (value: number) => new Intl.NumberFormat('en').format(value);

/** What stands beside a check: the comparison's words for a count, its kind otherwise, and whether it is enough. */
function shown(id: string, declared: Parameters<typeof comparisonOf>[1]): readonly unknown[] {
  const comparison = comparisonOf(checkWithId(id)!, declared);
  const words = comparison.kind === 'count' ? comparisonWords(comparison, number) : comparison.kind;
  return [words, declaredEnough(comparison)];
}

describe('a declared count beside its threshold', () => {
  it.each([
    ['7(3).talents-served', 25, '25 ≥ 20', true],
    ['7(3).talents-served', 20, '20 ≥ 20', true],
    ['7(3).talents-served', 19, '19 ≥ 20', false],
    ['9(3).partners', 10, '10 > 10', false],
    ['9(3).partners', 11, '11 > 10', true],
  ])('%s, %d: %s', (id, declared, words, enough) => {
    expect(shown(id, declared)).toEqual([words, enough]);
  });
});

describe('what else is declared', () => {
  it('is a yes, a no, or options that the regulation names', () => {
    expect(shown('7(3).channels', true)).toEqual(['boolean', true]);
    expect(shown('7(3).channels', false)).toEqual(['boolean', false]);
    expect(shown('7(3).activities', ['academic-exchange'])).toEqual(['choice', true]);
    expect(shown('7(3).activities', ['made-up'])).toEqual(['choice', false]);
    const comparison = comparisonOf(checkWithId('7(3).activities')!, ['venture-investment']);
    expect(comparison).toMatchObject({ chosen: [{ en: 'Venture investment' }], of: 6 });
  });

  it('decides nothing where it is missing or of another kind', () => {
    expect(shown('7(3).talents-served', undefined)).toEqual(['undeclared', null]);
    expect(shown('7(3).talents-served', true)).toEqual(['undeclared', null]);
    expect(shown('7(3).channels', 3)).toEqual(['undeclared', null]);
    expect(shown('7(3).activities', false)).toEqual(['undeclared', null]);
  });
});
