import { applicationsInOrder } from '../../../shared/domain/round.ts';
import { selectWorkbook } from '../../../shared/domain/workbook-selection.ts';
import type { PanelStanding } from '../../../shared/exchange.ts';
import type { PanelPayload, ResultPayload } from '../../../shared/workbook.ts';
import { contradictedFigure } from '../panel/figures-check.ts';
import type { PanelChoice } from '../registry/choices.ts';
import type { IssuedPanel } from '../registry/issued.ts';
import type { RegisteredWorkbook } from '../registry/registry.ts';
import { choosePanel, linkOf } from './choice.ts';

/** How far a panel is, and its workbook when that counts. */
export interface PanelOutcome {
  readonly standing: PanelStanding;
  readonly decided: PanelPayload | null;
}

/**
 * What one panel has come to. Its workbook is judged by the bundle that it was signed on: its figures have to be those of the
 * experts' workbooks that are there. The chair's choice of a forked expert's workbook is the one that the panel's counts.
 * @param workbooks of this panel, in any order.
 * @param choices of this panel, where its own workbooks contradict each other.
 */
export function outcomeOf(
  panel: IssuedPanel,
  workbooks: readonly RegisteredWorkbook[],
  choices: readonly PanelChoice[],
): PanelOutcome {
  const panels = workbooks.filter(({ payload }) => payload.format === 'haizhi.panel');
  const { selection, choice } = choosePanel(panels, choices);
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
      fork: selection.kind === 'fork' ? forkLines(panels, selection.workbooks) : [],
      choice: choice === null ? null : { workbook: choice.workbook, reason: choice.reason },
      contradiction,
      results: resultLines(panel, workbooks, signed),
    },
  };
}

function forkLines(
  panels: readonly RegisteredWorkbook[],
  tips: readonly string[],
): PanelStanding['fork'] {
  return panels
    .filter(({ sha256 }) => tips.includes(sha256))
    .map(({ sha256: workbook, payload: { revision, signedAt, signer } }) => {
      return { workbook, revision, signedAt, name: signer.name };
    });
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
