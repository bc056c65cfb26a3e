import type { ApplicationIndexEntry } from '../../../shared/domain/application.ts';
import { criterion as criterionWithId } from '../../../shared/domain/catalogue/catalogue.ts';
import { own } from '../../../shared/domain/record.ts';
import type {
  ApplicationReview,
  Citation,
  Recorded,
  Review,
  ReviewEvent,
} from '../../../shared/domain/review.ts';
import { blankCriterion } from '../../../shared/domain/review-answer.ts';
import { applicationOf, assignmentOf, type CriterionScheme } from '../../../shared/domain/round.ts';
import { totalOf } from '../../../shared/domain/scoring.ts';
import type { NamedCitation, ResultPayload } from '../../../shared/workbook.ts';
import { logSummary } from '../journal/event-log.ts';
import { type WorkbookOrigin, workbookHeader } from '../workbook/header.ts';

/** What an expert's result workbook is made of. */
interface ResultContent {
  readonly origin: WorkbookOrigin;
  /** Complete: nothing is missing in it. */
  readonly review: Review;
  readonly entries: readonly Recorded<ReviewEvent>[];
  readonly lateReason: string;
  /** The applicant's name of a cited document. */
  readonly documentName: (application: string, document: string) => string;
}

type ResultApplication = ResultPayload['applications'][number];
type ReviewedResult = Extract<ResultApplication, { state: 'reviewed' }>;
type ResultCriterion = ReviewedResult['criteria'][number];

/**
 * The payload of an expert's workbook. Private notes stay out, and so does everything of a recused application but
 * its number, the declared kind and reason.
 * @throws when something is missing in the review: the caller has asked `missingFrom` before.
 */
export function resultPayloadOf(content: ResultContent): ResultPayload {
  const { origin, review, entries, lateReason } = content;
  const { round, signer } = origin;
  if (review.pledge === null) throw new Error('the pledge is missing');
  return {
    format: 'haizhi.result',
    ...workbookHeader(origin),
    pledge: review.pledge,
    lateReason,
    applications: assignmentOf(round, signer).map((id) => {
      const entry = applicationOf(round, id);
      const state = own(review.applications, id);
      if (entry === undefined || state === undefined) throw new Error(`no review of ${id}`);
      return applicationResult(content, entry, state);
    }),
    log: [...logSummary(entries)],
  };
}

function applicationResult(
  content: ResultContent,
  entry: ApplicationIndexEntry,
  state: ApplicationReview,
): ResultApplication {
  const { conflict } = state;
  const about = { application: entry.id, number: entry.number };
  if (conflict.state === 'recused-by-center') {
    return { state: 'recused', ...about, by: 'center', conflict: conflict.conflict, reason: '' };
  }
  if (conflict.state === 'recused') {
    const { conflict: kind, reason } = conflict;
    return { state: 'recused', ...about, by: 'expert', conflict: kind, reason };
  }
  if (conflict.state === 'undeclared' || state.recommendation === null) {
    throw new Error(`${entry.id} is not complete`);
  }
  const { scheme } = content.origin.round;
  const { recommendation, reason, opinion } = state;
  return {
    state: 'reviewed',
    ...about,
    name: entry.applicant.name,
    baseType: entry.baseType,
    declaration: conflict,
    criteria: scheme.criteria[entry.baseType].map((row) =>
      criterionResult(content, entry, state, row),
    ),
    total: totalOf(scheme, entry.baseType, state.criteria),
    recommendation,
    reason,
    opinion,
    falsification: suspicion(content, entry, state),
  };
}

function criterionResult(
  content: ResultContent,
  entry: ApplicationIndexEntry,
  state: ApplicationReview,
  { criterion, weight }: CriterionScheme,
): ResultCriterion {
  const judged = own(state.criteria, criterion) ?? blankCriterion;
  if (judged.verdict === null) throw new Error(`${entry.id} ${criterion} is not judged`);
  const checks = (criterionWithId(criterion)?.checks ?? []).flatMap(({ id }) => {
    const finding = own(state.checks, id);
    return finding === undefined ? [] : [{ check: id, finding }];
  });
  return {
    criterion,
    weight,
    verdict: judged.verdict,
    score: judged.score,
    comment: judged.comment,
    checks,
    citations: named(content, entry, judged.citations),
  };
}

/** A suspicion without grounds is none, whatever was cited for it. */
function suspicion(
  content: ResultContent,
  entry: ApplicationIndexEntry,
  { falsification, suspicionCitations }: ApplicationReview,
): ReviewedResult['falsification'] {
  if (falsification === null) return null;
  const citations = named(content, entry, suspicionCitations);
  return { grounds: falsification.grounds, ...(citations.length === 0 ? {} : { citations }) };
}

function named(
  content: ResultContent,
  entry: ApplicationIndexEntry,
  citations: readonly Citation[],
): NamedCitation[] {
  return citations.map((each) => ({
    ...each,
    name: content.documentName(entry.id, each.document),
  }));
}
