import { consolidate } from '../../../shared/domain/consolidate.ts';
import type {
  ApplicationConsolidation,
  Consolidation,
  ExpertResult,
} from '../../../shared/domain/consolidation.ts';
import { flagId } from '../../../shared/domain/flags.ts';
import type { Meeting, MeetingEvent } from '../../../shared/domain/meeting.ts';
import { memberOf, type PanelMember } from '../../../shared/domain/panel.ts';
import { disclosureKey, selectionOf } from '../../../shared/domain/panel-results.ts';
import { type RankedApplication, rank } from '../../../shared/domain/ranking.ts';
import { own } from '../../../shared/domain/record.ts';
import type { Recorded } from '../../../shared/domain/review.ts';
import { applicationOf, applicationsInOrder, type Round } from '../../../shared/domain/round.ts';
import { voteOutcome } from '../../../shared/domain/vote.ts';
import { flagSubject, type PanelPayload } from '../../../shared/workbook.ts';
import { logSummary } from '../journal/event-log.ts';
import { type WorkbookOrigin, workbookHeader } from '../workbook/header.ts';

/** What the panel's workbook is made of. */
interface PanelContent {
  readonly origin: WorkbookOrigin;
  /** Nothing is missing in it. */
  readonly meeting: Meeting;
  readonly results: readonly ExpertResult[];
  readonly entries: readonly Recorded<MeetingEvent>[];
}

type PanelApplication = PanelPayload['applications'][number];

/**
 * The payload of the panel's workbook: applications in the order of their numbers, members in the panel's.
 * @throws when something is missing in the meeting: the caller has asked `missingFromMeeting` before.
 */
export function panelPayloadOf(content: PanelContent): PanelPayload {
  const { origin, meeting, results, entries } = content;
  const { round } = origin;
  const consolidation = consolidate(round, results, meeting);
  const ranks = new Map(rank(round, consolidation).map((each) => [each.application, each]));
  const { quorum, majority, expertsShownBy } = round.settings;
  return {
    format: 'haizhi.panel',
    ...workbookHeader(origin),
    settings: { quorum, majority, expertsShownBy },
    members: round.panel.members.map((each) => memberLine(content, each)),
    applications: consolidation.applications.map((each) => ({
      ...applicationLine(content, each, ranks.get(each.application)),
      falsificationSuspected: isSuspected(consolidation, each.application),
    })),
    flags: flagLines(round, consolidation, meeting),
    disclosures: disclosureLines(round, results, meeting),
    agreement: consolidation.agreement,
    minutes: meeting.minutes,
    log: [...logSummary(entries)],
  };
}

function memberLine({ origin, meeting, results }: PanelContent, member: PanelMember) {
  const { id, code, role, profile } = member;
  const selection = selectionOf(results, meeting, id);
  const current = selection.kind === 'current' ? selection.current : null;
  return {
    id,
    code,
    role,
    name: origin.round.settings.expertsShownBy === 'name' ? profile.name : '',
    present: meeting.present.includes(id),
    workbook: current?.workbook ?? null,
    revision: current?.revision ?? null,
  };
}

function applicationLine(
  { origin, meeting }: PanelContent,
  figures: ApplicationConsolidation,
  ranked: RankedApplication | undefined,
): Omit<PanelApplication, 'falsificationSuspected'> {
  const { round } = origin;
  const { application } = figures;
  const entry = applicationOf(round, application);
  const vote = own(meeting.votes, application);
  const decided = own(meeting.decisions, application);
  if (entry === undefined || ranked === undefined || vote === undefined || decided === undefined) {
    throw new Error(`${application} is not decided`);
  }
  const code = codesOf(round);
  return {
    application,
    number: entry.number,
    name: entry.applicant.name,
    baseType: entry.baseType,
    rank: ranked.rank,
    decidedBy: ranked.decidedBy,
    total: figures.total,
    criteriaMet: figures.criteriaMet,
    criteria: round.scheme.criteria[entry.baseType].flatMap(({ criterion }) => {
      const statistics = own(figures.criteria, criterion);
      return statistics === undefined ? [] : [{ criterion, statistics }];
    }),
    totals: round.panel.members.map((each) => ({
      code: each.code,
      total: own(figures.totals, each.id) ?? null,
      recused: figures.recused.includes(each.id),
    })),
    ...voteOutcome(round, figures.recused, meeting.present, vote.yes),
    vote,
    ...decided,
    dissents: meeting.dissents
      .filter((each) => each.application === application)
      .map((each) => ({ code: code(each.expert), opinion: each.opinion })),
  };
}

function isSuspected({ flags }: Consolidation, application: string): boolean {
  return flags.some(
    (each) => each.kind === 'falsification-suspected' && each.application === application,
  );
}

function flagLines(
  round: Round,
  { flags }: Consolidation,
  meeting: Meeting,
): PanelPayload['flags'] {
  return flags.map((each) => {
    const flag = flagId(each);
    const disposed = own(meeting.dispositions, flag);
    if (disposed === undefined) throw new Error(`${flag} is not disposed of`);
    return { flag, ...flagSubject(each, codesOf(round)), ...disposed };
  });
}

/** Decisions on disclosures that were really made, in the order of the numbers and of the panel. */
function disclosureLines(
  round: Round,
  results: readonly ExpertResult[],
  meeting: Meeting,
): PanelPayload['disclosures'] {
  return applicationsInOrder(round).flatMap(({ id }) =>
    round.panel.members.flatMap((member) => {
      const decided = own(meeting.disclosures, disclosureKey(id, member.id));
      const isMade = results.some(
        (each) =>
          each.expert === member.id &&
          own(each.applications, id)?.declaration.state === 'disclosed',
      );
      return decided === undefined || !isMade
        ? []
        : [
            {
              application: id,
              code: member.code,
              accepted: decided.accepted,
              reason: decided.reason,
            },
          ];
    }),
  );
}

function codesOf(round: Round): (expert: string) => string {
  return (expert) => memberOf(round.panel, expert)?.code ?? '';
}
