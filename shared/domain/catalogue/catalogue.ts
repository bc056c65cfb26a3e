import { assertNever } from '../../result.ts';
import type { BaseType, DeclaredValue } from '../application.ts';
import { communityCriteria } from './community.ts';
import type { Check, CheckId, Criterion, CriterionId, Threshold } from './criterion.ts';
import { offshoreCriteria } from './offshore.ts';
import { overseasCriteria } from './overseas.ts';
import { workCriteria } from './work.ts';

/** The 20 conditions of Arts. 7 to 10, five per base type, in the regulation's order. */
export const criteriaByType: Readonly<Record<BaseType, readonly Criterion[]>> = {
  work: workCriteria,
  offshore: offshoreCriteria,
  overseas: overseasCriteria,
  community: communityCriteria,
};

const allCriteria: readonly Criterion[] = Object.values(criteriaByType).flat();
const criteriaById = new Map(allCriteria.map((each) => [each.id, each]));
const placeOfCheck = new Map(
  allCriteria.flatMap((each) => each.checks.map((one) => [one.id, { criterion: each, one }])),
);

/** The five criteria of a base type in the regulation's order. */
export function criteriaOf(baseType: BaseType): readonly Criterion[] {
  return criteriaByType[baseType];
}

/** The criterion with this id, `undefined` for an id that the catalogue does not hold. */
export function criterion(id: CriterionId): Criterion | undefined {
  return criteriaById.get(id);
}

/** The check with this id, `undefined` for an id that the catalogue does not hold. */
export function check(id: CheckId): Check | undefined {
  return placeOfCheck.get(id)?.one;
}

/** The criterion that a check belongs to, `undefined` for an unknown check. */
export function criterionOfCheck(id: CheckId): Criterion | undefined {
  return placeOfCheck.get(id)?.criterion;
}

/** Whether a declared number, in the threshold's unit, satisfies it. The number itself is enough for `at-least` only. */
export function compareToThreshold(threshold: Threshold, declared: number): boolean {
  switch (threshold.rule) {
    case 'at-least':
      return declared >= threshold.value;
    case 'more-than':
      return declared > threshold.value;
    default:
      return assertNever(threshold.rule);
  }
}

/**
 * What the applicant's own declaration would give for a check: shown beside it, never decided by it.
 * `null` when nothing, or nothing of the check's kind, was declared. A choice needs one known option at least,
 * since the regulation's list of activities is open.
 */
export function declaredMeets(one: Check, declared: DeclaredValue | undefined): boolean | null {
  switch (one.kind) {
    case 'boolean':
      return typeof declared === 'boolean' ? declared : null;
    case 'count':
      return typeof declared === 'number' ? compareToThreshold(one.threshold, declared) : null;
    case 'choice':
      if (!Array.isArray(declared)) return null;
      return one.options.some((option) => declared.includes(option.id));
    default:
      return assertNever(one);
  }
}

/** Whether a check is a fact on which experts ought not to differ; judgements are not. */
export function isObjective(one: Check): boolean {
  return one.kind !== 'boolean' || one.judgement !== true;
}
