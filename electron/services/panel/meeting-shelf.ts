import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { createExclusive } from '../disk/exclusive.ts';
import type { OpenRound } from '../rounds/open-round.ts';
import type { ShelfFailure } from '../rounds/round-shelf.ts';
import type { ServiceContext } from '../service-context.ts';
import { type OpenMeeting, openMeeting } from './open-meeting.ts';

/** A round of which this person is the chair, with its meeting. */
export interface Chaired {
  readonly round: OpenRound;
  readonly meeting: OpenMeeting;
}

/** The meetings of the rounds that this person chairs; each stays open until the identity is locked. */
export interface MeetingShelf {
  /** `not-chair` for everybody else on the panel. */
  get(
    context: ServiceContext,
    round: string,
  ): Promise<Result<Chaired, ShelfFailure | Failure<'not-chair'>>>;
  closeAll(): Promise<void>;
}

/** A shelf with nothing open. */
export function createMeetingShelf(): MeetingShelf {
  const meetings = new Map<string, { readonly round: OpenRound; readonly meeting: OpenMeeting }>();
  const exclusive = createExclusive();
  const get: MeetingShelf['get'] = async (context, id) => {
    const opened = await context.shelf.get(id);
    if (!opened.ok) return opened;
    const round = opened.value;
    if (round.me.role !== 'chair') return fail({ kind: 'not-chair' });
    const known = meetings.get(id);
    if (known !== undefined && known.round === round) return ok(known);
    // The round was closed and opened again with a newer bundle: the meeting is folded anew over it.
    await known?.meeting.journal.close();
    meetings.delete(id);
    const unlocked = await context.profile.unlocked();
    if (!unlocked.ok) return unlocked;
    const meeting = await openMeeting(context, round, unlocked.value);
    if (!meeting.ok) return meeting;
    meetings.set(id, { round, meeting: meeting.value });
    return ok({ round, meeting: meeting.value });
  };
  return {
    get: (context, id) => exclusive(() => get(context, id)),
    closeAll: () =>
      exclusive(async () => {
        for (const { meeting } of meetings.values()) await meeting.journal.close();
        meetings.clear();
      }),
  };
}
