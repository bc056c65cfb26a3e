import { applicationsInOrder } from '../../../shared/domain/round.ts';
import { selectWorkbook, type WorkbookLink } from '../../../shared/domain/workbook-selection.ts';
import type { PanelStanding } from '../../../shared/exchange.ts';
import type { PanelPayload, ResultPayload } from '../../../shared/workbook.ts';
import { contradictedFigure } from '../panel/figures-check.ts';
import type { IssuedPanel } from '../registry/issued.ts';
import type { RegisteredWorkbook } from '../registry/registry.ts';

/** How far a panel is, and its workbook when that counts. */
export interface PanelOutcome {
  readonly standing: PanelStanding;
  readonly decided: PanelPayload | null;
}

/**
 * What one panel has come to. Its workbook is judged by the bundle that it was signed on: its figures have to be those of the
 * experts' workbooks that are there. The chair's choice of a forked expert's workbook is the one that the panel's counts.
 * @param workbooks of this panel, in any order.
 */
export function outcomeOf(
  panel: IssuedPanel,
  workbooks: readonly RegisteredWorkbook[],
): PanelOutcome {
  const panels = workbooks.filter(({ payload }) => payload.format === 'haizhi.panel');
  const selection = selectWorkbook(panels.map(linkOf), undefined);
  const signed =
    selection.kind === 'current' ? payloadOf(panels, selection.current.workbook) : null;
  const contradiction = signed === null ? null : contradictionIn(panel, signed, workbooks);
  const decided = contradiction === null ? signed : null;
  const { round } = panel.newest.file;
  return {
    decided,
    standing: {
      id: panel.id,
      name: round.panel.name,
      sequence: panel.newest.sequence,
      signedOn: signed?.bundle.sequence ?? null,
      decided: decided !== null && isWhole(panel, decided),
      forked: selection.kind === 'fork',
      contradiction,
      results: resultLines(panel, workbooks, signed),
    },
  };
}

function payloadOf(panels: readonly RegisteredWorkbook[], workbook: string): PanelPayload | null {
  const payload = panels.find((each) => each.sha256 === workbook)?.payload;
  return payload?.format === 'haizhi.panel' ? payload : null;
}

function contradictionIn(
  { bundles, newest }: IssuedPanel,
  signed: PanelPayload,
  workbooks: readonly RegisteredWorkbook[],
) {
  const named = bundles.find(({ manifest }) => manifest === signed.bundle.manifest) ?? newest;
  return contradictedFigure(named.file.round, signed, resultsAmong(workbooks));
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

/** An application that came with a bundle after the panel's signature has not been decided. */
function isWhole({ newest }: IssuedPanel, { applications }: PanelPayload): boolean {
  const decided = new Set(applications.map((each) => each.application));
  return applicationsInOrder(newest.file.round).every(({ id }) => decided.has(id));
}

function linkOf({ sha256, payload }: RegisteredWorkbook): WorkbookLink {
  const { signer, revision, parent } = payload;
  return { expert: signer.id, revision, parent, workbook: sha256 };
}

function resultLines(
  { newest }: IssuedPanel,
  workbooks: readonly RegisteredWorkbook[],
  signed: PanelPayload | null,
): PanelStanding['results'] {
  const results = workbooks.filter((each) => each.payload.format === 'haizhi.result').map(linkOf);
  return newest.file.round.panel.members.map(({ id, code, profile }) => {
    const counted = signed?.members.find((each) => each.id === id)?.workbook ?? undefined;
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
