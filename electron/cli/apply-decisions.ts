import type { DecisionsFile } from '../../shared/answers.ts';
import { consolidate } from '../../shared/domain/consolidate.ts';
import type { ExpertResult } from '../../shared/domain/consolidation.ts';
import { flagId } from '../../shared/domain/flags.ts';
import type { Meeting } from '../../shared/domain/meeting.ts';
import { foldMeeting, stepMeeting } from '../../shared/domain/meeting-step.ts';
import type { Panel } from '../../shared/domain/panel.ts';
import type { Round } from '../../shared/domain/round.ts';
import { expertResult } from '../../shared/expert-result.ts';
import type { Failure, Problem } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ChairEvent } from '../../shared/schema.ts';
import type { Desk } from './command.ts';
import { flagWithEmails } from './panel-words.ts';
import { type Failures, inTheWay, recordAll, rehearse } from './rehearsal.ts';

type IdOf = (email: string, path: string) => string;

/** Where the meeting stands. */
interface Standing {
  readonly round: Round;
  readonly results: readonly ExpertResult[];
  readonly meeting: Meeting;
}

/**
 * Records what a decisions file says, through the same operations as the chair's screen. Everything is tried on a
 * copy of the state first: a file with mistakes changes nothing and shows all of them. A meeting that is signed is
 * left alone. `file` names the decisions in messages.
 */
export async function applyDecisions(
  desk: Desk,
  id: string,
  decisions: DecisionsFile,
  file: string,
): Promise<Result<void, Failures>> {
  const standing = await readStanding(desk, id);
  if (!standing.ok) return fail([standing.failure]);
  if (standing.value.meeting.phase === 'signed') return ok();
  const events = eventsOf(decisions, standing.value, file);
  if (!events.ok) return fail([events.failure]);
  const failures = inTheWay(tried(standing.value, events.value).refusals);
  if (failures !== null) return fail(failures);
  const recorded = await recordAll(events.value, (some) =>
    desk.call('panel.record', { round: id, events: some }),
  );
  return recorded.ok ? ok() : fail([recorded.failure]);
}

function tried({ round, results, meeting }: Standing, events: readonly ChairEvent[]) {
  return rehearse(meeting, events, (state, event) =>
    stepMeeting(round, results, state, { seq: 1, at: round.deadline.at, event }),
  );
}

async function readStanding(desk: Desk, id: string): Promise<Result<Standing, Failure>> {
  const detail = await desk.call('rounds.read', { round: id });
  if (!detail.ok) return detail;
  const panel = await desk.call('panel.read', { round: id });
  if (!panel.ok) return panel;
  const { round } = detail.value;
  const results = panel.value.results.map((each) => expertResult(each.payload, each.workbook));
  return ok({ round, results, meeting: foldMeeting(round, results, panel.value.events) });
}

/** Everything that the file records. Which flags are raised depends on who counts, so that comes first. */
function eventsOf(
  decisions: DecisionsFile,
  standing: Standing,
  file: string,
): Result<ChairEvent[], Failure<'input-invalid'>> {
  const { round, results } = standing;
  const problems: Problem[] = [];
  const idOf = memberIds(round.panel, file, problems);
  const settling = settlingEvents(decisions, round.panel, idOf);
  const settled = problems.length > 0 ? standing.meeting : tried(standing, settling).state;
  const flags = consolidate(round, results, settled).flags.map(flagId);
  const disposing = dispositions(decisions, flags, round.panel);
  const deciding = decidingEvents(decisions, idOf);
  problems.push(...unknownFlags(decisions, flags, round.panel, file));
  if (problems.length > 0) return fail({ kind: 'input-invalid', problems });
  return ok([...settling, ...disposing, ...deciding]);
}

/** Finds members by the e-mail of their enrolment; everybody who is not on the panel becomes a problem. */
function memberIds(panel: Panel, file: string, problems: Problem[]): IdOf {
  return (email, path) => {
    const folded = email.toLowerCase();
    const member = panel.members.find(({ profile }) => profile.email.toLowerCase() === folded);
    if (member !== undefined) return member.id;
    problems.push({ file, path, reason: 'unknown-member', expected: email });
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

/** Each flag's own disposition, under its id or with its members by e-mail, else the one given for all others under `*`. */
function dispositions(
  { flags: given }: DecisionsFile,
  flags: readonly string[],
  { members }: Panel,
): ChairEvent[] {
  return flags.flatMap((flag): ChairEvent[] => {
    const disposed = given[flag] ?? given[flagWithEmails(flag, members)] ?? given['*'];
    return disposed === undefined ? [] : [{ kind: 'flag.disposed', flag, ...disposed }];
  });
}

/** A flag that is misspelt would be disposed of by `*`, with other words than the chair meant for it. */
function unknownFlags(
  { flags: given }: DecisionsFile,
  flags: readonly string[],
  { members }: Panel,
  file: string,
): readonly Problem[] {
  const known = new Set(['*', ...flags, ...flags.map((each) => flagWithEmails(each, members))]);
  return Object.keys(given)
    .filter((flag) => !known.has(flag))
    .map((flag) => ({ file, path: 'flags', reason: 'unknown-flag', expected: flag }));
}
