import type { JournalReport } from '../../shared/log-methods.ts';
import { ok } from '../../shared/result.ts';
import type { Text } from '../services/text.ts';
import { isCenter, verifyCenterLog } from './center-log-command.ts';
import { type Command, type Invocation, type Outcome, optional } from './command.ts';
import { failureLines } from './failure-lines.ts';
import { mintFiles } from './file-transfer.ts';
import { profileDesk, roundOption, unlockProfile } from './profile-desk.ts';

/** Anybody with a profile, and a center's staff: `haizhi log verify`. Names the first entry that is not what was recorded. */
export const logCommand: Command = {
  name: 'log verify',
  usage: 'PROFILE|CENTER [FILE.xlsx...] [--round ID]',
  about: 'cli.about.log-verify',
  options: [optional('round')],
  least: 1,
  most: 201,
  run: verify,
};

async function verify(invocation: Invocation): Promise<Outcome> {
  if (await isCenter(invocation.arguments[0] ?? '')) return verifyCenterLog(invocation);
  const asked = invocation.option('round') === undefined ? ok(undefined) : roundOption(invocation);
  if (!asked.ok) return asked;
  const desk = await profileDesk(invocation);
  if (!desk.ok) return desk;
  const { call, files } = desk.value;
  const workbooks = await mintFiles(files, invocation.arguments.slice(1));
  if (!workbooks.ok) return workbooks;
  const unlocked = await unlockProfile(invocation, desk.value);
  if (!unlocked.ok) return unlocked;
  const verified = await call('log.verify', {
    round: asked.value,
    workbooks: [...workbooks.value],
  });
  if (!verified.ok) return verified;
  const { text } = invocation;
  const lines = verified.value.flatMap((each) => journalLines(each, text));
  return ok({
    lines: lines.length === 0 ? [text('cli.log-nothing')] : lines,
    value: verified.value,
    refused: verified.value.some(({ failure }) => failure !== null),
  });
}

function journalLines(report: JournalReport, text: Text): readonly string[] {
  const { round, folder, journal, length, head, torn, signed, failure } = report;
  const title = text('cli.log-journal', {
    round: round ?? folder,
    journal: text(`cli.log-${journal}`),
  });
  const notes: string[] = [];
  if (failure !== null) notes.push(...failureLines(failure, text));
  notes.push(text('cli.log-length', { count: length }));
  if (head !== null) notes.push(text('cli.log-head', { head }));
  if (torn > 0) notes.push(text('cli.log-torn', { bytes: torn }));
  notes.push(signed === null ? text('cli.log-unsigned') : text('cli.log-signed', { ...signed }));
  return [title, ...notes.map((note) => `  ${note}`)];
}
