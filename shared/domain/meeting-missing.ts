import type { ApplicationConsolidation, Consolidation, Flag } from './consolidation.ts';
import { flagId } from './flags.ts';
import type { Meeting, MeetingMissing } from './meeting.ts';
import { own } from './record.ts';
import type { Round } from './round.ts';
import { voteOutcome } from './vote.ts';

/**
 * What keeps the panel workbook from being signed: attendance, then the flags in their order, then by application in the
 * order of the numbers vote or quorum, decision, and a decision that goes against the vote (`approve` needs a vote that
 * passed, and a vote that passed needs `approve`). A fork and a disclosure need the chair's choice, every other flag a
 * disposition. A vote that no longer matches the voters present has to be taken again.
 * @param consolidation of the same round, results and meeting.
 */
export function missingFromMeeting(
  round: Round,
  consolidation: Consolidation,
  meeting: Meeting,
): readonly MeetingMissing[] {
  const attended = meeting.present.length > 0;
  return [
    ...(attended ? [] : [{ kind: 'attendance' } as const]),
    ...consolidation.flags.flatMap((flag) => missingForFlag(meeting, flag)),
    ...consolidation.applications.flatMap((each) => missingForVote(round, meeting, each)),
  ];
}

function missingForFlag(meeting: Meeting, flag: Flag): readonly MeetingMissing[] {
  if (flag.kind === 'workbook-fork') return [{ kind: 'fork', expert: flag.expert }];
  if (flag.kind === 'disclosure-unresolved') {
    return [{ kind: 'disclosure', application: flag.application, expert: flag.expert }];
  }
  const id = flagId(flag);
  return own(meeting.dispositions, id) === undefined ? [{ kind: 'disposition', flag: id }] : [];
}

function missingForVote(
  round: Round,
  meeting: Meeting,
  { application, recused }: ApplicationConsolidation,
): readonly MeetingMissing[] {
  const vote = own(meeting.votes, application);
  const decision = own(meeting.decisions, application)?.decision;
  const { members, present, quorate, passed } = voteOutcome(
    round,
    recused,
    meeting.present,
    vote?.yes ?? 0,
  );
  const undecided: readonly MeetingMissing[] =
    decision === undefined ? [{ kind: 'decision', application }] : [];
  if (meeting.present.length > 0 && !quorate) {
    return [{ kind: 'no-quorum', application, present, members }, ...undecided];
  }
  if (vote === undefined || vote.yes + vote.no + vote.abstained !== present) {
    return [{ kind: 'vote', application }, ...undecided];
  }
  const against = decision !== undefined && (decision === 'approve') !== passed;
  return against ? [{ kind: 'decision-against-vote', application }] : undecided;
}
