import type { ApplicationId } from './application.ts';
import type { CheckId, CriterionId } from './catalogue/criterion.ts';
import type { Declaration } from './conflict.ts';
import type { ExpertId } from './panel.ts';
import type { ApplicationReview } from './review.ts';

/** One expert's part of a panel, as taken from that expert's verified workbook. Recused applications have no review. */
export interface ExpertResult {
  readonly expert: ExpertId;
  readonly revision: number;
  /** SHA-256 of the workbook. */
  readonly workbook: string;
  readonly parent: string | null;
  readonly applications: Readonly<
    Record<
      ApplicationId,
      {
        readonly declaration: Declaration | { readonly state: 'recused-by-center' };
        readonly review: ApplicationReview | null;
      }
    >
  >;
}

/** Integers in hundredths of a point, rounded half up once; `null` where nothing was scored. */
export interface Statistics {
  readonly n: number;
  readonly mean: number | null;
  readonly median: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Population standard deviation. */
  readonly deviation: number | null;
  /** Mean without one highest and one lowest score; only for n ≥ 5. */
  readonly trimmed: number | null;
}

/**
 * What a chair has to look at before the panel workbook can be signed.
 * `range`, `distance` (of the scale) and `gap` (of the totals) are in hundredths of a point, as all statistics.
 */
export type Flag =
  | {
      readonly kind: 'check-disagreement';
      readonly application: ApplicationId;
      readonly criterion: CriterionId;
      readonly check: CheckId;
      /** Of who found what: another finding makes another flag. */
      readonly mark: string;
    }
  | {
      readonly kind: 'criterion-range';
      readonly application: ApplicationId;
      readonly criterion: CriterionId;
      readonly range: number;
    }
  | {
      readonly kind: 'score-distance';
      readonly application: ApplicationId;
      readonly criterion: CriterionId;
      readonly expert: ExpertId;
      readonly distance: number;
    }
  | { readonly kind: 'total-gap'; readonly application: ApplicationId; readonly gap: number }
  | { readonly kind: 'straddles-pass-line'; readonly application: ApplicationId }
  | {
      readonly kind: 'falsification-suspected';
      readonly application: ApplicationId;
      readonly expert: ExpertId;
      /** Of the grounds: other grounds make another flag. */
      readonly mark: string;
    }
  | {
      readonly kind: 'disclosure-unresolved';
      readonly application: ApplicationId;
      readonly expert: ExpertId;
    }
  | { readonly kind: 'workbook-missing'; readonly expert: ExpertId }
  | { readonly kind: 'workbook-superseded'; readonly expert: ExpertId; readonly revision: number }
  | {
      readonly kind: 'workbook-fork';
      readonly expert: ExpertId;
      readonly workbooks: readonly string[];
    };

/** Stable name of a flag, so that a disposition finds it again: its members joined with `/`. */
export type FlagId = string;

/** The figures of one application over the reviews that count. */
export interface ApplicationConsolidation {
  readonly application: ApplicationId;
  /** Of the totals. */
  readonly total: Statistics;
  readonly criteria: Readonly<Record<CriterionId, Statistics>>;
  /** Criteria that most experts found met. */
  readonly criteriaMet: number;
  readonly totals: Readonly<Record<ExpertId, number | null>>;
  /** Members who are recused from this application. */
  readonly recused: readonly ExpertId[];
}

/** Agreement inside a base type or over the panel; coefficients in ten-thousandths, `null` below the least number of units. */
export interface Agreement {
  readonly alphaScores: number | null;
  readonly alphaVerdicts: number | null;
  readonly kendallW: number | null;
}

/** What the results of a panel amount to. */
export interface Consolidation {
  /** In the order of application numbers. */
  readonly applications: readonly ApplicationConsolidation[];
  readonly flags: readonly Flag[];
  readonly agreement: Agreement;
  /** Advisory: mean z-score of each expert's totals in hundredths. */
  readonly leaning: Readonly<Record<ExpertId, number | null>>;
}
