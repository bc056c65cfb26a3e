import type { Failure } from '../../shared/failures.ts';
import { DamagedJournal } from './damaged-journal.tsx';
import { LostReviewKeys } from './lost-review-keys.tsx';

/** What the person of a round that does not open may decide or do, where there is something. */
export function WayOut(props: {
  readonly round: string;
  readonly failure: Failure;
  readonly again: () => void;
}) {
  const { round, failure, again } = props;
  switch (failure.kind) {
    case 'journal-damaged':
      return <DamagedJournal round={round} failure={failure} again={again} />;
    case 'review-keys-lost':
      return <LostReviewKeys round={round} again={again} />;
    default:
      return null;
  }
}
