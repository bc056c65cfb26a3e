import { assertNever, fail, ok, type Result } from '../result.ts';
import type { ApplicationId } from './application.ts';
import type { ExpertResult } from './consolidation.ts';
import type { Meeting, MeetingEvent, MeetingRefusal } from './meeting.ts';
import { type ExpertId, memberOf } from './panel.ts';
import { disclosedRelation, disclosureKey, recusedFrom } from './panel-results.ts';
import { own, without } from './record.ts';
import type { Recorded } from './review.ts';
import { applicationOf, type Round } from './round.ts';
import { votersOf } from './vote.ts';
import { descendsFrom } from './workbook-selection.ts';

type Step = Result<Meeting, MeetingRefusal>;
type Of<K extends MeetingEvent['kind']> = Extract<MeetingEvent, { readonly kind: K }>;

/** The meeting before anything happened. */
export const emptyMeeting: Meeting = {
  workbooks: [],
  forks: {},
  dispositions: {},
  disclosures: {},
  present: [],
  votes: {},
  decisions: {},
  dissents: [],
  minutes: '',
  revisions: [],
  phase: 'open',
  reopenReason: '',
};

const passesSignature: ReadonlySet<MeetingEvent['kind']> = new Set([
  'meeting.reopened',
  'journal.resumed',
]);

/**
 * The state after one more event, or why it is refused; the state given is never changed.
 * `signed` freezes everything but `meeting.reopened`, and takes note of a journal that had to be resumed. A recused member neither votes nor dissents. The votes of an
 * application must be as many as the voters present, so attendance comes before votes. That nothing is missing
 * (`missingFromMeeting`) is the caller's to check before `meeting.signed`.
 * @param results the content of the workbooks; only those taken in so far are looked at.
 */
export function stepMeeting(
  round: Round,
  results: readonly ExpertResult[],
  state: Meeting,
  recorded: Recorded<MeetingEvent>,
): Step {
  const { event, at } = recorded;
  if (state.phase === 'signed' && !passesSignature.has(event.kind)) {
    return fail({ kind: 'meeting-signed' });
  }
  const refusal = strangerIn(round, event) ?? senseless(round, results, state, event);
  if (refusal !== null) return fail(refusal);
  return ok(settle(state, event, at, relationIn(results, state, event)));
}

/** The meeting that these journal entries make, in the order of their `seq`; an entry that is refused changes nothing. */
export function foldMeeting(
  round: Round,
  results: readonly ExpertResult[],
  entries: readonly Recorded<MeetingEvent>[],
): Meeting {
  return entries.reduce<Meeting>((state, entry) => {
    const next = stepMeeting(round, results, state, entry);
    return next.ok ? next.value : state;
  }, emptyMeeting);
}

function settle(state: Meeting, event: MeetingEvent, at: string, relation: string): Meeting {
  switch (event.kind) {
    case 'workbook.taken':
      return take(state, event);
    case 'fork.resolved':
      return { ...state, forks: { ...state.forks, [event.expert]: pick(event) } };
    case 'flag.disposed': {
      const { flag, disposition, reason } = event;
      return {
        ...state,
        dispositions: { ...state.dispositions, [flag]: { disposition, reason } },
      };
    }
    case 'disclosure.decided': {
      const key = disclosureKey(event.application, event.expert);
      const { accepted, reason } = event;
      const decided = { accepted, reason, relation };
      return { ...state, disclosures: { ...state.disclosures, [key]: decided } };
    }
    case 'attendance.recorded':
      return { ...state, present: [...new Set(event.present)] };
    case 'vote.recorded': {
      const { application, yes, no, abstained } = event;
      return { ...state, votes: { ...state.votes, [application]: { yes, no, abstained } } };
    }
    case 'decision.recorded': {
      const { application, decision, grounds } = event;
      return {
        ...state,
        decisions: { ...state.decisions, [application]: { decision, grounds } },
      };
    }
    case 'dissent.recorded':
      return dissent(state, event);
    case 'minutes.written':
      return { ...state, minutes: event.minutes };
    case 'meeting.signed': {
      const { revision, workbook } = event;
      const revisions = [...state.revisions, { revision, workbook, at }];
      return { ...state, revisions, phase: 'signed' };
    }
    case 'meeting.reopened':
      return { ...state, phase: 'open', reopenReason: event.reason };
    case 'journal.resumed':
      return state;
    default:
      return assertNever(event);
  }
}

/** A workbook taken twice is one. One that does not continue the chosen side of a fork opens the choice again. */
function take(state: Meeting, event: Of<'workbook.taken'>): Meeting {
  const { expert, revision, workbook, parent } = event;
  if (state.workbooks.some((each) => each.workbook === workbook)) return state;
  const workbooks = [...state.workbooks, { expert, revision, workbook, parent }];
  const choice = own(state.forks, expert);
  const stands = choice !== undefined && descendsFrom(workbooks, workbook, choice.workbook);
  return { ...state, workbooks, forks: stands ? state.forks : without(state.forks, expert) };
}

function pick({ workbook, reason }: Of<'fork.resolved'>) {
  return { workbook, reason };
}

/** Word for word; a member's later opinion on an application takes the place of the earlier one. */
function dissent(
  state: Meeting,
  { application, expert, opinion }: Of<'dissent.recorded'>,
): Meeting {
  const others = state.dissents.filter(
    (each) => each.application !== application || each.expert !== expert,
  );
  return { ...state, dissents: [...others, { application, expert, opinion }] };
}

/** A person or an application that is not of this panel. */
function strangerIn(round: Round, event: MeetingEvent): MeetingRefusal | null {
  const people: readonly ExpertId[] =
    event.kind === 'attendance.recorded' ? event.present : 'expert' in event ? [event.expert] : [];
  const stranger = people.find((each) => memberOf(round.panel, each) === undefined);
  if (stranger !== undefined) return { kind: 'unknown-member', expert: stranger };
  if (!('application' in event)) return null;
  const { application } = event;
  const known = applicationOf(round, application) !== undefined;
  return known ? null : { kind: 'unknown-application', application };
}

function senseless(
  round: Round,
  results: readonly ExpertResult[],
  state: Meeting,
  event: MeetingEvent,
): MeetingRefusal | null {
  switch (event.kind) {
    case 'fork.resolved':
      return unknownWorkbook(state, event) ?? blankText('reason', event.reason);
    case 'flag.disposed':
      return event.disposition === 'kept' ? blankText('reason', event.reason) : null;
    case 'disclosure.decided':
      return (
        undisclosed(results, state, event) ??
        (event.accepted ? null : blankText('reason', event.reason))
      );
    case 'vote.recorded':
      return miscounted(round, results, state, event);
    case 'decision.recorded':
      return event.decision === 'approve' ? null : blankText('grounds', event.grounds);
    case 'dissent.recorded':
      return recusedMember(round, results, state, event) ?? blankText('opinion', event.opinion);
    case 'meeting.signed':
      return wrongRevision(state, event);
    case 'meeting.reopened':
      if (state.phase !== 'signed') return { kind: 'meeting-not-signed' };
      return blankText('reason', event.reason);
    default:
      return null;
  }
}

function unknownWorkbook(
  state: Meeting,
  { expert, workbook }: Of<'fork.resolved'>,
): MeetingRefusal | null {
  const taken = state.workbooks.some(
    (each) => each.expert === expert && each.workbook === workbook,
  );
  return taken ? null : { kind: 'unknown-workbook', workbook };
}

/** What the member of a decision on a disclosure discloses in the workbooks taken so far; empty for any other event. */
function relationIn(results: readonly ExpertResult[], state: Meeting, event: MeetingEvent): string {
  if (event.kind !== 'disclosure.decided') return '';
  const { application, expert } = event;
  return disclosedRelation(takenOf(results, state), state, application, expert) ?? '';
}

function undisclosed(
  results: readonly ExpertResult[],
  state: Meeting,
  { application, expert }: Of<'disclosure.decided'>,
): MeetingRefusal | null {
  const relation = disclosedRelation(takenOf(results, state), state, application, expert);
  return relation === null ? { kind: 'nothing-disclosed', application, expert } : null;
}

function takenOf(results: readonly ExpertResult[], state: Meeting): readonly ExpertResult[] {
  const taken = new Set(state.workbooks.map((each) => each.workbook));
  return results.filter((each) => taken.has(each.workbook));
}

function blankText(field: 'reason' | 'grounds' | 'opinion', text: string): MeetingRefusal | null {
  return text.trim() === '' ? { kind: 'meeting-text-required', field } : null;
}

/** Everybody present who may vote is counted once: for, against or abstaining. */
function miscounted(
  round: Round,
  results: readonly ExpertResult[],
  state: Meeting,
  { application, yes, no, abstained }: Of<'vote.recorded'>,
): MeetingRefusal | null {
  const voters = votersOf(round, recusedNow(round, results, state, application));
  const present = voters.filter((each) => state.present.includes(each)).length;
  const votes = yes + no + abstained;
  if (votes > present) return { kind: 'votes-exceed-present', application, votes, present };
  return votes < present ? { kind: 'votes-not-present', application, votes, present } : null;
}

function recusedMember(
  round: Round,
  results: readonly ExpertResult[],
  state: Meeting,
  { application, expert }: Of<'dissent.recorded'>,
): MeetingRefusal | null {
  const recused = recusedNow(round, results, state, application).includes(expert);
  return recused ? { kind: 'member-recused', application, expert } : null;
}

function recusedNow(
  round: Round,
  results: readonly ExpertResult[],
  state: Meeting,
  application: ApplicationId,
): readonly ExpertId[] {
  return recusedFrom(round, takenOf(results, state), state, application);
}

function wrongRevision(state: Meeting, event: Of<'meeting.signed'>): MeetingRefusal | null {
  const expected = state.revisions.length + 1;
  const parent = state.revisions.at(-1)?.workbook ?? null;
  if (event.revision === expected && event.parent === parent) return null;
  return { kind: 'wrong-meeting-revision', expected, revision: event.revision };
}
