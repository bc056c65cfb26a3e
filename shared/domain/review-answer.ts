import { assertNever } from '../result.ts';
import { criterionOfCheck, criterion as criterionWithId } from './catalogue/catalogue.ts';
import type { CriterionId } from './catalogue/criterion.ts';
import type { ConflictState } from './conflict.ts';
import { listed, withoutNews } from './document-news.ts';
import { own, without } from './record.ts';
import type {
  ApplicationReview,
  Citation,
  CriterionReview,
  ReviewEvent,
  ReviewRefusal,
} from './review.ts';
import { applicationOf, type Round } from './round.ts';
import { onScale } from './scoring.ts';

/** The events that speak of the inside of one application. */
export type InsideEvent = Exclude<
  ReviewEvent,
  {
    readonly kind:
      | 'bundle.accepted'
      | 'pledge.signed'
      | 'conflict.declared'
      | 'review.signed'
      | 'review.reopened'
      | 'entries.sealed'
      | 'entry.sealed'
      | 'journal.resumed';
  }
>;

/** An application of which nothing is answered yet, or of which a recusal has removed every answer. */
export function blankReview(conflict: ConflictState): ApplicationReview {
  return {
    conflict,
    documents: [],
    checks: {},
    criteria: {},
    recommendation: null,
    reason: '',
    opinion: '',
    note: '',
    notes: {},
    falsification: null,
    suspicionCitations: [],
  };
}

/** A criterion that is not answered yet. */
export const blankCriterion: CriterionReview = {
  verdict: null,
  score: null,
  comment: '',
  citations: [],
};

/** What a criterion's judgement rests on; with `null`, what the suspicion of falsification does. */
export function citationsAt(
  review: Pick<ApplicationReview, 'criteria' | 'suspicionCitations'>,
  criterion: CriterionId | null,
): readonly Citation[] {
  if (criterion === null) return review.suspicionCitations;
  return own(review.criteria, criterion)?.citations ?? [];
}

/** Whether anything is cited in the application. */
export function cites({ criteria, suspicionCitations }: ApplicationReview): boolean {
  return [...Object.values(criteria).map(({ citations }) => citations), suspicionCitations].some(
    (citations) => citations.length > 0,
  );
}

/**
 * Why an answer makes no sense in this round: a criterion or check that the application's scheme does not hold, a score off
 * the scale, a citation that is not there, grounds left empty. `null` when it does.
 */
export function senseless(
  round: Round,
  current: ApplicationReview,
  event: InsideEvent,
): ReviewRefusal | null {
  const { application } = event;
  switch (event.kind) {
    case 'check.found':
      return hasCheck(round, event)
        ? null
        : { kind: 'unknown-check', application, check: event.check };
    case 'criterion.judged':
    case 'criterion.commented':
      return unknownCriterion(round, event);
    case 'criterion.scored':
      return unknownCriterion(round, event) ?? offScale(round, event);
    case 'citation.added':
      return unknownCriterion(round, event) ?? strayCheck(event);
    case 'citation.removed':
      return unknownCriterion(round, event) ?? unknownCitation(current, event);
    case 'note.written':
      return unknownCriterion(round, event);
    case 'falsification.suspected':
      return event.grounds.trim() === '' ? { kind: 'text-required', field: 'grounds' } : null;
    default:
      return null;
  }
}

/** The application's review with this answer in it. A document that is opened is no news any more. */
export function answer(current: ApplicationReview, event: InsideEvent): ApplicationReview {
  switch (event.kind) {
    case 'check.found':
      return { ...current, checks: foundChecks(current, event) };
    case 'criterion.judged':
    case 'criterion.scored':
    case 'criterion.commented':
      return withCriterion(current, event.criterion, (before) => answerCriterion(before, event));
    case 'citation.added':
    case 'citation.removed':
      return withCitations(current, event.criterion, citationsAfter(current, event));
    case 'application.recommended':
      return { ...current, recommendation: event.recommendation, reason: event.reason };
    case 'opinion.written':
      return { ...current, opinion: event.opinion };
    case 'note.written':
      return withNote(current, event);
    case 'falsification.suspected':
      return { ...current, falsification: { grounds: event.grounds } };
    case 'falsification.withdrawn':
      return { ...current, falsification: null };
    case 'document.opened':
      return { ...current, documents: withoutNews(current.documents, event.document) };
    case 'documents.listed':
      return { ...current, documents: listed(current.documents, event.documents) };
    case 'document.extracted':
      return current;
    default:
      return assertNever(event);
  }
}

type Of<K extends InsideEvent['kind']> = Extract<InsideEvent, { readonly kind: K }>;
type CriterionEvent = Of<'criterion.judged' | 'criterion.scored' | 'criterion.commented'>;
type CitationEvent = Of<'citation.added' | 'citation.removed'>;

function foundChecks(current: ApplicationReview, event: Of<'check.found'>) {
  if (event.finding === null) return without(current.checks, event.check);
  return { ...current.checks, [event.check]: event.finding };
}

function withCriterion(
  current: ApplicationReview,
  criterion: CriterionId,
  change: (before: CriterionReview) => CriterionReview,
): ApplicationReview {
  const before = own(current.criteria, criterion) ?? blankCriterion;
  return { ...current, criteria: { ...current.criteria, [criterion]: change(before) } };
}

function withCitations(
  current: ApplicationReview,
  criterion: CriterionId | null,
  citations: readonly Citation[],
): ApplicationReview {
  if (criterion === null) return { ...current, suspicionCitations: citations };
  return withCriterion(current, criterion, (before) => ({ ...before, citations }));
}

/** A citation with an id that is there already replaces it. */
function citationsAfter(current: ApplicationReview, event: CitationEvent): readonly Citation[] {
  const id = event.kind === 'citation.added' ? event.citation.id : event.citation;
  const others = citationsAt(current, event.criterion).filter((each) => each.id !== id);
  return event.kind === 'citation.added' ? [...others, event.citation] : others;
}

function withNote(
  current: ApplicationReview,
  { criterion, note }: Of<'note.written'>,
): ApplicationReview {
  if (criterion === undefined) return { ...current, note };
  const notes =
    note === '' ? without(current.notes, criterion) : { ...current.notes, [criterion]: note };
  return { ...current, notes };
}

function answerCriterion(before: CriterionReview, event: CriterionEvent): CriterionReview {
  switch (event.kind) {
    case 'criterion.judged':
      return { ...before, verdict: event.verdict };
    case 'criterion.scored':
      return { ...before, score: event.score };
    case 'criterion.commented':
      return { ...before, comment: event.comment };
    default:
      return assertNever(event);
  }
}

function inScheme(round: Round, event: InsideEvent, criterion: CriterionId): boolean {
  const entry = applicationOf(round, event.application);
  if (entry === undefined || criterionWithId(criterion) === undefined) return false;
  return round.scheme.criteria[entry.baseType].some((each) => each.criterion === criterion);
}

function hasCheck(round: Round, event: Of<'check.found'>): boolean {
  const criterion = criterionOfCheck(event.check);
  return criterion !== undefined && inScheme(round, event, criterion.id);
}

/** What is said about the application as a whole names no criterion. */
function unknownCriterion(
  round: Round,
  event: CriterionEvent | CitationEvent | Of<'note.written'>,
): ReviewRefusal | null {
  const { application, criterion } = event;
  if (criterion === undefined || criterion === null) return null;
  if (inScheme(round, event, criterion)) return null;
  return { kind: 'unknown-criterion', application, criterion };
}

function offScale(round: Round, event: Of<'criterion.scored'>): ReviewRefusal | null {
  const { application, criterion, score } = event;
  if (score === null || onScale(round.scheme.scale, score)) return null;
  return { kind: 'score-off-scale', application, criterion, score };
}

/** A citation may support a check of its own criterion only. */
function strayCheck(event: Of<'citation.added'>): ReviewRefusal | null {
  const { application, citation } = event;
  if (citation.check === undefined) return null;
  if (criterionOfCheck(citation.check)?.id === event.criterion) return null;
  return { kind: 'unknown-check', application, check: citation.check };
}

function unknownCitation(
  current: ApplicationReview,
  { application, criterion, citation }: Of<'citation.removed'>,
): ReviewRefusal | null {
  const present = citationsAt(current, criterion).some((each) => each.id === citation);
  return present ? null : { kind: 'unknown-citation', application, citation };
}
