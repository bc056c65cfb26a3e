import { z } from 'zod';
import type { Statements } from './database.ts';
import { canonical, insert, text } from './rows.ts';

/** Which of several panel workbooks that contradict each other counts, by the center's own choice. */
export interface PanelChoice {
  readonly round: string;
  readonly panel: string;
  /** SHA-256 of the workbook. */
  readonly workbook: string;
  readonly reason: string;
  readonly chosenAt: string;
  /** SHA-256 of all workbooks of the panel that were there, ascending. */
  readonly seen: readonly string[];
}

/** Adds a choice; earlier ones stay. */
export async function insertChoice(within: Statements, choice: PanelChoice): Promise<void> {
  const { round, panel, workbook, reason, chosenAt, seen } = choice;
  await insert(
    within,
    'choices',
    ['round', 'panel', 'chosen_at', 'workbook', 'reason', 'seen'],
    [round, panel, chosenAt, workbook, reason, canonical(seen)],
  );
}

/** All choices of a round, in no order. */
export async function readChoices(
  within: Statements,
  round: string,
): Promise<readonly PanelChoice[]> {
  const rows = await within.query('SELECT * FROM choices WHERE round = $1', [round]);
  return rows.map((row) => ({
    round,
    panel: text(row, 'panel'),
    workbook: text(row, 'workbook'),
    reason: text(row, 'reason'),
    chosenAt: text(row, 'chosen_at'),
    seen: z.array(z.string()).parse(JSON.parse(text(row, 'seen'))),
  }));
}
