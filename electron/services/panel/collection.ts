import type { MeetingRefusal } from '../../../shared/domain/meeting.ts';
import type { IntakeReport } from '../../../shared/exchange.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { ResultPayload } from '../../../shared/workbook.ts';
import type { RecordFailure } from '../journal/folded-journal.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import type { Job } from '../work.ts';
import { bindingRefusal, reportOf, takeInEach, verdictRefusal } from '../workbook/intake.ts';
import { judgeWorkbook } from '../workbook/judging.ts';
import { keepWorkbook } from '../workbook/store.ts';
import type { Verification } from '../workbook/verification.ts';
import type { Chaired } from './meeting-shelf.ts';

/**
 * Takes in the experts' workbooks, in any order and as often as anybody likes. Each is kept whole before the meeting's
 * journal names it; one that is refused or cannot be read changes nothing and stops none of the others.
 */
export async function collectWorkbooks(
  context: ServiceContext,
  { round, files, work }: Parameters<Methods<'panel.collect'>['panel.collect']>[0],
): ReturnType<Methods<'panel.collect'>['panel.collect']> {
  const chaired = await context.meetings.get(context, round);
  if (!chaired.ok) return chaired;
  return context.work.run(work, (job) =>
    takeInEach(context.files, { tokens: files, job }, (bytes, name) =>
      collectOne(context, chaired.value, { bytes, name, job }),
    ),
  );
}

type CollectFailure = RecordFailure | MeetingRefusal;

async function collectOne(
  context: ServiceContext,
  { round, meeting }: Chaired,
  { bytes, name, job }: { readonly bytes: Uint8Array; readonly name: string; readonly job: Job },
): Promise<Result<IntakeReport, CollectFailure>> {
  const verification = await judgeWorkbook(
    context.compute,
    {
      bytes,
      authority: round.authority.certificate,
      now: context.platform.now(),
      revoked: round.file.revoked,
    },
    { signal: job.signal },
  );
  const report = reportOf(name, verification);
  const refused = refusalOf(verification, round, meeting);
  if (refused !== null) return ok({ report, outcome: 'refused', ...refused });
  const { payload, sha256 } = verification;
  if (payload?.format !== 'haizhi.result') throw new Error('a result that is none was not refused');
  const isKnown = meeting.journal.state.workbooks.some((each) => each.workbook === sha256);
  if (isKnown) return ok({ report, outcome: 'known', refusal: null, detail: '' });
  const kept = await keepWorkbook(round.home.workbooks, sha256, bytes);
  if (!kept.ok) return kept;
  const taken = await take(meeting, sha256, payload);
  return taken.ok ? ok({ report, outcome: 'taken', refusal: null, detail: '' }) : taken;
}

async function take(
  { journal, payloads }: Chaired['meeting'],
  workbook: string,
  payload: ResultPayload,
): Promise<Result<unknown, RecordFailure | MeetingRefusal>> {
  const { revision, parent, signer } = payload;
  payloads.set(workbook, payload);
  const recorded = await journal.record([
    { kind: 'workbook.taken', expert: signer.id, revision, workbook, parent },
  ]);
  if (!recorded.ok) payloads.delete(workbook);
  return recorded;
}

function refusalOf(
  verification: Verification,
  { round, file, bundle, authority }: Chaired['round'],
  { payloads }: Chaired['meeting'],
) {
  const { payload, signer } = verification;
  if (payload === null || signer === null) return verdictRefusal(verification);
  return bindingRefusal(payload, signer, {
    authority: authority.fingerprint,
    bundles: [{ ...bundle, round, pledge: file.pledge }],
    formats: ['haizhi.result'],
    earlier: (workbook) => payloads.get(workbook),
  });
}
