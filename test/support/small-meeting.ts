import { consolidate } from '../../shared/domain/consolidate.ts';
import { flagId } from '../../shared/domain/flags.ts';
import { foldMeeting } from '../../shared/domain/meeting-step.ts';
import type { IntakeReport } from '../../shared/exchange.ts';
import { expertResult } from '../../shared/expert-result.ts';
import { must } from '../../shared/result.ts';
import type { ChairEvent } from '../../shared/schema.ts';
import type { TestDesk } from './desk.ts';

/** Hands workbooks in at the chair's desk. */
export async function collectAt(
  chair: TestDesk,
  round: string,
  files: readonly string[],
): Promise<readonly IntakeReport[]> {
  const tokens = await Promise.all(files.map((each) => chair.token(each)));
  return must(await chair.call('panel.collect', { round, files: tokens }));
}

/** Hands workbooks in at the center's desk. */
export async function importAt(
  center: TestDesk,
  files: readonly string[],
): Promise<readonly IntakeReport[]> {
  const tokens = await Promise.all(files.map((each) => center.token(each)));
  return must(await center.call('center.import', { files: tokens }));
}

/** Settles everything that the chair has to settle: attendance, flags, unanimous votes, decisions. */
export async function decideMeeting(chair: Pick<TestDesk, 'call'>, round: string): Promise<void> {
  const { round: detail } = must(await chair.call('rounds.read', { round }));
  const read = must(await chair.call('panel.read', { round }));
  const given = read.results.map((each) => expertResult(each.payload, each.workbook));
  const meeting = foldMeeting(detail, given, read.events);
  const { flags, applications } = consolidate(detail, given, meeting);
  const present = detail.panel.members.map((each) => each.id);
  const events: ChairEvent[] = [
    { kind: 'attendance.recorded', present },
    ...flags.map((flag): ChairEvent => {
      const reason = '已讨论';
      if (flag.kind === 'workbook-fork') {
        const workbook = flag.workbooks[0]!;
        return { kind: 'fork.resolved', expert: flag.expert, workbook, reason };
      }
      if (flag.kind === 'disclosure-unresolved') {
        const { application, expert } = flag;
        return { kind: 'disclosure.decided', application, expert, accepted: true, reason };
      }
      const disposition = 'kept' as const;
      return { kind: 'flag.disposed' as const, flag: flagId(flag), disposition, reason };
    }),
    ...applications.flatMap(({ application, recused }): ChairEvent[] => {
      const yes = present.length - recused.length;
      return [
        { kind: 'vote.recorded', application, yes, no: 0, abstained: 0 },
        { kind: 'decision.recorded', application, decision: 'approve', grounds: '一致同意' },
      ];
    }),
  ];
  must(await chair.call('panel.record', { round, events }));
}
