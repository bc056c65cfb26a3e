import type { CriterionId } from '../../shared/domain/catalogue/criterion.ts';
import { own } from '../../shared/domain/record.ts';
import type { ApplicationReview, Review, ReviewEvent } from '../../shared/domain/review.ts';
import { citationsAt } from '../../shared/domain/review-answer.ts';
import { assertNever } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';

/**
 * The event that takes another one back, read from the review before it. `null` for what nobody can take back: a
 * signed pledge, a declaration, a reopened review, and anything in an application that is not open. A citation that is
 * put back is the same one, but stands last among its criterion's.
 */
export function inverseOf(review: Review, event: ReviewEvent): ExpertEvent | null {
  if (!('application' in event)) return null;
  const before = own(review.applications, event.application);
  return before === undefined ? null : inverseIn(before, event);
}

type InsideEvent = Extract<ReviewEvent, { readonly application: string }>;

function inverseIn(before: ApplicationReview, event: InsideEvent): ExpertEvent | null {
  switch (event.kind) {
    case 'conflict.declared':
    case 'document.opened':
    case 'document.extracted':
    case 'documents.listed':
    case 'entries.sealed':
    case 'entry.sealed':
      return null;
    case 'check.found':
      return { ...event, finding: own(before.checks, event.check) ?? null };
    case 'criterion.judged':
      return { ...event, verdict: own(before.criteria, event.criterion)?.verdict ?? null };
    case 'criterion.scored':
      return { ...event, score: own(before.criteria, event.criterion)?.score ?? null };
    case 'criterion.commented':
      return { ...event, comment: own(before.criteria, event.criterion)?.comment ?? '' };
    case 'citation.added':
      return citationAsBefore(before, event);
    case 'citation.removed':
      return restoredCitation(before, event);
    case 'application.recommended':
      return { ...event, recommendation: before.recommendation, reason: before.reason };
    case 'opinion.written':
      return { ...event, opinion: before.opinion };
    case 'note.written':
      return { ...event, note: noteBefore(before, event.criterion) };
    case 'falsification.suspected':
    case 'falsification.withdrawn':
      return falsificationAsBefore(before, event.application);
    default:
      return assertNever(event);
  }
}

function noteBefore(before: ApplicationReview, criterion: CriterionId | undefined): string {
  return criterion === undefined ? before.note : (own(before.notes, criterion) ?? '');
}

function citationAsBefore(
  before: ApplicationReview,
  event: Extract<ExpertEvent, { readonly kind: 'citation.added' }>,
): ExpertEvent {
  const { kind, citation, ...about } = event;
  const citations = citationsAt(before, about.criterion);
  const present = citations.find((each) => each.id === citation.id);
  return present === undefined
    ? { ...about, kind: 'citation.removed', citation: citation.id }
    : { ...about, kind, citation: present };
}

function restoredCitation(
  before: ApplicationReview,
  event: Extract<ExpertEvent, { readonly kind: 'citation.removed' }>,
): ExpertEvent | null {
  const citations = citationsAt(before, event.criterion);
  const citation = citations.find((each) => each.id === event.citation);
  return citation === undefined ? null : { ...event, kind: 'citation.added', citation };
}

function falsificationAsBefore(before: ApplicationReview, application: string): ExpertEvent {
  return before.falsification === null
    ? { kind: 'falsification.withdrawn', application }
    : { kind: 'falsification.suspected', application, grounds: before.falsification.grounds };
}
