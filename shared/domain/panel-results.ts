import type { ApplicationId } from './application.ts';
import type { ExpertResult } from './consolidation.ts';
import type { Meeting } from './meeting.ts';
import { compareText } from './order.ts';
import { centerRecusal, type ExpertId, type PanelMember } from './panel.ts';
import { own } from './record.ts';
import type { ApplicationReview } from './review.ts';
import { assignmentOf, isAssigned, type Round } from './round.ts';
import { type Selection, selectWorkbook } from './workbook-selection.ts';

/** What the meeting has settled so far about workbooks and disclosures; a `Meeting` is one. */
export type Settled = Pick<Meeting, 'forks' | 'disclosures'>;

/** Nothing settled yet. */
export const nothingSettled: Settled = { forks: {}, disclosures: {} };

/** One expert's review that counts for an application. */
export interface Voice {
  readonly expert: ExpertId;
  readonly review: ApplicationReview;
}

/** The key under which a meeting keeps its decision on a disclosure. */
export function disclosureKey(application: ApplicationId, expert: ExpertId): string {
  return `${application}/${expert}`;
}

/** The members in the order of their ids: no result may depend on the order of the panel. */
export function membersById(round: Round): readonly PanelMember[] {
  return round.panel.members.toSorted((a, b) => compareText(a.id, b.id));
}

/** What the workbooks taken from one member amount to. */
export function selectionOf(
  results: readonly ExpertResult[],
  settled: Settled,
  expert: ExpertId,
): Selection<ExpertResult> {
  const theirs = results.filter((each) => each.expert === expert);
  return selectWorkbook(theirs, own(settled.forks, expert)?.workbook);
}

/** Whether the member has anything to review, so that a workbook is waited for. */
export function mustReport(round: Round, member: PanelMember): boolean {
  return assignmentOf(round, member).some(
    (application) => centerRecusal(round.panel, member.id, application) === undefined,
  );
}

/**
 * The members recused from an application, in the order of their ids: by the center, by a declaration in any workbook taken in
 * (a recusal is final, so a later workbook without it does not undo it), or by the chair who did not accept a disclosure.
 */
export function recusedFrom(
  round: Round,
  results: readonly ExpertResult[],
  settled: Settled,
  application: ApplicationId,
): readonly ExpertId[] {
  const recused = ({ id }: PanelMember) =>
    centerRecusal(round.panel, id, application) !== undefined ||
    declarationsOf(results, id, application).some(
      (state) => state === 'recused' || state === 'recused-by-center',
    ) ||
    isDeclined(results, settled, application, id);
  return membersById(round)
    .filter(recused)
    .map((each) => each.id);
}

/**
 * The reviews that count for an application, in the order of the experts' ids: of assigned members who are not recused,
 * from the workbook that counts. A disclosure that is not decided yet counts, under its flag.
 */
export function voicesOn(
  round: Round,
  results: readonly ExpertResult[],
  settled: Settled,
  application: ApplicationId,
): readonly Voice[] {
  const recused = new Set(recusedFrom(round, results, settled, application));
  return membersById(round).flatMap((member) => {
    if (recused.has(member.id) || !isAssigned(round, member, application)) return [];
    const selection = selectionOf(results, settled, member.id);
    if (selection.kind !== 'current') return [];
    const review = own(selection.current.applications, application)?.review ?? null;
    return review === null ? [] : [{ expert: member.id, review }];
  });
}

/** The relation that a member discloses in the workbook that counts, `null` where none does. */
export function disclosedRelation(
  results: readonly ExpertResult[],
  settled: Settled,
  application: ApplicationId,
  expert: ExpertId,
): string | null {
  const selection = selectionOf(results, settled, expert);
  if (selection.kind !== 'current') return null;
  const declaration = own(selection.current.applications, application)?.declaration;
  return declaration?.state === 'disclosed' ? declaration.relation : null;
}

/**
 * The members whose disclosure on an application the chair has not decided, in the order of their ids. A decision is about the
 * relation as it was disclosed then.
 */
export function undecidedDisclosures(
  round: Round,
  results: readonly ExpertResult[],
  settled: Settled,
  application: ApplicationId,
): readonly ExpertId[] {
  const recused = new Set(recusedFrom(round, results, settled, application));
  const undecided = ({ id }: PanelMember) => {
    if (recused.has(id)) return false;
    const decided = own(settled.disclosures, disclosureKey(application, id));
    const relation = disclosedRelation(results, settled, application, id);
    return relation !== null && relation !== decided?.relation;
  };
  return membersById(round)
    .filter(undecided)
    .map((each) => each.id);
}

function isDeclined(
  results: readonly ExpertResult[],
  settled: Settled,
  application: ApplicationId,
  expert: ExpertId,
): boolean {
  const decided = own(settled.disclosures, disclosureKey(application, expert));
  if (decided === undefined || decided.accepted) return false;
  return declarationsOf(results, expert, application).includes('disclosed');
}

function declarationsOf(
  results: readonly ExpertResult[],
  expert: ExpertId,
  application: ApplicationId,
): readonly string[] {
  return results
    .filter((each) => each.expert === expert)
    .flatMap((each) => own(each.applications, application)?.declaration.state ?? []);
}
