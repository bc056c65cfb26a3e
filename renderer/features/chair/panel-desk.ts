import { useMemo } from 'react';
import type { ApplicationIndexEntry } from '../../../shared/domain/application.ts';
import { consolidate } from '../../../shared/domain/consolidate.ts';
import type { Consolidation, Flag } from '../../../shared/domain/consolidation.ts';
import { flagId } from '../../../shared/domain/flags.ts';
import type { Meeting, MeetingMissing } from '../../../shared/domain/meeting.ts';
import { missingFromMeeting } from '../../../shared/domain/meeting-missing.ts';
import { memberOf } from '../../../shared/domain/panel.ts';
import {
  disclosedRelation,
  disclosureKey,
  type Settled,
  selectionOf,
} from '../../../shared/domain/panel-results.ts';
import { type RankedApplication, rank } from '../../../shared/domain/ranking.ts';
import { own } from '../../../shared/domain/record.ts';
import { applicationOf, applicationsInOrder, type Round } from '../../../shared/domain/round.ts';
import type { ResultPayload } from '../../../shared/workbook.ts';
import type { ReadyMeeting } from '../../store/use-meeting.ts';

type AppliedPayload = ResultPayload['applications'][number];
export type ReviewedPayload = Extract<AppliedPayload, { readonly state: 'reviewed' }>;

/** Everything that the chair's pages show, computed once from the workbooks and the meeting. */
export interface PanelDesk {
  readonly ready: ReadyMeeting;
  readonly round: Round;
  readonly meeting: Meeting;
  readonly consolidation: Consolidation;
  /** By base type, then rank. */
  readonly ranked: readonly RankedApplication[];
  readonly missing: readonly MeetingMissing[];
  /** The workbooks that count, by member. */
  readonly current: ReadonlyMap<string, ResultPayload>;
  /** The chair's own id. */
  readonly me: string;
}

/** The desk of a meeting; the costly half is computed anew only when workbooks, forks or disclosures change. */
export function usePanelDesk(ready: ReadyMeeting): PanelDesk {
  const { detail, meeting, results, payloads } = ready;
  const { round } = detail;
  const { forks, disclosures } = meeting;
  const figures = useMemo(
    () => figuresOf(round, { results, payloads }, { forks, disclosures }),
    [round, results, payloads, forks, disclosures],
  );
  return useMemo(() => deskOf(ready, figures), [ready, figures]);
}

/** The same without a screen. */
export function panelDesk(ready: ReadyMeeting): PanelDesk {
  return deskOf(ready, figuresOf(ready.detail.round, ready, ready.meeting));
}

function deskOf(ready: ReadyMeeting, figures: ReturnType<typeof figuresOf>): PanelDesk {
  const { detail, meeting } = ready;
  const { round, me } = detail;
  const missing = missingFromMeeting(round, figures.consolidation, meeting);
  return { ready, round, meeting, me, missing, ...figures };
}

function figuresOf(
  round: Round,
  { results, payloads }: Pick<ReadyMeeting, 'results' | 'payloads'>,
  settled: Settled,
): Pick<PanelDesk, 'consolidation' | 'ranked' | 'current'> {
  const consolidation = consolidate(round, results, settled);
  const byHash = new Map(payloads.map((each) => [each.workbook, each.payload]));
  const current = round.panel.members.flatMap(({ id }) => {
    const selection = selectionOf(results, settled, id);
    const hash = selection.kind === 'current' ? selection.current.workbook : '';
    const payload = byHash.get(hash);
    return payload === undefined ? [] : [[id, payload] as const];
  });
  return { consolidation, ranked: rank(round, consolidation), current: new Map(current) };
}

/** A member as the round wants experts shown: by name, or by code. */
export function labelOf(round: Round, id: string): string {
  const member = memberOf(round.panel, id);
  if (member === undefined) return '';
  return round.settings.expertsShownBy === 'name' ? member.profile.name : member.code;
}

/** A member by name whatever the round says: people in a room, and people to call, have names. */
export function nameOf(round: Round, id: string): string {
  return memberOf(round.panel, id)?.profile.name ?? '';
}

/** The index entry of an application of this round. */
export function entryOf(round: Round, application: string): ApplicationIndexEntry {
  const entry = applicationOf(round, application);
  if (entry === undefined) throw new Error(`${application} is not of this round`);
  return entry;
}

/** What one member's counting workbook says about an application; `null` when nothing does. */
export function reviewBy(
  desk: PanelDesk,
  expert: string,
  application: string,
): ReviewedPayload | null {
  const found = desk.current
    .get(expert)
    ?.applications.find((each) => each.application === application);
  return found?.state === 'reviewed' ? found : null;
}

/** A flag with what became of it. */
export interface QueuedFlag {
  readonly id: string;
  readonly flag: Flag;
  readonly settled: boolean;
}

/**
 * All flags in the order of the consolidation: about workbooks first, then by application. Forks and disclosures that the
 * chair has decided are no flags any more; they follow at the end, so that a decision can be looked at and changed.
 */
export function queueOf(desk: PanelDesk): readonly QueuedFlag[] {
  const open = desk.consolidation.flags.map((flag) => {
    const id = flagId(flag);
    return { id, flag, settled: own(desk.meeting.dispositions, id) !== undefined };
  });
  const decided = [...decidedForks(desk), ...decidedDisclosures(desk)];
  return [...open, ...decided.map((flag) => ({ id: flagId(flag), flag, settled: true }))];
}

function decidedForks({ round, meeting, ready }: PanelDesk): readonly Flag[] {
  const undecided = { ...meeting, forks: {} };
  return round.panel.members.flatMap(({ id }): readonly Flag[] => {
    if (own(meeting.forks, id) === undefined) return [];
    const before = selectionOf(ready.results, undecided, id);
    if (before.kind !== 'fork') return [];
    return [{ kind: 'workbook-fork', expert: id, workbooks: before.workbooks }];
  });
}

function decidedDisclosures(desk: PanelDesk): readonly Flag[] {
  const { round, meeting, ready } = desk;
  return applicationsInOrder(round).flatMap(({ id: application }) =>
    round.panel.members.flatMap(({ id: expert }): readonly Flag[] => {
      const decided = own(meeting.disclosures, disclosureKey(application, expert));
      if (decided === undefined) return [];
      const relation = disclosedRelation(ready.results, meeting, application, expert);
      const stands = decided.accepted ? relation === decided.relation : relation !== null;
      return stands ? [{ kind: 'disclosure-unresolved', application, expert }] : [];
    }),
  );
}

/** Whether the chair is recused from an application: its reviews stay closed then, the vote is still to be recorded. */
export function isClosedTo(desk: PanelDesk, application: string): boolean {
  const figures = desk.consolidation.applications.find((each) => each.application === application);
  return figures?.recused.includes(desk.me) ?? false;
}
