import { own } from '../../../shared/domain/record.ts';
import { applicationsInOrder, type Round } from '../../../shared/domain/round.ts';
import { selectWorkbook, type WorkbookLink } from '../../../shared/domain/workbook-selection.ts';
import type { ListedApplication, RoundList } from '../../../shared/exchange.ts';
import type { PanelPayload, ResultPayload } from '../../../shared/workbook.ts';
import { contradictedFigure } from '../panel/figures-check.ts';
import type { RegisteredWorkbook } from '../registry/registry.ts';

/**
 * What a round has come to: a function of the set of its workbooks, so that order and repetition of imports cannot
 * change it. The chair's choice of a forked expert's workbook is the one that the panel's workbook counts. A panel whose
 * figures are not those of the experts' workbooks that are there has not decided. `newest` is the bundle that `round` is
 * of: a panel that met on an earlier one is compared with nothing.
 */
export function listOf(
  round: Round,
  workbooks: readonly RegisteredWorkbook[],
  newest?: string,
): RoundList {
  const panels = workbooks.filter((each) => each.payload.format === 'haizhi.panel');
  const selection = selectWorkbook(panels.map(linkOf), undefined);
  const signed = selection.kind === 'current' ? panelOf(panels, selection.current) : null;
  const isComparable = newest === undefined || signed?.bundle.manifest === newest;
  const contradiction =
    signed !== null && isComparable
      ? contradictedFigure(round, signed, resultsAmong(workbooks))
      : null;
  const decided = contradiction === null ? signed : null;
  const { id, title, year } = round;
  return {
    round: { id, title, year },
    decided: decided !== null,
    forked: selection.kind === 'fork',
    contradiction,
    results: resultLines(round, workbooks, signed),
    applications: applicationLines(round, decided),
  };
}

function panelOf(
  panels: readonly RegisteredWorkbook[],
  { workbook }: WorkbookLink,
): PanelPayload | null {
  const payload = panels.find((each) => each.sha256 === workbook)?.payload;
  return payload?.format === 'haizhi.panel' ? payload : null;
}

function resultsAmong(
  workbooks: readonly RegisteredWorkbook[],
): ReadonlyMap<string, ResultPayload> {
  return new Map(
    workbooks.flatMap(({ sha256, payload }) =>
      payload.format === 'haizhi.result' ? [[sha256, payload] as const] : [],
    ),
  );
}

function linkOf({ sha256, payload }: RegisteredWorkbook): WorkbookLink {
  const { signer, revision, parent } = payload;
  return { expert: signer.id, revision, parent, workbook: sha256 };
}

function resultLines(
  round: Round,
  workbooks: readonly RegisteredWorkbook[],
  decided: PanelPayload | null,
): RoundList['results'] {
  const results = workbooks.filter((each) => each.payload.format === 'haizhi.result').map(linkOf);
  return round.panel.members.map(({ id, code, profile }) => {
    const counted = decided?.members.find((each) => each.id === id)?.workbook ?? undefined;
    const theirs = results.filter((each) => each.expert === id);
    const selection = selectWorkbook(theirs, counted);
    return {
      code,
      name: profile.name,
      revision: selection.kind === 'current' ? selection.current.revision : null,
      forked: selection.kind === 'fork',
    };
  });
}

function applicationLines(round: Round, decided: PanelPayload | null): ListedApplication[] {
  const lines = Object.fromEntries(
    (decided?.applications ?? []).map((one) => [one.application, one]),
  );
  return applicationsInOrder(round).map(({ id, number, applicant, baseType }) => {
    const line = own(lines, id);
    return {
      application: id,
      number,
      name: applicant.name,
      baseType,
      rank: line?.rank ?? null,
      total: line?.total.mean ?? null,
      trimmed: line?.total.trimmed ?? null,
      criteriaMet: line?.criteriaMet ?? null,
      vote: line?.vote ?? null,
      decision: line?.decision ?? null,
      falsificationSuspected: line?.falsificationSuspected ?? false,
    };
  });
}
