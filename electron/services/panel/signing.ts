import { consolidate } from '../../../shared/domain/consolidate.ts';
import type { ExpertResult } from '../../../shared/domain/consolidation.ts';
import type { Meeting, MeetingEvent } from '../../../shared/domain/meeting.ts';
import { missingFromMeeting } from '../../../shared/domain/meeting-missing.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { PanelPayload } from '../../../shared/workbook.ts';
import type { WritingFailure } from '../disk/disk-failure.ts';
import { confirmedIdentity } from '../identity/passphrase-check.ts';
import type { Unlocked } from '../identity/profile-session.ts';
import type { Decided, JournalView } from '../journal/folded-journal.ts';
import type { OpenRound } from '../rounds/open-round.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import type { Job } from '../work.ts';
import {
  newestWorkbook,
  type SignedRevision,
  signAndKeep,
  signingTime,
} from '../workbook/signed-workbook.ts';
import type { Chaired } from './meeting-shelf.ts';
import { resultsOf } from './open-meeting.ts';
import { panelPayloadOf } from './payload.ts';

type SignInput = Parameters<Methods<'panel.sign'>['panel.sign']>[0];

/** Signs the panel's workbook as a new revision, once nothing is missing; the workbook is on the disk before the event that names it. */
export async function signMeeting(
  context: ServiceContext,
  input: SignInput,
): ReturnType<Methods<'panel.sign'>['panel.sign']> {
  const chaired = await context.meetings.get(context, input.round);
  if (!chaired.ok) return chaired;
  const { round, meeting } = chaired.value;
  const confirmed = await confirmedIdentity(context, input.passphrase);
  if (!confirmed.ok) return confirmed;
  const signed = await context.work.run(input.work, (job) =>
    meeting.journal.recordAfter((view) =>
      prepare(context, chaired.value, confirmed.value, input, job, view),
    ),
  );
  if (!signed.ok) return signed;
  return newestWorkbook(context, round.home, signed.value, `${round.round.id}-panel`);
}

type NotReady = Failure<'meeting-signed' | 'meeting-incomplete'>;

/** The workbook, kept, and the event that names it. */
async function prepare(
  context: ServiceContext,
  chaired: Chaired,
  unlocked: Unlocked,
  input: SignInput,
  job: Job,
  view: JournalView<Meeting, MeetingEvent>,
): Promise<Result<Decided<MeetingEvent, SignedRevision>, NotReady | WritingFailure>> {
  const { round } = chaired;
  const results = takenResults(chaired, view.state);
  const ready = readyToSign(round, view.state, results);
  if (!ready.ok) return ready;
  const now = signingTime(context.platform.now());
  const payload = payloadOf(round, view, results, { now, locale: input.locale });
  const kept = await signAndKeep(context, round, unlocked, payload, job);
  if (!kept.ok) return kept;
  const { revision, parent } = payload;
  const value = { revision, workbook: kept.value };
  return ok({ events: [{ kind: 'meeting.signed', parent, ...value }], value });
}

/** Only what the journal says was taken in counts. */
function takenResults({ meeting }: Chaired, state: Meeting): readonly ExpertResult[] {
  const taken = new Set(state.workbooks.map((each) => each.workbook));
  return resultsOf(meeting.payloads).filter((each) => taken.has(each.workbook));
}

function readyToSign(
  { round }: OpenRound,
  meeting: Meeting,
  results: readonly ExpertResult[],
): Result<void, NotReady> {
  if (meeting.phase === 'signed') return fail({ kind: 'meeting-signed' });
  const missing = missingFromMeeting(round, consolidate(round, results, meeting), meeting);
  return missing.length === 0 ? ok() : fail({ kind: 'meeting-incomplete', missing: [...missing] });
}

function payloadOf(
  { round, me, bundle, authority }: OpenRound,
  { state, events, journal }: JournalView<Meeting, MeetingEvent>,
  results: readonly ExpertResult[],
  { now, locale }: { readonly now: string; readonly locale: SignInput['locale'] },
): PanelPayload {
  return panelPayloadOf({
    origin: {
      locale,
      round,
      bundle,
      authority: authority.fingerprint,
      signer: me,
      revision: state.revisions.length + 1,
      parent: state.revisions.at(-1)?.workbook ?? null,
      signedAt: now,
      journal,
      reopenReason: state.reopenReason,
    },
    meeting: state,
    results,
    entries: events,
  });
}
