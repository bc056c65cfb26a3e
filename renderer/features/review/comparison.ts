import type { DeclaredValue } from '../../../shared/domain/application.ts';
import { compareToThreshold } from '../../../shared/domain/catalogue/catalogue.ts';
import type { Check, LocalText, Threshold } from '../../../shared/domain/catalogue/criterion.ts';
import { assertNever } from '../../../shared/result.ts';

/** What the applicant declares for a check, held against the regulation. Shown beside the finding; it decides nothing. */
export type Comparison =
  /** Nothing, or nothing of the check's kind, was declared. */
  | { readonly kind: 'undeclared' }
  | { readonly kind: 'boolean'; readonly declared: boolean }
  | {
      readonly kind: 'count';
      readonly declared: number;
      readonly sign: '≥' | '>';
      readonly threshold: Threshold;
      readonly meets: boolean;
    }
  | { readonly kind: 'choice'; readonly chosen: readonly LocalText[]; readonly of: number };

/** Compares a declared value with its check. */
export function comparisonOf(check: Check, declared: DeclaredValue | undefined): Comparison {
  switch (check.kind) {
    case 'boolean':
      return typeof declared === 'boolean' ? { kind: 'boolean', declared } : { kind: 'undeclared' };
    case 'count':
      return typeof declared === 'number'
        ? counted(check.threshold, declared)
        : { kind: 'undeclared' };
    case 'choice': {
      if (!Array.isArray(declared)) return { kind: 'undeclared' };
      const chosen = check.options.filter((option) => declared.includes(option.id));
      return { kind: 'choice', chosen: chosen.map(({ label }) => label), of: check.options.length };
    }
    default:
      return assertNever(check);
  }
}

function counted(threshold: Threshold, declared: number): Comparison {
  const sign = signOf(threshold);
  const meets = compareToThreshold(threshold, declared);
  return { kind: 'count', declared, sign, threshold, meets };
}

/** 以上 and 不低于 include the number, 超过 excludes it. */
function signOf({ rule }: Threshold): '≥' | '>' {
  switch (rule) {
    case 'at-least':
      return '≥';
    case 'more-than':
      return '>';
    default:
      return assertNever(rule);
  }
}

/** `25 ≥ 20` or `10 > 10`: the declared number, what would be enough, the number that is asked for. */
export function comparisonWords(
  { declared, sign, threshold }: Extract<Comparison, { readonly kind: 'count' }>,
  number: (value: number) => string,
): string {
  return `${number(declared)} ${sign} ${number(threshold.value)}`;
}

/** Whether the declaration alone would satisfy the check; `null` where nothing is declared. */
export function declaredEnough(comparison: Comparison): boolean | null {
  switch (comparison.kind) {
    case 'undeclared':
      return null;
    case 'boolean':
      return comparison.declared;
    case 'count':
      return comparison.meets;
    case 'choice':
      return comparison.chosen.length > 0;
    default:
      return assertNever(comparison);
  }
}
