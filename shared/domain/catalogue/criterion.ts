import type { BaseType } from '../application.ts';

/** Words of the catalogue in both languages; our own wording, the regulation's article cited beside it. */
export interface LocalText {
  readonly zh: string;
  readonly en: string;
}

/** One numbered condition of the regulation, e.g. `7(3)` for Art. 7(3). */
export type CriterionId = string & { readonly brand?: 'CriterionId' };

/** One separate fact inside a criterion, e.g. `7(3).talents-served`; unique in the catalogue. */
export type CheckId = string & { readonly brand?: 'CheckId' };

/** 以上 / 不低于 include the number (`at-least`), 超过 excludes it (`more-than`). */
type ThresholdRule = 'at-least' | 'more-than';

/** The number in a condition, and whether the number itself is enough. */
export interface Threshold {
  readonly rule: ThresholdRule;
  /** Non-negative integer in `unit`. */
  readonly value: number;
  readonly unit: 'people' | 'organisations' | 'enterprises' | 'square-metres' | 'yuan-per-year';
  /** The regulation's word, e.g. 以上 or 超过, shown when the comparison is explained. */
  readonly wording: string;
}

/** Something that is so or is not. */
export interface BooleanCheck {
  readonly kind: 'boolean';
  readonly id: CheckId;
  readonly label: LocalText;
  /** A matter of weighing rather than a fact on paper: experts may differ about it without a flag. */
  readonly judgement?: true;
}

/** A number that has to reach a threshold. */
export interface CountCheck {
  readonly kind: 'count';
  readonly id: CheckId;
  readonly label: LocalText;
  readonly threshold: Threshold;
}

/** Several of the options may apply; ids are unique inside the check. */
export interface ChoiceCheck {
  readonly kind: 'choice';
  readonly id: CheckId;
  readonly label: LocalText;
  readonly options: readonly { readonly id: string; readonly label: LocalText }[];
}

/** One fact of a condition, told apart by `kind`. */
export type Check = BooleanCheck | CountCheck | ChoiceCheck;

/** One numbered condition of the regulation with its checks, in the regulation’s order. */
export interface Criterion {
  readonly id: CriterionId;
  readonly baseType: BaseType;
  /** As cited in texts and workbooks, e.g. `Art. 7(3)`; `第七条（三）` in Chinese. */
  readonly article: LocalText;
  readonly title: LocalText;
  readonly requirement: LocalText;
  readonly checks: readonly Check[];
}
