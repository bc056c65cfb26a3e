import type { DecisionsFile } from '../../shared/answers.ts';
import { consolidate } from '../../shared/domain/consolidate.ts';
import { flagId } from '../../shared/domain/flags.ts';
import { foldMeeting } from '../../shared/domain/meeting-step.ts';
import type { Panel } from '../../shared/domain/panel.ts';
import { expertResult } from '../../shared/expert-result.ts';
import type { Failure, Problem } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ChairEvent } from '../../shared/schema.ts';
import type { Desk } from './command.ts';

type IdOf = (email: string, path: string) => string;

/**
 * Records what a decisions file says, through the same operations as the chair's screen. A meeting that is signed
 * is left alone. `file` names the decisions in messages.
 */
export async function applyDecisions(
  desk: Desk,
  round: string,
  decisions: DecisionsFile,
  file: string,
): Promise<Result<void, Failure>> {
  const detail = await desk.call('rounds.read', { round });
  if (!detail.ok) return detail;
  const { panel } = detail.value.round;
  const problems: Problem[] = [];
  const idOf = memberIds(panel, file, problems);
  const settling = settlingEvents(decisions, panel, idOf);
  const deciding = decidingEvents(decisions, idOf);
  if (problems.length > 0) return fail({ kind: 'input-invalid', problems });

  const settled = await record(desk, round, settling);
  if (!settled.ok) return settled.failure.kind === 'meeting-signed' ? ok() : settled;
  const flags = await openFlags(desk, round);
  if (!flags.ok) return flags;
  return record(desk, round, [...dispositions(decisions, flags.value), ...deciding]);
}

async function record(
  desk: Desk,
  round: string,
  events: ChairEvent[],
): Promise<Result<void, Failure>> {
  if (events.length === 0) return ok();
  const recorded = await desk.call('panel.record', { round, events });
  return recorded.ok ? ok() : recorded;
}

/** Finds members by the e-mail of their enrolment; everybody who is not on the panel becomes a problem. */
function memberIds(panel: Panel, file: string, problems: Problem[]): IdOf {
  return (email, path) => {
    const member = panel.members.find(({ profile }) => profile.email === email);
    if (member !== undefined) return member.id;
    problems.push({ file, path, reason: 'unknown-person', expected: email });
    return '';
  };
}

/** Who is there, and what decides which figures count. */
function settlingEvents(decisions: DecisionsFile, panel: Panel, idOf: IdOf): ChairEvent[] {
  const present =
    decisions.present?.map((email, index) => idOf(email, `present[${index}]`)) ??
    panel.members.map(({ id }) => id);
  return [
    { kind: 'attendance.recorded', present },
    ...decisions.forks.map(({ expert, workbook, reason }, index): ChairEvent => {
      return {
        kind: 'fork.resolved',
        expert: idOf(expert, `forks[${index}].expert`),
        workbook,
        reason,
      };
    }),
    ...decisions.disclosures.map(({ application, expert, accepted, reason }, index): ChairEvent => {
      const id = idOf(expert, `disclosures[${index}].expert`);
      return { kind: 'disclosure.decided', application, expert: id, accepted, reason };
    }),
  ];
}

function decidingEvents(decisions: DecisionsFile, idOf: IdOf): ChairEvent[] {
  const minutes: ChairEvent[] =
    decisions.minutes === undefined
      ? []
      : [{ kind: 'minutes.written', minutes: decisions.minutes }];
  const decided = Object.entries(decisions.applications).flatMap(
    ([application, each]): ChairEvent[] => [
      { kind: 'vote.recorded', application, ...each.vote },
      { kind: 'decision.recorded', application, decision: each.decision, grounds: each.grounds },
      ...each.dissents.map(({ expert, opinion }, index): ChairEvent => {
        const id = idOf(expert, `applications.${application}.dissents[${index}].expert`);
        return { kind: 'dissent.recorded', application, expert: id, opinion };
      }),
    ],
  );
  return [...minutes, ...decided];
}

/** The flags that the workbooks raise now. */
async function openFlags(desk: Desk, round: string): Promise<Result<readonly string[], Failure>> {
  const detail = await desk.call('rounds.read', { round });
  if (!detail.ok) return detail;
  const panel = await desk.call('panel.read', { round });
  if (!panel.ok) return panel;
  const results = panel.value.results.map(({ payload, workbook }) =>
    expertResult(payload, workbook),
  );
  const meeting = foldMeeting(detail.value.round, results, panel.value.events);
  return ok(consolidate(detail.value.round, results, meeting).flags.map(flagId));
}

/** Each flag's own disposition, else the one given for all others under `*`. */
function dispositions(decisions: DecisionsFile, flags: readonly string[]): ChairEvent[] {
  return flags.flatMap((flag): ChairEvent[] => {
    const given = decisions.flags[flag] ?? decisions.flags['*'];
    return given === undefined ? [] : [{ kind: 'flag.disposed', flag, ...given }];
  });
}
