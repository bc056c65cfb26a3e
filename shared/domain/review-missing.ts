import type { ApplicationId } from './application.ts';
import { criterion } from './catalogue/catalogue.ts';
import type { CriterionId } from './catalogue/criterion.ts';
import { isRecused } from './conflict.ts';
import type { PanelMember } from './panel.ts';
import { own } from './record.ts';
import type { ApplicationReview, CriterionReview, Missing, Review } from './review.ts';
import { blankCriterion, blankReview } from './review-answer.ts';
import { applicationOf, assignmentOf, type Round } from './round.ts';
import { bandIndex, countedScore, countsScore, exceedsCap } from './scoring.ts';

/** How far one application is. `recused` says nothing about its content: both counts are 0 then. */
export interface ApplicationProgress {
  readonly application: ApplicationId;
  /** `open`: declared, nothing answered yet; `started`; `complete`: nothing is missing. */
  readonly status: 'undeclared' | 'recused' | 'open' | 'started' | 'complete';
  readonly answered: number;
  /** Answers needed as things stand: a verdict can make a comment or a reason needed. */
  readonly required: number;
}

/**
 * What keeps the review from being signed: the pledge first, then by application in the order of the numbers, inside one
 * by criterion (its findings, verdict, score, comment), then recommendation, its reason, opinion.
 * Nothing is ever missing in an application from which the member is recused.
 */
export function missingFrom(round: Round, member: PanelMember, review: Review): readonly Missing[] {
  const pledge: readonly Missing[] = review.pledge === null ? [{ kind: 'pledge' }] : [];
  const rest = assignmentOf(round, member).flatMap((id) =>
    requirements(round, id, reviewOf(review, id))
      .filter((each) => !each.fulfilled)
      .map((each) => each.item),
  );
  return [...pledge, ...rest];
}

/** How far each assigned application is, in the order of the numbers. */
export function progress(
  round: Round,
  member: PanelMember,
  review: Review,
): readonly ApplicationProgress[] {
  return assignmentOf(round, member).map((application) => {
    const current = reviewOf(review, application);
    const needed = requirements(round, application, current);
    const required = needed.length;
    const answered = needed.filter((each) => each.fulfilled).length;
    return { application, status: statusOf(current, answered, required), answered, required };
  });
}

/** Something an application needs, named by what it is called while it is missing. */
interface Requirement {
  readonly item: Missing;
  readonly fulfilled: boolean;
}

function reviewOf(review: Review, application: ApplicationId): ApplicationReview {
  return own(review.applications, application) ?? blankReview({ state: 'undeclared' });
}

function statusOf(
  { conflict }: ApplicationReview,
  answered: number,
  required: number,
): ApplicationProgress['status'] {
  if (isRecused(conflict)) return 'recused';
  if (conflict.state === 'undeclared') return 'undeclared';
  if (answered === required) return 'complete';
  return answered > 1 ? 'started' : 'open';
}

/** The declaration comes first; until it is there nothing else of the application is spoken of. */
function requirements(
  round: Round,
  application: ApplicationId,
  current: ApplicationReview,
): readonly Requirement[] {
  const entry = applicationOf(round, application);
  if (entry === undefined || isRecused(current.conflict)) return [];
  const declared = current.conflict.state !== 'undeclared';
  const declaration = need({ kind: 'declaration', application }, declared);
  if (!declared) return [declaration];
  const rows = round.scheme.criteria[entry.baseType];
  const criteria = rows.flatMap((row) => ofCriterion(round, application, current, row.criterion));
  const { recommendation, reason, opinion } = current;
  const beyond = exceedsCap(round.scheme, entry.baseType, current);
  return [
    declaration,
    ...criteria,
    need({ kind: 'recommendation', application }, recommendation !== null),
    ...(beyond ? [need({ kind: 'recommendation-reason', application }, isWritten(reason))] : []),
    need({ kind: 'opinion', application }, isWritten(opinion)),
  ];
}

function ofCriterion(
  round: Round,
  application: ApplicationId,
  current: ApplicationReview,
  id: CriterionId,
): readonly Requirement[] {
  const judged = own(current.criteria, id) ?? blankCriterion;
  const about = { application, criterion: id };
  const findings = (criterion(id)?.checks ?? []).map((check) =>
    need({ kind: 'finding', ...about, check: check.id }, Object.hasOwn(current.checks, check.id)),
  );
  const because = commentCause(round, judged);
  const scored = countsScore(judged.verdict)
    ? [need({ kind: 'score', ...about }, judged.score !== null)]
    : [];
  const commented =
    because === null
      ? []
      : [need({ kind: 'comment', ...about, because }, isWritten(judged.comment))];
  return [
    ...findings,
    need({ kind: 'verdict', ...about }, judged.verdict !== null),
    ...scored,
    ...commented,
  ];
}

/** Why a comment is required: the verdict is `not-met` or `partly`, or the score lies in an end band of the scale. */
export type CommentCause = 'verdict' | 'lowest-band' | 'highest-band';

/** Why a criterion needs a comment as things stand; `null` when it does not. The verdict goes before the score. */
export function commentCause(round: Round, judged: CriterionReview): CommentCause | null {
  if (judged.verdict === 'not-met' || judged.verdict === 'partly') return 'verdict';
  const score = countedScore(judged);
  if (score === null) return null;
  const { scale } = round.scheme;
  const band = bandIndex(scale, score);
  if (band === 0) return 'lowest-band';
  return band === scale.bands.length - 1 ? 'highest-band' : null;
}

function need(item: Missing, fulfilled: boolean): Requirement {
  return { item, fulfilled };
}

function isWritten(text: string): boolean {
  return text.trim() !== '';
}
