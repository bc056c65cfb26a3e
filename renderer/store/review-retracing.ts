import type { Review, ReviewEvent } from '../../shared/domain/review.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import type { Retracing } from './changes.ts';
import { inverseOf } from './inverse.ts';

/** How changes of a review are taken back. A recusal ends it for its application; a signature only until it is reopened. */
export const reviewRetracing: Retracing<Review, ReviewEvent, ExpertEvent> = {
  inverse: inverseOf,
  mark: (event, retraced) => ({ ...event, retraced }) as ExpertEvent,
  wayOf: (event) => ('retraced' in event ? (event.retraced ?? null) : null),
  ends: (event) => {
    if (event.kind !== 'conflict.declared' || event.declaration.state !== 'recused') return null;
    return (change) => 'application' in change && change.application === event.application;
  },
};
