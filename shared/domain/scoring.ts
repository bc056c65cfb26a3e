import type { BaseType } from './application.ts';
import type { CriterionId } from './catalogue/criterion.ts';
import { own } from './record.ts';
import type { CriterionReview, Recommendation, Verdict } from './review.ts';
import type { CriterionScheme, Scale, Scheme } from './round.ts';

/** What the scoring needs of a judged criterion. */
type Judged = Pick<CriterionReview, 'verdict' | 'score'>;

/** Whether a criterion with this verdict has a score that counts: `insufficient` and `not-applicable` have none and are not 0. */
export function countsScore(verdict: Verdict | null): boolean {
  return verdict !== 'insufficient' && verdict !== 'not-applicable';
}

/** The score that enters totals and statistics, `null` when the criterion does not count or is not scored yet. */
export function countedScore(judged: Judged | undefined): number | null {
  return judged !== undefined && countsScore(judged.verdict) ? judged.score : null;
}

/** Whether a score lies on the scale: an integer from 0 to `max` that the step reaches. */
export function onScale(scale: Scale, score: number): boolean {
  return Number.isInteger(score) && score >= 0 && score <= scale.max && score % scale.step === 0;
}

/** Where a score lies, from 0 for the lowest band; -1 for a score outside the scale. */
export function bandIndex(scale: Scale, score: number): number {
  return scale.bands.findIndex(({ from, to }) => from <= score && score <= to);
}

/**
 * The total of one application in hundredths of a point, 0 to 10000, rounded half up once:
 * `T = 100 · Σ(w·s/max) / Σw` over the criteria that count. `null` while none counts.
 * A valid scheme has at most 20 criteria a type, weights up to 10^4 and scores up to 10^6, so the greatest
 * intermediate value, twice the numerator plus the denominator, stays below 4.1 · 10^15 and is a safe integer.
 */
export function totalOf(
  scheme: Scheme,
  baseType: BaseType,
  criteria: Readonly<Record<CriterionId, Judged>>,
): number | null {
  let points = 0;
  let weights = 0;
  for (const { criterion, weight } of scheme.criteria[baseType]) {
    const score = countedScore(own(criteria, criterion));
    if (score === null) continue;
    points += weight * score;
    weights += weight;
  }
  if (weights === 0) return null;
  return quotientHalfUp(10_000 * points, weights * scheme.scale.max);
}

/** The mandatory criteria that the expert found not met, in the scheme's order: they cap the recommendation at `defer`. */
export function mandatoryNotMet(
  scheme: Scheme,
  baseType: BaseType,
  criteria: Readonly<Record<CriterionId, Judged>>,
): readonly CriterionId[] {
  const failed = ({ criterion, mandatory }: CriterionScheme) =>
    mandatory && own(criteria, criterion)?.verdict === 'not-met';
  return scheme.criteria[baseType].filter(failed).map((each) => each.criterion);
}

/** What an expert recommends for one application, with the reason for going beyond the cap. */
interface Recommending {
  readonly criteria: Readonly<Record<CriterionId, Judged>>;
  readonly recommendation: Recommendation | null;
  readonly reason: string;
}

/** Whether the recommendation goes beyond the cap, so that it stands only with a reason. */
export function exceedsCap(scheme: Scheme, baseType: BaseType, review: Recommending): boolean {
  const { recommendation, criteria } = review;
  return recommendation === 'approve' && mandatoryNotMet(scheme, baseType, criteria).length > 0;
}

/** The recommendation that counts: `approve` beyond the cap counts as `defer` unless a reason is written. */
export function cappedRecommendation(
  scheme: Scheme,
  baseType: BaseType,
  review: Recommending,
): Recommendation | null {
  const capped = exceedsCap(scheme, baseType, review) && review.reason.trim() === '';
  return capped ? 'defer' : review.recommendation;
}

function quotientHalfUp(numerator: number, denominator: number): number {
  const twice = 2 * numerator + denominator;
  const unit = 2 * denominator;
  return (twice - (twice % unit)) / unit;
}
