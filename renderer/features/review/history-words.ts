import { check } from '../../../shared/domain/catalogue/catalogue.ts';
import type { Citation, ReviewEvent } from '../../../shared/domain/review.ts';
import { citedPlace } from '../../parts/cited-place.ts';
import type { Text } from '../../text.ts';
import type { Desk } from './desk.ts';

/** What an event answers, as the screen names the field. */
export function questionWords(event: ReviewEvent, { t, local }: Text): string {
  switch (event.kind) {
    case 'check.found': {
      const found = check(event.check);
      return found === undefined ? event.check : local(found.label);
    }
    case 'criterion.judged':
      return t('review.verdict');
    case 'criterion.scored':
      return t('review.score');
    case 'criterion.commented':
      return t('review.comment');
    case 'citation.added':
      return t('review.history.cited');
    case 'citation.removed':
      return t('review.history.uncited');
    case 'application.recommended':
      return t('review.recommendation');
    case 'opinion.written':
      return t('review.opinion.text');
    case 'note.written':
      return t('review.note');
    case 'falsification.suspected':
    case 'falsification.withdrawn':
      return t('review.falsification.flag');
    default:
      return event.kind;
  }
}

/** The answer itself; empty for one that was taken back. */
export function answerWords(event: ReviewEvent, desk: Desk, { t, number }: Text): string {
  switch (event.kind) {
    case 'check.found':
      return event.finding === null ? '' : t(`domain.finding.${event.finding}`);
    case 'criterion.judged':
      return event.verdict === null ? '' : t(`domain.verdict.${event.verdict}`);
    case 'criterion.scored':
      return event.score === null ? '' : number(event.score);
    case 'criterion.commented':
      return event.comment;
    case 'citation.added':
      return citationWords(event.citation, desk, t);
    case 'application.recommended': {
      const { recommendation, reason } = event;
      const word = recommendation === null ? '' : t(`domain.recommendation.${recommendation}`);
      return [word, reason].filter((part) => part !== '').join(' · ');
    }
    case 'opinion.written':
      return event.opinion;
    case 'note.written':
      return event.note;
    case 'falsification.suspected':
      return event.grounds;
    default:
      return '';
  }
}

function citationWords(citation: Citation, desk: Desk, t: Text['t']): string {
  const document = desk.content?.documents.find((each) => each.id === citation.document);
  const name = document?.name ?? citation.document;
  const place = citedPlace(t, name, citation.page);
  return citation.quote === undefined ? place : `${place} “${citation.quote}”`;
}
