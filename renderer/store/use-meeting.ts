import type { ExpertResult } from '../../shared/domain/consolidation.ts';
import type { Meeting, MeetingEvent, MeetingRefusal } from '../../shared/domain/meeting.ts';
import { foldMeeting, stepMeeting } from '../../shared/domain/meeting-step.ts';
import type { RoundDetail } from '../../shared/exchange.ts';
import { expertResult } from '../../shared/expert-result.ts';
import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ChairEvent } from '../../shared/schema.ts';
import type { ResultPayload } from '../../shared/workbook.ts';
import { call, reaching } from '../client.ts';
import type { Place } from './database.ts';
import { currentSeal } from './keys.ts';
import { type Live, type LiveJournal, openLiveJournal } from './live-journal.ts';
import { openJournals } from './open-journals.ts';
import { openOutbox } from './outbox.ts';
import { openProjection } from './projection.ts';
import { noticingLock } from './session.ts';
import { useOpened } from './use-opened.ts';

interface OpenedMeeting {
  readonly detail: RoundDetail;
  readonly payloads: readonly { readonly workbook: string; readonly payload: ResultPayload }[];
  readonly results: readonly ExpertResult[];
  readonly journal: LiveJournal<Meeting, MeetingEvent, ChairEvent, MeetingRefusal>;
}

/** A panel's meeting on a round, as its chair's screen shows it and changes it. */
export interface ReadyMeeting extends Omit<Live<Meeting>, 'state' | 'canUndo' | 'canRedo'> {
  readonly kind: 'ready';
  readonly detail: RoundDetail;
  readonly meeting: Meeting;
  /** What the workbooks taken in say, by workbook, and the same as the consolidation takes it. */
  readonly payloads: OpenedMeeting['payloads'];
  readonly results: readonly ExpertResult[];
  /** Shows the events at once and records them; refused as a whole, with nothing changed, when one is not allowed. */
  readonly record: (events: readonly ChairEvent[]) => Result<void, MeetingRefusal>;
  readonly refresh: () => Promise<void>;
  readonly discard: () => Promise<void>;
  /** Resolves when everything is on disk (`true`), or waits because of a problem (`false`). */
  readonly settled: () => Promise<boolean>;
  /** Reads everything anew: after workbooks were taken in and after signing. */
  readonly reload: () => void;
}

type MeetingReading =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly again: () => void }
  | ReadyMeeting;

const meetings = openJournals<OpenedMeeting>(obtain, ({ journal }) => journal.close());

/** Opens the meeting of a round's panel, or joins the one that is open. Only for its chair. */
export function useMeeting(round: string): MeetingReading {
  const opening = useOpened<Meeting, OpenedMeeting>(meetings, round);
  if (opening.kind !== 'ready') return opening;
  const { detail, payloads, results, journal } = opening.opened;
  return {
    kind: 'ready',
    detail,
    payloads,
    results,
    meeting: opening.live.state,
    save: opening.live.save,
    record: (events) => journal.record(events),
    refresh: () => journal.refresh(),
    discard: () => journal.discard(),
    settled: () => journal.settled(),
    reload: () => meetings.close(round),
  };
}

function obtain(round: string): Promise<Result<OpenedMeeting, Failure>> {
  return reaching(async () => {
    const [detail, identity, panel, seal] = await Promise.all([
      call('rounds.read', { round }),
      call('identity.read', {}),
      call('panel.read', { round }),
      currentSeal(),
    ]);
    if (!detail.ok) return detail;
    if (!identity.ok) return identity;
    if (!panel.ok) return panel;
    if (seal === null) return fail({ kind: 'identity-locked' });
    const payloads = panel.value.results;
    const results = payloads.map(({ payload, workbook }) => expertResult(payload, workbook));
    const place: Place = { owner: identity.value.fingerprint ?? '', journal: 'meeting', round };
    const journal = await openMeeting(place, detail.value, results, seal);
    return journal.ok
      ? ok({ detail: detail.value, payloads, results, journal: journal.value })
      : journal;
  });
}

function openMeeting(
  place: Place,
  { round }: RoundDetail,
  results: readonly ExpertResult[],
  seal: NonNullable<Awaited<ReturnType<typeof currentSeal>>>,
) {
  return openLiveJournal<Meeting, MeetingEvent, ChairEvent, MeetingRefusal>({
    start: foldMeeting(round, results, []),
    step: (state, entry) => stepMeeting(round, results, state, entry),
    retracing: {
      inverse: () => null,
      mark: (event) => event,
      wayOf: () => null,
      ends: () => null,
    },
    read: async (after) => {
      const panel = await call('panel.read', { round: place.round });
      if (!panel.ok) return panel;
      return ok({ ...panel.value, events: panel.value.events.slice(after) });
    },
    write: async (events) =>
      noticingLock(await call('panel.record', { round: place.round, events: [...events] })),
    projection: openProjection(place, seal),
    outbox: openOutbox(place, seal),
    now: () => new Date().toISOString(),
  });
}
