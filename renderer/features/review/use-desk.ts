import { useState } from 'react';
import type { Application, ApplicationIndexEntry } from '../../../shared/domain/application.ts';
import type { CheckId } from '../../../shared/domain/catalogue/criterion.ts';
import type { ApplicationReview, Citation, ReviewRefusal } from '../../../shared/domain/review.ts';
import { go } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { criteriaAt, type Desk, missingAt, type Place, placeOf } from './desk.ts';

/** An application that may be reviewed, as the screen has found it. */
interface OpenApplication {
  readonly review: ReadyReview;
  readonly entry: ApplicationIndexEntry;
  readonly state: ApplicationReview;
  readonly content: Application | null;
}

/** Puts together what the panes share, and keeps why the last change was refused. */
export function useDesk(
  { review, entry, state, content }: OpenApplication,
  named: string | undefined,
  show: (citation: Citation) => void,
): { readonly desk: Desk; readonly refusal: ReviewRefusal | null } {
  const { round } = review.detail;
  const [refusal, setRefusal] = useState<ReviewRefusal | null>(null);
  const [aim, setAim] = useState<{ readonly place: Place; readonly check: CheckId } | null>(null);
  const missing = missingAt(review, entry.id);
  const places = placesOf({ round, entry, state });
  const [first] = useState(() => placeOf(named, places, missing));
  const place = places.find((each) => each === named) ?? first;
  const desk: Desk = {
    round,
    entry,
    content,
    state,
    missing,
    place,
    go: (next) =>
      go({ screen: 'review', round: round.id, application: entry.id, criterion: next }, 'replace'),
    check: aim?.place === place ? aim.check : null,
    aimAt: (check) => setAim(check === null ? null : { place, check }),
    frozen: review.review.phase === 'signed',
    record: (...events) => {
      const outcome = review.record(events);
      setRefusal(outcome.ok ? null : outcome.failure);
    },
    show,
  };
  return { desk, refusal };
}

/** The criteria in order, then the opinion. */
export function placesOf(desk: Pick<Desk, 'round' | 'entry' | 'state'>): readonly Place[] {
  return [...criteriaAt(desk).map(({ criterion }) => criterion.id), 'opinion'];
}
