import { type DecisionsFile, decisionsFile } from '../../shared/answers.ts';
import type { Failure } from '../../shared/failures.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readJsonFile } from '../services/json-file.ts';
import { applyDecisions } from './apply-decisions.ts';
import { intakeOutcome } from './center-commands.ts';
import type { Command, Invocation, Outcome } from './command.ts';
import { unlockedProfile } from './expert-commands.ts';
import { deliver, mintAll } from './file-transfer.ts';

/** A chair's laptop: `haizhi panel …`. */
export const panelCommands: readonly Command[] = [
  {
    name: 'panel consolidate',
    usage: 'PROFILE --round ID FILE.xlsx... [--decisions decisions.json] --out FILE.xlsx',
    options: ['round', 'decisions', 'out'],
    required: ['round', 'out'],
    least: 1,
    most: 201,
    run: consolidate,
  },
];

/** Takes workbooks in, records the decisions, signs. What was taken in stays, also when signing is refused. */
async function consolidate(invocation: Invocation): Promise<Outcome> {
  const decisions = await readDecisions(invocation);
  if (!decisions.ok) return decisions;
  const desk = await unlockedProfile(invocation);
  if (!desk.ok) return desk;
  const { call, files, passphrase } = desk.value;
  const round = invocation.option('round') ?? '';
  const tokens = await mintAll(files, invocation.arguments.slice(1));
  if (!tokens.ok) return tokens;
  const collected =
    tokens.value.length === 0
      ? ok([])
      : await call('panel.collect', { round, files: tokens.value });
  if (!collected.ok) return collected;
  const intake = intakeOutcome(collected.value, invocation);
  // A workbook that is not what it claims must be dealt with before anybody signs on its absence.
  if (intake.refused) return ok({ ...intake, value: { intake: intake.value, signed: null } });
  if (decisions.value !== null) {
    const applied = await applyDecisions(
      desk.value,
      round,
      decisions.value,
      invocation.option('decisions') ?? '',
    );
    if (!applied.ok) return applied;
  }
  const signed = await call('panel.sign', { round, passphrase, locale: invocation.text.locale });
  const again = !signed.ok && signed.failure.kind === 'meeting-signed';
  const workbook = again ? await call('panel.workbook', { round }) : signed;
  if (!workbook.ok) return workbook;
  const out = invocation.option('out') ?? '';
  const delivered = await deliver(files, workbook.value.file.token, out);
  if (!delivered.ok) return delivered;
  const { revision, sha256 } = workbook.value;
  return ok({
    lines: [...intake.lines, invocation.text('cli.panel-signed', { out, revision, sha256 })],
    value: { intake: intake.value, signed: { out, revision, sha256 } },
  });
}

async function readDecisions(
  invocation: Invocation,
): Promise<Result<DecisionsFile | null, Failure>> {
  const file = invocation.option('decisions');
  return file === undefined ? ok(null) : readJsonFile(file, file, decisionsFile);
}
