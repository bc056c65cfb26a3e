import { type DecisionsFile, decisionsFile } from '../../shared/answers.ts';
import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ChairEvent } from '../../shared/schema.ts';
import { readJsonFile } from '../services/json/json-file.ts';
import type { Text } from '../services/text.ts';
import { applyDecisions } from './apply-decisions.ts';
import { intakeOutcome } from './center-commands.ts';
import {
  type Command,
  type Desk,
  type Invocation,
  type Outcome,
  optional,
  required,
} from './command.ts';
import { failureLines } from './failure-lines.ts';
import { checkTarget, deliver, mintFiles } from './file-transfer.ts';
import { type PanelWords, panelWords } from './panel-words.ts';
import { profileDesk, roundOption, unlockProfile } from './profile-desk.ts';
import { refusedFile } from './rehearsal.ts';

/** A chair's laptop: `haizhi panel …`. */
export const panelCommands: readonly Command[] = [
  {
    name: 'panel consolidate',
    usage: 'PROFILE --round ID FILE.xlsx... [--decisions decisions.json] --out FILE.xlsx',
    about: 'cli.about.panel-consolidate',
    options: [required('round'), optional('decisions'), required('out')],
    least: 1,
    most: 201,
    run: consolidate,
  },
];

/** What the command line names, all of it looked at before anything is done. */
interface Task {
  readonly desk: Desk;
  readonly round: string;
  readonly decisions: DecisionsFile | null;
  readonly workbooks: readonly string[];
  readonly out: string;
  readonly passphrase: string;
}

/** Reopens the meeting, takes workbooks in, records the decisions, signs. What is done stays, also when signing is refused. */
async function consolidate(invocation: Invocation): Promise<Outcome> {
  const prepared = await prepare(invocation);
  if (!prepared.ok) return prepared;
  const { desk, round, decisions, workbooks } = prepared.value;
  const reopened = await reopen(prepared.value);
  if (!reopened.ok) return reopened;
  const collected =
    workbooks.length === 0
      ? ok([])
      : await desk.call('panel.collect', { round, files: [...workbooks] });
  if (!collected.ok) return collected;
  const intake = intakeOutcome(collected.value, invocation);
  // A workbook that is not what it claims must be dealt with before anybody signs on its absence.
  if (intake.refused) {
    const lines = [...intake.lines, invocation.text('cli.not-signed')];
    return ok({ ...intake, lines, value: { intake: intake.value, signed: null } });
  }
  const done = decisions === null ? null : await decide(prepared.value, decisions, invocation);
  const signed = done ?? (await sign(prepared.value, invocation));
  if (!signed.ok) {
    const lines = signed.lines ?? failureLines(signed.failure, invocation.text);
    return { ...signed, lines: [...intake.lines, ...lines] };
  }
  const { lines, value } = signed.value;
  const all = { intake: intake.value, signed: value };
  return ok({ ...signed.value, lines: [...intake.lines, ...lines], value: all });
}

/** Reopens a meeting that is signed when the decisions say why; one that is open stays as it is. */
async function reopen({ desk, round, decisions }: Task): Promise<Result<unknown, Failure>> {
  const reason = decisions?.reopen;
  if (reason === undefined) return ok();
  const events: ChairEvent[] = [{ kind: 'meeting.reopened', reason }];
  const recorded = await desk.call('panel.record', { round, events });
  const isOpen = !recorded.ok && recorded.failure.kind === 'meeting-not-signed';
  return isOpen ? ok() : recorded;
}

/** Records the decisions; `null` when that is done. */
async function decide(
  { desk, round }: Task,
  decisions: DecisionsFile,
  { option, text }: Invocation,
): Promise<Outcome | null> {
  const file = option('decisions') ?? '';
  const applied = await applyDecisions(desk, round, decisions, file);
  if (applied.ok) return null;
  const head = text('cli.file-refused', { file, count: applied.failure.length });
  return refusedFile(applied.failure, head, text, await wordsOf(desk, round, text));
}

async function wordsOf(desk: Desk, round: string, text: Text): Promise<PanelWords | undefined> {
  const detail = await desk.call('rounds.read', { round });
  return detail.ok ? panelWords(detail.value.round.panel, text) : undefined;
}

async function prepare(invocation: Invocation): Promise<Result<Task, Failure>> {
  const round = roundOption(invocation);
  if (!round.ok) return round;
  const desk = await profileDesk(invocation);
  if (!desk.ok) return desk;
  const decisions = await readDecisions(invocation);
  if (!decisions.ok) return decisions;
  const workbooks = await mintFiles(desk.value.files, invocation.arguments.slice(1));
  if (!workbooks.ok) return workbooks;
  const target = await checkTarget(invocation);
  if (!target.ok) return target;
  const opened = await unlockProfile(invocation, desk.value);
  if (!opened.ok) return opened;
  return ok({
    desk: desk.value,
    round: round.value,
    decisions: decisions.value,
    workbooks: workbooks.value,
    out: target.value,
    passphrase: opened.value,
  });
}

async function sign(
  { desk, round, out, passphrase }: Task,
  { text, mention }: Invocation,
): Promise<Outcome> {
  const signed = await desk.call('panel.sign', { round, passphrase, locale: text.locale });
  // Signed already: the same workbook once more.
  const again = !signed.ok && signed.failure.kind === 'meeting-signed';
  const workbook = again ? await desk.call('panel.workbook', { round }) : signed;
  if (!workbook.ok) {
    const { failure } = workbook;
    return {
      ok: false,
      failure,
      lines: failureLines(failure, text, await wordsOf(desk, round, text)),
    };
  }
  const delivered = await deliver(desk.files, workbook.value.file.token, out);
  if (!delivered.ok) {
    mention(text('cli.kept-workbook'));
    return fail(delivered.failure);
  }
  const { revision, sha256 } = workbook.value;
  const line = text(again ? 'cli.panel-signed-before' : 'cli.panel-signed', {
    out,
    revision,
    sha256,
  });
  return ok({ lines: [line], value: { out, revision, sha256 } });
}

async function readDecisions({
  option,
}: Invocation): Promise<Result<DecisionsFile | null, Failure>> {
  const file = option('decisions');
  return file === undefined ? ok(null) : readJsonFile(file, file, decisionsFile);
}
