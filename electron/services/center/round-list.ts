import { own } from '../../../shared/domain/record.ts';
import { applicationsInOrder, type Round } from '../../../shared/domain/round.ts';
import { selectWorkbook, type WorkbookLink } from '../../../shared/domain/workbook-selection.ts';
import type { ListedApplication, RoundList } from '../../../shared/exchange.ts';
import type { PanelPayload } from '../../../shared/workbook.ts';
import type { RegisteredWorkbook } from '../registry/registry.ts';

/**
 * What a round has come to: a function of the set of its workbooks, so that order and repetition of imports cannot
 * change it. The chair's choice of a forked expert's workbook is the one that the panel's workbook counts.
 */
export function listOf(round: Round, workbooks: readonly RegisteredWorkbook[]): RoundList {
  const panels = workbooks.filter((each) => each.payload.format === 'haizhi.panel');
  const selection = selectWorkbook(panels.map(linkOf), undefined);
  const decided = selection.kind === 'current' ? panelOf(panels, selection.current) : null;
  const { id, title, year } = round;
  return {
    round: { id, title, year },
    decided: decided !== null,
    forked: selection.kind === 'fork',
    results: resultLines(round, workbooks, decided),
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
