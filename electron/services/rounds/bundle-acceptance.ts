import type { ReviewEvent } from '../../../shared/domain/review.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { RecordFailure } from '../journal/folded-journal.ts';
import type { OpenRound } from './open-round.ts';

/** The event that is missing while the journal does not name the bundle that is open, else none. */
export function acceptance({
  bundle,
  review,
}: Pick<OpenRound, 'bundle' | 'review'>): ReviewEvent[] {
  const isNamed = review.state.bundle?.manifest === bundle.manifest;
  return isNamed ? [] : [{ kind: 'bundle.accepted', ...bundle }];
}

/**
 * Records that this person works on the bundle that is open. A signed review is frozen: its acceptance waits until the
 * review is reopened. A crash between the copy and this record is made good the next time the round opens.
 */
export async function acceptBundle(round: OpenRound): Promise<Result<void, RecordFailure>> {
  const events = acceptance(round);
  if (events.length === 0 || round.review.state.phase === 'signed') return ok();
  const recorded = await round.review.record(events);
  if (recorded.ok) return ok();
  const { failure } = recorded;
  if ('file' in failure || 'entry' in failure || failure.kind === 'identity-locked') {
    return { ok: false, failure };
  }
  throw new Error(`a bundle was not accepted: ${failure.kind}`);
}
