import { panelPayloadOf } from '../../electron/services/panel/payload.ts';
import type { IssuedRound } from '../../electron/services/registry/issued.ts';
import { resultPayloadOf } from '../../electron/services/review/result-payload.ts';
import type { WorkbookOrigin } from '../../electron/services/workbook/header.ts';
import type { RoundFile } from '../../shared/bundle.ts';
import { consolidate } from '../../shared/domain/consolidate.ts';
import { flagId } from '../../shared/domain/flags.ts';
import type { MeetingEvent } from '../../shared/domain/meeting.ts';
import { foldMeeting } from '../../shared/domain/meeting-step.ts';
import type { PanelMember } from '../../shared/domain/panel.ts';
import type { ReviewEvent } from '../../shared/domain/review.ts';
import { foldReview } from '../../shared/domain/review-step.ts';
import type { Round } from '../../shared/domain/round.ts';
import { expertResult } from '../../shared/expert-result.ts';
import type { PanelPayload, ResultPayload } from '../../shared/workbook.ts';
import { completeAnswers, exampleRound, record } from '../unit/shared/domain/example-round.ts';

/** Payloads of a whole round as the services make them, without keys and files. */

/** A text as something that has the form of a SHA-256. */
export function hashOf(text: string): string {
  return Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);
}

/** The example round with ids of the right form; the second member is recused from the first application. */
export const round: Round = {
  ...exampleRound,
  panel: {
    ...exampleRound.panel,
    members: exampleRound.panel.members.map((each) => ({ ...each, id: hashOf(each.id) })),
    recusals: [{ member: hashOf('e2'), application: 'w', conflict: 'employment' }],
  },
};

export const authority = hashOf('authority');
export const manifest = hashOf('manifest');

/** The round's file as it lies in a bundle. */
export function roundFileFor(each: Round = round): RoundFile {
  const file = { format: 'haizhi.round', version: 1, round: each, roster: [], revoked: [] };
  const recipient = `age1${'q'.repeat(58)}`;
  return JSON.parse(JSON.stringify({ ...file, recipient, pledge: '2026-11' })) as RoundFile;
}

/** The round as the center issued it: one bundle for each of these, numbered from that of the payloads on. */
export function issuedRound(
  ...rounds: readonly (Round | { readonly round: Round; readonly manifest: string })[]
): IssuedRound {
  const bundles = rounds.map((each, place) => {
    const one = 'round' in each ? each : { round: each, manifest };
    const issuedAt = '2026-11-01T00:00:00.000Z';
    return { sequence: place + 2, manifest: one.manifest, issuedAt, file: roundFileFor(one.round) };
  });
  return { id: round.id, bundles };
}

/** Member number `place`, from 1. */
export function member(place: number): PanelMember {
  return round.panel.members[place - 1] as PanelMember;
}

function originOf(signer: PanelMember, changes: Partial<WorkbookOrigin>): WorkbookOrigin {
  return {
    locale: 'zh-CN',
    round,
    bundle: { sequence: 2, manifest },
    authority,
    signer,
    revision: 1,
    parent: null,
    signedAt: '2026-11-20T08:00:00Z',
    journal: { head: hashOf('head'), length: 7 },
    reopenReason: '',
    ...changes,
  };
}

/** The result of member number `place`, complete, 80 points everywhere. */
export function resultPayload(
  place: number,
  changes: Partial<WorkbookOrigin> = {},
  more: readonly ReviewEvent[] = [],
): ResultPayload {
  const signer = member(place);
  const entries = record<ReviewEvent>([
    { kind: 'pledge.signed', version: '2026-11' },
    ...round.applications.flatMap(({ id, baseType }) => completeAnswers(id, baseType)),
    ...more,
  ]);
  return resultPayloadOf({
    origin: originOf(signer, changes),
    review: foldReview(round, signer, entries),
    entries,
    lateReason: '',
    documentName: () => '证明.pdf',
  });
}

/** The panel's workbook over these results (by workbook hash), everybody present, everything approved. */
export function panelPayload(
  results: Readonly<Record<string, ResultPayload>>,
  changes: Partial<WorkbookOrigin> = {},
): PanelPayload {
  const given = Object.entries(results).map(([hash, payload]) => expertResult(payload, hash));
  const present = round.panel.members.map((each) => each.id);
  const { flags, applications } = consolidate(round, given);
  const events: readonly MeetingEvent[] = [
    { kind: 'attendance.recorded', present },
    ...flags.map((each): MeetingEvent => {
      return { kind: 'flag.disposed', flag: flagId(each), disposition: 'kept', reason: '已核对' };
    }),
    ...applications.flatMap(({ application, recused }): readonly MeetingEvent[] => [
      {
        kind: 'vote.recorded',
        application,
        yes: present.length - recused.length,
        no: 0,
        abstained: 0,
      },
      { kind: 'decision.recorded', application, decision: 'approve', grounds: '同意' },
    ]),
  ];
  const entries = record(events);
  return panelPayloadOf({
    origin: originOf(member(1), changes),
    meeting: foldMeeting(round, given, entries),
    results: given,
    entries,
  });
}
