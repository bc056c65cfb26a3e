import type { ApplicationId } from './application.ts';
import { criterionOfCheck } from './catalogue/catalogue.ts';
import type { CriterionId } from './catalogue/criterion.ts';
import type { Recorded, ReviewEvent } from './review.ts';

/** Where in an application an answer stands: at a criterion, or in the opinion on the whole. */
interface AnswerPlace {
  readonly application: ApplicationId;
  readonly place: CriterionId | 'opinion';
}

/** The place of an answer; `null` for events that answer nothing, and for checks that no catalogue knows. */
export function answerPlace(event: ReviewEvent): AnswerPlace | null {
  switch (event.kind) {
    case 'check.found': {
      const place = criterionOfCheck(event.check)?.id;
      return place === undefined ? null : { application: event.application, place };
    }
    case 'criterion.judged':
    case 'criterion.scored':
    case 'criterion.commented':
      return { application: event.application, place: event.criterion };
    case 'citation.added':
    case 'citation.removed':
    case 'note.written':
      return { application: event.application, place: event.criterion ?? 'opinion' };
    case 'application.recommended':
    case 'opinion.written':
    case 'falsification.suspected':
    case 'falsification.withdrawn':
      return { application: event.application, place: 'opinion' };
    default:
      return null;
  }
}

/** One answer that was given, and what it took the place of: the answer to the same question before, if there was one. */
export interface PastAnswer {
  readonly entry: Recorded<ReviewEvent>;
  readonly before: ReviewEvent | null;
}

/** Everything that was answered at one place, the newest first. Each citation is a question of its own. */
export function historyAt(
  entries: readonly Recorded<ReviewEvent>[],
  { application, place }: AnswerPlace,
): readonly PastAnswer[] {
  const latest = new Map<string, ReviewEvent>();
  const past: PastAnswer[] = [];
  for (const entry of entries) {
    const at = answerPlace(entry.event);
    if (at === null || at.application !== application || at.place !== place) continue;
    const question = questionOf(entry.event);
    past.push({ entry, before: latest.get(question) ?? null });
    latest.set(question, entry.event);
  }
  return past.toReversed();
}

/** What an event answers, equal for two events of which the later one replaces the earlier one. */
function questionOf(event: ReviewEvent): string {
  switch (event.kind) {
    case 'check.found':
      return `finding ${event.check}`;
    case 'citation.added':
      return `citation ${event.citation.id}`;
    case 'citation.removed':
      return `citation ${event.citation}`;
    case 'falsification.suspected':
    case 'falsification.withdrawn':
      return 'falsification';
    default:
      return event.kind;
  }
}
