import { answerPlace } from '../../../shared/domain/review-history.ts';
import { go } from '../../router.ts';
import type { Way } from '../../store/changes.ts';
import { flushTyping } from '../../store/typing.ts';
import type { ReadyReview } from '../../store/use-review.ts';

/** Undoes or redoes the last change of the round, and shows the place where something changed. */
export function retrace(review: ReadyReview, way: Way): void {
  void flushTyping();
  const event = review.retrace(way);
  const at = event === null ? null : answerPlace(event);
  if (at === null) return;
  const { application, place } = at;
  go({ screen: 'review', round: review.detail.round.id, application, criterion: place }, 'replace');
}
