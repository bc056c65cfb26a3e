import { isDeepStrictEqual } from 'node:util';
import { consolidate } from '../../../shared/domain/consolidate.ts';
import type { Consolidation, ExpertResult } from '../../../shared/domain/consolidation.ts';
import { flagId } from '../../../shared/domain/flags.ts';
import { centerRecusal, memberOf } from '../../../shared/domain/panel.ts';
import { own } from '../../../shared/domain/record.ts';
import type { Round } from '../../../shared/domain/round.ts';
import type { PanelContradiction } from '../../../shared/exchange.ts';
import { expertResult } from '../../../shared/expert-result.ts';
import { flagSubject, type PanelPayload, type ResultPayload } from '../../../shared/workbook.ts';

type Member = PanelPayload['members'][number];
type Decided = PanelPayload['applications'][number];
type Found = PanelContradiction | null;

/** A member's workbook that the panel's names and that is at hand. */
interface Heard {
  readonly member: Member;
  readonly payload: ResultPayload;
}

/**
 * Where the panel's figures are not those of the experts' workbooks that it names; `null` when nowhere. `results` are
 * workbooks of the round by their SHA-256, made for whichever bundle; `round` is the one of the panel's own. A workbook that is
 * not at hand is not held against the panel: its member's totals are believed, and figures over all members are compared only
 * when all are there.
 */
export function contradictedFigure(
  round: Round,
  panel: PanelPayload,
  results: ReadonlyMap<string, ResultPayload>,
): Found {
  const heard = panel.members.flatMap((member) => {
    const payload = results.get(member.workbook ?? '');
    return payload !== undefined ? [{ member, payload }] : [];
  });
  const stranger = heard.find(
    ({ member, payload }) =>
      payload.signer.id !== member.id || payload.revision !== member.revision,
  );
  if (stranger !== undefined) return found('workbook', null, stranger.member.code);
  for (const one of panel.applications) {
    const recusal = inRecusals(round, panel, heard, one);
    if (recusal !== null) return recusal;
  }
  const consolidation = consolidate(
    round,
    heard.map((each) => countedResult(panel, each)),
  );
  const total = inTotals(panel, heard, consolidation);
  if (total !== null) return total;
  const named = panel.members.filter(({ workbook }) => workbook !== null);
  return heard.length < named.length ? null : inSummary(round, panel, consolidation);
}

const found = (
  figure: PanelContradiction['figure'],
  application: string | null,
  code: string | null,
): PanelContradiction => ({ figure, application, code });

/** What the workbook says, without the applications from which the panel counts its member as recused. */
function countedResult(panel: PanelPayload, { member, payload }: Heard): ExpertResult {
  const result = expertResult(payload, member.workbook ?? '');
  const recused = panel.applications.filter((one) => isRecused(one, member));
  const state = { declaration: { state: 'recused-by-center' } as const, review: null };
  const without = Object.fromEntries(recused.map((one) => [one.application, state]));
  return { ...result, applications: { ...result.applications, ...without } };
}

const isRecused = ({ totals }: Decided, { code }: Member): boolean =>
  totals.some((each) => each.code === code && each.recused);

/** A member is recused by the center, in the own workbook, or by the chair who did not accept a disclosure. */
function inRecusals(
  round: Round,
  panel: PanelPayload,
  heard: readonly Heard[],
  one: Decided,
): Found {
  const wrong = heard.find(({ member, payload }) => {
    const review = payload.applications.find((each) => each.application === one.application);
    if (review === undefined) return false;
    const isDeclared = review.state === 'recused';
    if (!isRecused(one, member)) return isDeclared;
    const isDeclined = panel.disclosures.some(
      ({ application, code, accepted }) =>
        application === one.application && code === member.code && !accepted,
    );
    const byCenter = centerRecusal(round.panel, member.id, one.application) !== undefined;
    // A recusal is final: an earlier revision, which may not be at hand, can hold it.
    return !isDeclared && !isDeclined && !byCenter && payload.revision === 1;
  });
  return wrong === undefined ? null : found('recusal', one.application, wrong.member.code);
}

function inTotals(
  panel: PanelPayload,
  heard: readonly Heard[],
  { applications }: Consolidation,
): Found {
  for (const figures of applications) {
    const { application } = figures;
    const one = panel.applications.find((each) => each.application === application);
    const wrong = heard.find(({ member }) => {
      const told = one?.totals.find((each) => each.code === member.code)?.total ?? null;
      return told !== (own(figures.totals, member.id) ?? null);
    });
    if (wrong !== undefined) return found('total', application, wrong.member.code);
  }
  return null;
}

function inSummary(round: Round, panel: PanelPayload, consolidation: Consolidation): Found {
  const { applications, agreement } = consolidation;
  for (const figures of applications) {
    const one = panel.applications.find((each) => each.application === figures.application);
    const told = one?.criteria.map(({ criterion, statistics }) => [criterion, statistics]);
    const isSame =
      isDeepStrictEqual(Object.fromEntries(told ?? []), figures.criteria) &&
      one?.criteriaMet === figures.criteriaMet;
    if (!isSame) return found('statistics', figures.application, null);
  }
  if (!isDeepStrictEqual(panel.agreement, agreement)) return found('agreement', null, null);
  return inFlags(round, panel, consolidation);
}

/** Flags over what the experts wrote; those over workbooks and undecided disclosures depend on what the chair had. */
const CHAIRS_FLAGS: readonly string[] = [
  'disclosure-unresolved',
  'workbook-missing',
  'workbook-superseded',
  'workbook-fork',
];

function inFlags(round: Round, panel: PanelPayload, { flags }: Consolidation): Found {
  const codeOf = (expert: string) => memberOf(round.panel, expert)?.code ?? '';
  const right = new Map(
    flags
      .filter(({ kind }) => !CHAIRS_FLAGS.includes(kind))
      .map((each) => [flagId(each), flagSubject(each, codeOf)]),
  );
  const told = panel.flags.filter(({ kind }) => !CHAIRS_FLAGS.includes(kind));
  const wrong = told.find(({ flag, disposition, reason, ...subject }) => {
    const isRight = isDeepStrictEqual(subject, right.get(flag) ?? {});
    right.delete(flag);
    return !isRight;
  });
  if (wrong !== undefined) return found('flags', wrong.application, wrong.code);
  const [hidden] = right.values();
  return hidden === undefined ? null : found('flags', hidden.application, hidden.code);
}
