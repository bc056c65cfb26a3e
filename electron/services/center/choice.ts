import { compareText } from '../../../shared/domain/order.ts';
import {
  descendsFrom,
  type Selection,
  selectWorkbook,
  type WorkbookLink,
} from '../../../shared/domain/workbook-selection.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { PanelChoice } from '../registry/choices.ts';
import type { RegisteredWorkbook } from '../registry/registry.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { noteActs } from './center-log.ts';
import { unlocked } from './unlocking.ts';

/**
 * The panel's workbook that counts, and the center's choice that it rests on. A choice holds for the workbooks that were there
 * when it was made, and for what continues the chosen one: any other opens it again.
 * @param panels the panel's own workbooks, in any order.
 * @param choices of this panel; the last one made counts.
 */
export function choosePanel(
  panels: readonly RegisteredWorkbook[],
  choices: readonly PanelChoice[],
): { readonly selection: Selection<WorkbookLink>; readonly choice: PanelChoice | null } {
  const links = panels.map(linkOf);
  const last = choices.toSorted((a, b) => compareText(a.chosenAt, b.chosenAt)).at(-1);
  const holds =
    last !== undefined &&
    links.every(
      ({ workbook }) =>
        last.seen.includes(workbook) || descendsFrom(links, workbook, last.workbook),
    );
  const choice = holds ? last : null;
  return { selection: selectWorkbook(links, choice?.workbook), choice };
}

/** What the choice between revisions rests on. */
export function linkOf({ sha256, payload }: RegisteredWorkbook): WorkbookLink {
  const { signer, revision, parent } = payload;
  return { expert: signer.id, revision, parent, workbook: sha256 };
}

/** Records which side of a fork between panel workbooks counts, after the log has taken note of it. */
export async function chooseWorkbook(
  context: ServiceContext,
  { round, workbook, reason }: Parameters<Methods<'center.choose'>['center.choose']>[0],
): ReturnType<Methods<'center.choose'>['center.choose']> {
  const open = await unlocked(context);
  if (!open.ok) return open;
  const registry = await context.center.registry();
  if (!registry.ok) return registry;
  const kept = await registry.value.workbooks(round);
  if (!kept.ok) return kept;
  const panel = kept.value.find((each) => each.sha256 === workbook)?.payload.round.panel;
  const panels = kept.value.filter(
    ({ payload }) => payload.format === 'haizhi.panel' && payload.round.panel === panel,
  );
  const { selection } = choosePanel(panels, []);
  if (panel === undefined || selection.kind !== 'fork' || !selection.workbooks.includes(workbook)) {
    return fail({ kind: 'unknown-workbook', workbook });
  }
  const { platform } = context;
  const event = { kind: 'workbook.chosen', round, panel, workbook, reason } as const;
  const noted = await noteActs({ ...open.value, platform }, [event]);
  if (!noted.ok) return noted;
  const seen = panels.map(({ sha256 }) => sha256).toSorted(compareText);
  const chosenAt = platform.now().toISOString();
  const chosen = await registry.value.choose({ round, panel, workbook, reason, chosenAt, seen });
  return chosen.ok ? ok({}) : chosen;
}
