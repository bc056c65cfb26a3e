import type { Application, ApplicationIndexEntry } from '../../../shared/domain/application.ts';
import { criterion } from '../../../shared/domain/catalogue/catalogue.ts';
import type {
  CheckId,
  Criterion,
  CriterionId,
} from '../../../shared/domain/catalogue/criterion.ts';
import { own } from '../../../shared/domain/record.ts';
import type {
  ApplicationReview,
  Citation,
  CriterionReview,
  Missing,
} from '../../../shared/domain/review.ts';
import { blankCriterion } from '../../../shared/domain/review-answer.ts';
import { missingFrom } from '../../../shared/domain/review-missing.ts';
import { assignmentOf, type CriterionScheme, type Round } from '../../../shared/domain/round.ts';
import type { ExpertEvent } from '../../../shared/schema.ts';
import type { ReadyReview } from '../../store/use-review.ts';

/** Where one is inside an application: at a criterion, or at the opinion on the whole. */
export type Place = CriterionId | 'opinion';

/** Everything that the panes of the screen share about one open application. */
export interface Desk {
  readonly round: Round;
  readonly entry: ApplicationIndexEntry;
  /** Declared values and documents; `null` while they are being read. */
  readonly content: Application | null;
  readonly state: ApplicationReview;
  readonly missing: readonly Missing[];
  readonly place: Place;
  readonly go: (place: Place) => void;
  /** What the next citation supports besides the criterion; `null` for the criterion as a whole. */
  readonly check: CheckId | null;
  readonly aimAt: (check: CheckId | null) => void;
  /** A signed review is only read. */
  readonly frozen: boolean;
  readonly record: (...events: ExpertEvent[]) => void;
  /** Brings a cited passage before the eyes. */
  readonly show: (citation: Citation) => void;
}

/** The criterion of a place; `null` for the opinion, where what is cited supports the suspicion of falsification. */
export function criterionOf(place: Place): CriterionId | null {
  return place === 'opinion' ? null : place;
}

/** A criterion of the scheme with what the catalogue says and what the expert has answered. */
export interface JudgedCriterion {
  readonly criterion: Criterion;
  readonly scheme: CriterionScheme;
  readonly judged: CriterionReview;
}

/** The criteria of an application in the scheme's order. */
export function criteriaAt(
  desk: Pick<Desk, 'round' | 'entry' | 'state'>,
): readonly JudgedCriterion[] {
  const { round, entry, state } = desk;
  return round.scheme.criteria[entry.baseType].flatMap((scheme) => {
    const found = criterion(scheme.criterion);
    const judged = own(state.criteria, scheme.criterion) ?? blankCriterion;
    return found === undefined ? [] : [{ criterion: found, scheme, judged }];
  });
}

/** What an application still lacks. */
export function missingAt(review: ReadyReview, application: string): readonly Missing[] {
  const all = missingFrom(review.detail.round, review.member, review.review);
  return all.filter((each) => 'application' in each && each.application === application);
}

/** What a criterion, or the opinion, still lacks. */
export function missingIn(missing: readonly Missing[], place: Place): readonly Missing[] {
  return missing.filter((each) =>
    'criterion' in each ? each.criterion === place : place === 'opinion',
  );
}

/** The place that an address names, or the first one where something is missing. */
export function placeOf(
  named: string | undefined,
  places: readonly Place[],
  missing: readonly Missing[],
): Place {
  const known = places.find((place) => place === named);
  if (known !== undefined) return known;
  return places.find((place) => missingIn(missing, place).length > 0) ?? places[0] ?? 'opinion';
}

/** The next place after one, going round, where something is missing; `null` when nothing is but there. */
export function unfinishedPlace(
  places: readonly Place[],
  place: Place,
  missing: readonly Missing[],
): Place | null {
  const at = places.indexOf(place);
  const others = [...places.slice(at + 1), ...places.slice(0, Math.max(at, 0))];
  return others.find((each) => missingIn(missing, each).length > 0) ?? null;
}

/** The assigned applications before and after one, of those that are open to this expert. */
export function neighbours(
  review: ReadyReview,
  application: string,
): { readonly previous: string | null; readonly next: string | null } {
  const open = assignmentOf(review.detail.round, review.member).filter((id) => {
    const conflict = own(review.review.applications, id)?.conflict.state;
    return conflict === 'none' || conflict === 'disclosed' || id === application;
  });
  const at = open.indexOf(application);
  return { previous: open[at - 1] ?? null, next: at < 0 ? null : (open[at + 1] ?? null) };
}
