import type { ApplicationId, BaseType } from './application.ts';
import type { CriterionId } from './catalogue/criterion.ts';
import { allowsReview } from './conflict.ts';
import { rounded } from './exact.ts';
import type { PanelMember } from './panel.ts';
import { own } from './record.ts';
import type { Review } from './review.ts';
import { applicationOf, assignmentOf, type Round } from './round.ts';
import { countedScore, totalOf } from './scoring.ts';
import { meanOf } from './statistics.ts';

/** One's own score or total of one application, in hundredths of a point, 0 to 10000: a share of the scale's maximum. */
export interface OwnMark {
  readonly application: ApplicationId;
  readonly mark: number;
}

/** How one has scored a criterion, over the applications in which it counts. */
export interface CriterionCalibration {
  readonly criterion: CriterionId;
  readonly baseType: BaseType;
  readonly marks: readonly OwnMark[];
  /** In hundredths of a point, rounded half up. */
  readonly mean: number;
}

/** One's own scoring at a glance. Recused applications are in none of it. */
export interface Calibration {
  /** The totals so far, the lowest first; applications without any score are left out. */
  readonly totals: readonly OwnMark[];
  /** Mean of the totals in hundredths of a point; `null` without any. */
  readonly mean: number | null;
  /** The criteria with a score, in the scheme's order. */
  readonly criteria: readonly CriterionCalibration[];
  /** Where one's scores are lowest and highest on the mean; `null` unless two criteria with different means are scored. */
  readonly strictest: CriterionId | null;
  readonly mildest: CriterionId | null;
}

/** One's own scoring of a round: never anybody else's, which nobody has before the meeting. */
export function calibrationOf(round: Round, member: PanelMember, review: Review): Calibration {
  const open = assignmentOf(round, member).flatMap((application) => {
    const entry = applicationOf(round, application);
    const state = own(review.applications, application);
    const readable = entry !== undefined && state !== undefined && allowsReview(state.conflict);
    return readable ? [{ application, baseType: entry.baseType, criteria: state.criteria }] : [];
  });
  const totals = open
    .flatMap(({ application, baseType, criteria }) => {
      const mark = totalOf(round.scheme, baseType, criteria);
      return mark === null ? [] : [{ application, mark }];
    })
    .toSorted((a, b) => a.mark - b.mark);
  const criteria = scoredCriteria(round, open);
  const byMean = criteria.toSorted((a, b) => a.mean - b.mean);
  const [lowest, highest] = [byMean[0], byMean.at(-1)];
  const differ = lowest !== undefined && highest !== undefined && lowest.mean < highest.mean;
  return {
    totals,
    mean: meanMark(totals),
    criteria,
    strictest: differ ? lowest.criterion : null,
    mildest: differ ? highest.criterion : null,
  };
}

interface OpenApplication extends Pick<OwnMark, 'application'> {
  readonly baseType: BaseType;
  readonly criteria: Review['applications'][string]['criteria'];
}

function scoredCriteria(
  { scheme }: Round,
  open: readonly OpenApplication[],
): readonly CriterionCalibration[] {
  const types = Object.keys(scheme.criteria) as BaseType[];
  return types.flatMap((baseType) =>
    scheme.criteria[baseType].flatMap(({ criterion }) => {
      const marks = open.flatMap(({ application, criteria, baseType: type }) => {
        const score = type === baseType ? countedScore(own(criteria, criterion)) : null;
        return score === null ? [] : [{ application, mark: markOf(score, scheme.scale.max) }];
      });
      const mean = meanMark(marks);
      return mean === null ? [] : [{ criterion, baseType, marks, mean }];
    }),
  );
}

function markOf(score: number, max: number): number {
  return rounded({ numerator: 10_000n * BigInt(score), denominator: BigInt(max) });
}

function meanMark(marks: readonly OwnMark[]): number | null {
  return marks.length === 0 ? null : rounded(meanOf(marks.map(({ mark }) => mark)));
}
