import { describe, expect, it } from 'vitest';
import { baseTypes } from '../../../../../shared/domain/application.ts';
import {
  check,
  compareToThreshold,
  criteriaByType,
  criteriaOf,
  criterion,
  criterionOfCheck,
  declaredMeets,
  isObjective,
} from '../../../../../shared/domain/catalogue/catalogue.ts';
import type { Check, Threshold } from '../../../../../shared/domain/catalogue/criterion.ts';

const all = baseTypes.flatMap((type) => criteriaOf(type));
const checks = all.flatMap((each) => each.checks);

/** Read from the regulation, Arts. 7 to 10: number, unit and word of every threshold. */
const thresholds: Readonly<Record<string, readonly [number, Threshold['unit'], string]>> = {
  '7(3).talents-served': [20, 'people', '以上'],
  '8(3).premises': [5000, 'square-metres', '以上'],
  '8(3).resident-enterprises': [50, 'enterprises', '以上'],
  '8(4).institutions': [10, 'organisations', '以上'],
  '8(4).talents-served': [300, 'people', '以上'],
  '8(5).funds': [1_000_000, 'yuan-per-year', '不低于'],
  '8(5).talents-attracted': [50, 'people', '以上'],
  '9(3).partners': [10, 'organisations', '超过'],
  '9(4).beijing-partners': [2, 'organisations', '以上'],
  '9(4).talents-recommended': [20, 'people', '以上'],
  '10(2).premises': [2000, 'square-metres', '以上'],
  '10(2).resident-institutions': [10, 'organisations', '以上'],
  '10(4).talents-contacted': [100, 'people', '以上'],
  '10(4).institutions': [10, 'organisations', '以上'],
  '10(5).organisations': [2, 'organisations', '以上'],
};

describe('the catalogue of criteria', () => {
  it('holds the five numbered conditions of each type in their order', () => {
    expect(Object.keys(criteriaByType)).toEqual([...baseTypes]);
    const ids = (article: number) => [1, 2, 3, 4, 5].map((place) => `${article}(${place})`);
    expect(criteriaOf('work').map((each) => each.id)).toEqual(ids(7));
    expect(criteriaOf('offshore').map((each) => each.id)).toEqual(ids(8));
    expect(criteriaOf('overseas').map((each) => each.id)).toEqual(ids(9));
    expect(criteriaOf('community').map((each) => each.id)).toEqual(ids(10));
    expect(baseTypes.every((type) => criteriaOf(type).every((one) => one.baseType === type))).toBe(
      true,
    );
  });

  it('cites each condition as the regulation counts it', () => {
    const places = ['一', '二', '三', '四', '五'];
    const articles = { work: '七', offshore: '八', overseas: '九', community: '十' };
    for (const type of baseTypes) {
      const cited = criteriaOf(type).map((each) => each.article);
      expect(cited.map((each) => each.zh)).toEqual(
        places.map((place) => `第${articles[type]}条（${place}）`),
      );
      expect(cited.map((each) => each.en)).toEqual(criteriaOf(type).map(({ id }) => `Art. ${id}`));
    }
  });

  it('names every check once, under its criterion', () => {
    expect(new Set(checks.map((each) => each.id)).size).toBe(checks.length);
    for (const one of all) {
      for (const { id } of one.checks) {
        expect(id).toMatch(/^\d{1,2}\(\d\)\.[a-z0-9-]+$/);
        expect(id.startsWith(`${one.id}.`)).toBe(true);
        expect(criterionOfCheck(id)).toBe(one);
        expect(check(id)?.id).toBe(id);
      }
      expect(criterion(one.id)).toBe(one);
    }
  });

  it('knows nothing of ids that it does not hold', () => {
    for (const stranger of ['6(1)', '', 'constructor', '__proto__']) {
      expect(criterion(stranger)).toBeUndefined();
      expect(check(stranger)).toBeUndefined();
      expect(criterionOfCheck(stranger)).toBeUndefined();
    }
  });

  it('says everything in both languages', () => {
    const options = checks.flatMap((each) => (each.kind === 'choice' ? each.options : []));
    const texts = [
      ...all.flatMap((each) => [each.title, each.requirement]),
      ...checks.map((each) => each.label),
      ...options.map((each) => each.label),
    ];
    for (const { zh, en } of texts) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[\p{Script=Latin}\p{N}\p{P}\p{Zs}²&]+$/u);
    }
  });

  it('carries every threshold of the regulation and no other', () => {
    const counts = checks.filter((each) => each.kind === 'count');
    const found = counts.map(({ id, threshold: { value, unit, wording } }) => [
      id,
      [value, unit, wording],
    ]);
    expect(Object.fromEntries(found)).toEqual(thresholds);
  });

  it('excludes the number itself for 超过 only', () => {
    for (const each of checks) {
      if (each.kind !== 'count') continue;
      const { rule, wording } = each.threshold;
      expect(rule).toBe(wording === '超过' ? 'more-than' : 'at-least');
    }
  });

  it('offers the six activities of Art. 7(3) again in Art. 10(4)', () => {
    const choices = checks.filter((each) => each.kind === 'choice');
    expect(choices.map((each) => each.id)).toEqual(['7(3).activities', '10(4).activities']);
    const activities = ['人才举荐', '学术交流', '研发合作', '企业孵化', '成果推介', '创业投资'];
    for (const each of choices) {
      expect(each.options.map((option) => option.label.zh)).toEqual(activities);
    }
  });

  it('counts as many facts and judgements as the conditions hold', () => {
    const perType = baseTypes.map((type) => criteriaOf(type).map((each) => each.checks.length));
    expect(perType).toEqual([
      [2, 6, 3, 2, 3],
      [2, 2, 5, 2, 2],
      [3, 4, 3, 2, 1],
      [2, 7, 4, 4, 4],
    ]);
  });
});

describe('compareToThreshold', () => {
  it.each([
    ['at-least', 10, 9, false],
    ['at-least', 10, 10, true],
    ['at-least', 10, 11, true],
    ['at-least', 20, 19, false],
    ['at-least', 20, 20, true],
    ['at-least', 50, 49, false],
    ['at-least', 50, 50, true],
    ['more-than', 10, 9, false],
    ['more-than', 10, 10, false],
    ['more-than', 10, 11, true],
    ['more-than', 20, 20, false],
    ['more-than', 20, 21, true],
    ['more-than', 50, 50, false],
    ['more-than', 50, 51, true],
  ] as const)('%s %d, declared %d: %s', (rule, value, declared, expected) => {
    expect(compareToThreshold({ rule, value, unit: 'people', wording: '' }, declared)).toBe(
      expected,
    );
  });
});

describe('declaredMeets', () => {
  const of = (id: string): Check => {
    const found = check(id);
    if (found === undefined) throw new Error(id);
    return found;
  };

  it('compares a count with its threshold: ten local partners are not enough, eleven are', () => {
    expect(declaredMeets(of('9(3).partners'), 10)).toBe(false);
    expect(declaredMeets(of('9(3).partners'), 11)).toBe(true);
    expect(declaredMeets(of('8(4).institutions'), 10)).toBe(true);
  });

  it('takes a declared yes or no as it is', () => {
    expect(declaredMeets(of('7(2).office'), true)).toBe(true);
    expect(declaredMeets(of('7(2).office'), false)).toBe(false);
  });

  it('needs one activity of the list at least', () => {
    expect(declaredMeets(of('7(3).activities'), ['academic-exchange'])).toBe(true);
    expect(declaredMeets(of('7(3).activities'), [])).toBe(false);
    expect(declaredMeets(of('7(3).activities'), ['tourism'])).toBe(false);
  });

  it('says nothing of what was not declared, or not in the check’s kind', () => {
    expect(declaredMeets(of('7(2).office'), undefined)).toBeNull();
    expect(declaredMeets(of('7(2).office'), 1)).toBeNull();
    expect(declaredMeets(of('9(3).partners'), true)).toBeNull();
    expect(declaredMeets(of('7(3).activities'), 3)).toBeNull();
  });
});

describe('isObjective', () => {
  it('holds for counts, choices and facts, not for judgements', () => {
    const objective = (id: string) => checks.filter((each) => each.id === id).map(isObjective);
    expect(objective('9(3).partners')).toEqual([true]);
    expect(objective('7(3).activities')).toEqual([true]);
    expect(objective('7(2).office')).toEqual([true]);
    expect(objective('7(2).commitment')).toEqual([false]);
  });
});
