import { answersFile } from '../../shared/answers.ts';
import { ok } from '../../shared/result.ts';
import { readJsonFile } from '../services/json/json-file.ts';
import { applyAnswers } from './apply-answers.ts';
import { type Command, type Invocation, type Outcome, required } from './command.ts';
import { profileDesk, roundOption, unlockProfile } from './profile-desk.ts';
import { refusedFile } from './rehearsal.ts';

/** A review from a file: declarations, findings, scores, opinions. */
export const applyCommand: Command = {
  name: 'expert apply',
  usage: 'PROFILE --round ID answers.json',
  about: 'cli.about.expert-apply',
  options: [required('round')],
  least: 2,
  most: 2,
  run: apply,
};

async function apply(invocation: Invocation): Promise<Outcome> {
  const { text } = invocation;
  const file = invocation.arguments[1] ?? '';
  const id = roundOption(invocation);
  if (!id.ok) return id;
  const round = id.value;
  const answers = await readJsonFile(file, file, answersFile);
  if (!answers.ok) return answers;
  const desk = await profileDesk(invocation);
  if (!desk.ok) return desk;
  const unlocked = await unlockProfile(invocation, desk.value);
  if (!unlocked.ok) return unlocked;
  const applied = await applyAnswers(desk.value, round, answers.value, file);
  if (!applied.ok) {
    const { failures, recorded } = applied.failure;
    if (recorded > 0) invocation.mention(text('cli.opening-recorded', { count: recorded }));
    return refusedFile(failures, text('cli.file-refused', { file, count: failures.length }), text);
  }
  const { recorded, missing } = applied.value;
  const lines = [text('cli.applied', { count: recorded, round })];
  const rest = missing === 0 ? 'cli.applied-complete' : 'cli.applied-missing';
  return ok({
    lines: [...lines, text(rest, { count: missing })],
    value: { round, recorded, missing },
  });
}
