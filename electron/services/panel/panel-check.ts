import type { ApplicationConsolidation, Statistics } from '../../../shared/domain/consolidation.ts';
import { centerRecusal } from '../../../shared/domain/panel.ts';
import { rank } from '../../../shared/domain/ranking.ts';
import { applicationsInOrder, type Round } from '../../../shared/domain/round.ts';
import { statisticsOf } from '../../../shared/domain/statistics.ts';
import { voteOutcome } from '../../../shared/domain/vote.ts';
import type { PanelPayload } from '../../../shared/workbook.ts';

type Decided = PanelPayload['applications'][number];

/**
 * Where a panel's payload contradicts the round or itself, as a place in the payload; `null` when nowhere. Votes, ranks and
 * totals follow from what stands beside them, so a chair with a valid key cannot sign others. What the experts' own
 * workbooks say is another matter: they may not be at hand.
 */
export function panelContradiction(round: Round, payload: PanelPayload): string | null {
  const { quorum, majority, expertsShownBy } = round.settings;
  if (!isSame(payload.settings, { quorum, majority, expertsShownBy })) return '/settings';
  const member = strangeMember(round, payload);
  if (member >= 0) return `/members/${member}`;
  const listed = payload.applications.map((each) => each.application);
  const entries = applicationsInOrder(round);
  if (listed.join() !== entries.map((each) => each.id).join()) return '/applications';
  for (const [place, one] of payload.applications.entries()) {
    const found = inApplication(round, payload, one);
    if (found !== null) return `/applications/${place}${found}`;
  }
  return inRanks(round, payload);
}

/** Place of the first member who is not the round's, -1 when all are. */
function strangeMember(round: Round, payload: PanelPayload): number {
  const { members } = round.panel;
  const length = Math.max(members.length, payload.members.length);
  return Array.from({ length }).findIndex((_, place) => {
    const [member, given] = [members[place], payload.members[place]];
    if (member === undefined || given === undefined) return true;
    const shown = round.settings.expertsShownBy === 'name' ? member.profile.name : '';
    const { id, code, role } = member;
    const { name, workbook, revision } = given;
    return (
      !isSame({ id, code, role }, { id: given.id, code: given.code, role: given.role }) ||
      name !== shown ||
      (workbook === null) !== (revision === null)
    );
  });
}

function inApplication(round: Round, payload: PanelPayload, one: Decided): string | null {
  const entry = round.applications.find((each) => each.id === one.application);
  const isNamed = one.number === entry?.number && one.name === entry.applicant.name;
  if (!isNamed || one.baseType !== entry.baseType) return '/name';
  const rows = round.scheme.criteria[one.baseType].map((each) => each.criterion);
  if (one.criteria.map((each) => each.criterion).join() !== rows.join()) return '/criteria';
  if (one.criteriaMet < 0 || one.criteriaMet > rows.length) return '/criteriaMet';
  if (strangeTotal(round, payload, one) >= 0) return '/totals';
  const given = one.totals.flatMap((each) => each.total ?? []);
  if (!isSame(one.total, statisticsOf(given) satisfies Statistics)) return '/total';
  return inVote(round, payload, one) ?? inSuspicion(payload, one);
}

/** Recused members, also those that the center recused, and members without a workbook have no total. */
function strangeTotal(round: Round, { members }: PanelPayload, one: Decided): number {
  return one.totals.findIndex(({ total, recused }, place) => {
    const member = members[place];
    if (member === undefined) return true;
    const byCenter = centerRecusal(round.panel, member.id, one.application) !== undefined;
    return (byCenter && !recused) || (total !== null && (recused || member.workbook === null));
  });
}

function inVote(round: Round, { members }: PanelPayload, one: Decided): string | null {
  const { vote, decision, quorate, passed } = one;
  const recused = members.filter((_, place) => one.totals[place]?.recused).map(({ id }) => id);
  const there = members.filter((each) => each.present).map(({ id }) => id);
  const outcome = voteOutcome(round, recused, there, vote.yes);
  const told = { members: one.members, present: one.present, quorate, passed };
  const counts = [vote.yes, vote.no, vote.abstained];
  const isCounted = counts.every((each) => each >= 0);
  const sum = counts.reduce((total, each) => total + each, 0);
  if (!isSame(told, outcome) || !quorate || !isCounted || sum !== one.present) return '/vote';
  return (decision === 'approve') === passed ? null : '/decision';
}

function inSuspicion({ flags }: PanelPayload, one: Decided): string | null {
  const isFlagged = flags.some(
    (each) => each.kind === 'falsification-suspected' && each.application === one.application,
  );
  return isFlagged === one.falsificationSuspected ? null : '/falsificationSuspected';
}

function inRanks(round: Round, payload: PanelPayload): string | null {
  const { agreement } = payload;
  const applications = payload.applications.map(figuresOf);
  const ranked = new Map(
    rank(round, { applications, flags: [], agreement, leaning: {} }).map((each) => [
      each.application,
      each,
    ]),
  );
  const wrong = payload.applications.findIndex(({ application, rank: place, decidedBy }) => {
    const right = ranked.get(application);
    return right?.rank !== place || right.decidedBy !== decidedBy;
  });
  return wrong < 0 ? null : `/applications/${wrong}/rank`;
}

/** What a rank rests on. */
function figuresOf({ application, total, criteriaMet }: Decided): ApplicationConsolidation {
  return { application, total, criteriaMet, criteria: {}, totals: {}, recused: [] };
}

/** Whether two values of one flat shape hold the same. */
function isSame<T extends object>(one: T, other: T): boolean {
  const text = (value: object) => JSON.stringify(Object.entries(value).toSorted());
  return text(one) === text(other);
}
