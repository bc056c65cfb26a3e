import type { ApplicationId, ApplicationIndexEntry, BaseType } from './application.ts';
import type { CriterionId, LocalText } from './catalogue/criterion.ts';
import { compareNumbers } from './order.ts';
import type { Panel, PanelMember } from './panel.ts';

/** Id of a round: `[A-Za-z0-9_-]{1,64}`, chosen by the center, e.g. `2026-A`. */
export type RoundId = string & { readonly brand?: 'RoundId' };

/** Art. 12 (accreditation) and Art. 16 (end-of-term assessment). */
export type RoundKind = 'accreditation' | 'assessment';

/** A range of scores with its meaning. Bands tile the scale in ascending order. */
interface ScoreBand {
  readonly from: number;
  readonly to: number;
  readonly anchor: LocalText;
}

/** Scores run from 0 to `max` in steps of `step`, both positive integers, `step` divides `max`. */
export interface Scale {
  readonly max: number;
  readonly step: number;
  readonly bands: readonly ScoreBand[];
}

/** How one criterion enters the total. */
export interface CriterionScheme {
  readonly criterion: CriterionId;
  /** Positive integer; only the ratio between weights counts. */
  readonly weight: number;
  readonly mandatory: boolean;
}

/** How applications are scored; set by the center and carried in the round. */
export interface Scheme {
  readonly scale: Scale;
  /** Per base type, in the catalogue's order. */
  readonly criteria: Readonly<Record<BaseType, readonly CriterionScheme[]>>;
  /** Pass line for the total, in hundredths of a point (0 to 10000). */
  readonly passLine: number;
}

/** Limits of the consolidation's flags. Percentages are whole percents of the scale. */
interface FlagLimits {
  /** Range of a criterion, percent of the scale. Default 20. */
  readonly criterionRange: number;
  /** Distance of one score from the median, percent of the scale. Default 15. */
  readonly scoreDistance: number;
  /** Gap between the highest and the lowest total, in points. Default 30. */
  readonly totalGap: number;
}

/** A share as integers, e.g. 2/3. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/** What the center sets for a round beside its scheme. */
export interface RoundSettings {
  readonly limits: FlagLimits;
  /** Members present of those who may vote. Default 2/3. */
  readonly quorum: Ratio;
  /** Votes in favour of those present. Default 2/3. */
  readonly majority: Ratio;
  /** In the panel workbook experts appear by name or by code (E1…). */
  readonly expertsShownBy: 'name' | 'code';
  readonly chairReviews: boolean;
}

/** A soft deadline lets a late workbook through with a signed reason; a hard one does not. */
interface Deadline {
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly hard: boolean;
}

/** A round as it travels to one panel. */
export interface Round {
  readonly id: RoundId;
  readonly kind: RoundKind;
  readonly title: string;
  readonly year: number;
  readonly deadline: Deadline;
  readonly scheme: Scheme;
  readonly settings: RoundSettings;
  readonly panel: Panel;
  readonly applications: readonly ApplicationIndexEntry[];
}

/** The applications of a round that one member of its panel reviews, in the order of their numbers. */
type Assignment = readonly ApplicationId[];

/** The round's applications in the order of their numbers. */
export function applicationsInOrder(round: Round): readonly ApplicationIndexEntry[] {
  return round.applications.toSorted((a, b) => compareNumbers(a.number, b.number));
}

/** The round's index entry of an application, `undefined` when the round has no such application. */
export function applicationOf(
  round: Round,
  application: ApplicationId,
): ApplicationIndexEntry | undefined {
  return round.applications.find((each) => each.id === application);
}

/** Whether a member reviews this application: assigned, and not the chair of a round whose chair does not review. */
export function isAssigned(round: Round, member: PanelMember, application: ApplicationId): boolean {
  const reviews = member.role !== 'chair' || round.settings.chairReviews;
  return reviews && member.assigned.includes(application);
}

/**
 * What one member reviews, in the order of the numbers. Empty for a chair who does not review in this round.
 * An application from which the center recused the member stays in: it counts as assigned and closed.
 */
export function assignmentOf(round: Round, member: PanelMember): Assignment {
  return applicationsInOrder(round)
    .map((each) => each.id)
    .filter((id) => isAssigned(round, member, id));
}

/**
 * Where a moment stands towards the deadline: `late` may still be signed, with a reason; `closed` may not,
 * but for recusals added to what is signed.
 * @param at ISO 8601; the deadline itself is in time.
 */
export function lateness(deadline: Deadline, at: string): 'in-time' | 'late' | 'closed' {
  if (Date.parse(at) <= Date.parse(deadline.at)) return 'in-time';
  return deadline.hard ? 'closed' : 'late';
}
