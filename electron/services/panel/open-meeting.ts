import type { ExpertResult } from '../../../shared/domain/consolidation.ts';
import type { Meeting, MeetingEvent, MeetingRefusal } from '../../../shared/domain/meeting.ts';
import { foldMeeting, stepMeeting } from '../../../shared/domain/meeting-step.ts';
import type { Recorded } from '../../../shared/domain/review.ts';
import { expertResult } from '../../../shared/expert-result.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { meetingEvent } from '../../../shared/schema.ts';
import type { ResultPayload } from '../../../shared/workbook.ts';
import { readBounded } from '../disk/durable-file.ts';
import type { Unlocked } from '../identity/profile-session.ts';
import {
  type FoldedJournal,
  openFoldedJournal,
  type RecordFailure,
} from '../journal/folded-journal.ts';
import { judgeHistory } from '../recovery/history.ts';
import { ownExports } from '../recovery/own-exports.ts';
import type { OpenRound } from '../rounds/open-round.ts';
import type { ServiceContext } from '../service-context.ts';
import { judgeWorkbook } from '../workbook/judging.ts';
import { workbookLimit, workbookPath } from '../workbook/store.ts';

/** The chair's meeting on a round: its journal, and what is in the workbooks that were taken in. */
export interface OpenMeeting {
  readonly journal: FoldedJournal<Meeting, MeetingEvent, MeetingRefusal>;
  /** By SHA-256; also workbooks that are about to be taken. */
  readonly payloads: Map<string, ResultPayload>;
}

/** Opens the meeting. Every workbook that it has taken in is verified again: the files lie in a folder anybody can write to. */
export async function openMeeting(
  context: ServiceContext,
  round: OpenRound,
  { identity }: Unlocked,
): Promise<Result<OpenMeeting, RecordFailure>> {
  const payloads = new Map<string, ResultPayload>();
  const results = () => resultsOf(payloads);
  const journal = await openFoldedJournal<Meeting, MeetingEvent, MeetingRefusal>(
    {
      path: round.home.meetingJournal,
      key: identity.profileKey,
      id: `${round.round.id}/meeting`,
      clock: () => context.platform.now(),
    },
    {
      event: meetingEvent,
      prepare: (entries) => readTaken(context, round, entries, payloads),
      fold: (entries) => foldMeeting(round.round, results(), entries),
      step: (state, entry) => stepMeeting(round.round, results(), state, entry),
    },
  );
  if (!journal.ok) return journal;
  const judged = await judgeMeeting(context, round, journal.value);
  if (judged.ok) return ok({ journal: journal.value, payloads });
  await journal.value.close();
  return judged;
}

/** Whether the meeting's journal is the one that the panel workbooks kept here were made of. */
async function judgeMeeting(
  { compute, platform }: ServiceContext,
  { home, me, authority, review }: OpenRound,
  meeting: OpenMeeting['journal'],
): Promise<Result<void, RecordFailure>> {
  const owner = { compute, authority: authority.certificate, me: me.id, now: platform.now() };
  const { workbooks, revisions } = meeting.state;
  const named = [...workbooks, ...revisions, ...review.state.revisions];
  const known = new Set(named.map(({ workbook }) => workbook));
  const unnamed = await ownExports(home.workbooks, owner, known);
  const exports = unnamed.filter(({ journal }) => journal === 'meeting');
  return judgeHistory(meeting, { file: home.meetingJournal, exports });
}

/** What the panel counts of the workbooks. */
export function resultsOf(payloads: ReadonlyMap<string, ResultPayload>): readonly ExpertResult[] {
  return [...payloads].map(([workbook, payload]) => expertResult(payload, workbook));
}

async function readTaken(
  context: ServiceContext,
  round: OpenRound,
  entries: readonly Recorded<MeetingEvent>[],
  payloads: Map<string, ResultPayload>,
): Promise<Result<void, RecordFailure>> {
  const taken = entries.flatMap(({ event }) =>
    event.kind === 'workbook.taken' ? [event.workbook] : [],
  );
  const read = await Promise.all(
    [...new Set(taken)].map(async (workbook) => {
      return [workbook, await readKept(context, round, workbook)] as const;
    }),
  );
  for (const [workbook, payload] of read) {
    if (!payload.ok) return payload;
    payloads.set(workbook, payload.value);
  }
  return ok();
}

async function readKept(
  { compute, platform }: ServiceContext,
  { home, authority }: OpenRound,
  workbook: string,
): Promise<Result<ResultPayload, Failure<'not-readable' | 'content-invalid'>>> {
  const place = workbookPath(home.workbooks, workbook);
  const bytes = await readBounded(place, workbookLimit);
  if (!bytes.ok) return fail({ kind: 'not-readable', file: place, detail: bytes.failure.code });
  const { payload, sha256, reason } = await judgeWorkbook(compute, {
    bytes: bytes.value,
    authority: authority.certificate,
    now: platform.now(),
  });
  if (sha256 === workbook && payload?.format === 'haizhi.result') return ok(payload);
  return fail({ kind: 'content-invalid', entry: place, path: '', detail: reason });
}
