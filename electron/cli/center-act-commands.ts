import { fail, ok } from '../../shared/result.ts';
import { line, prose, sha256 } from '../../shared/schema.ts';
import { openCenterDesk } from './center-desk.ts';
import { type Command, type Invocation, type Outcome, required, UsageError } from './command.ts';
import { roundOption } from './profile-desk.ts';

/** `haizhi center choose`: which of several panel workbooks counts that contradict each other. */
export const chooseCommand: Command = {
  name: 'center choose',
  usage: 'DIR --round ID --workbook SHA256 --reason TEXT',
  about: 'cli.about.center-choose',
  options: [required('round'), required('workbook'), required('reason')],
  least: 1,
  most: 1,
  run: choose,
};

/** `haizhi center sanction`: an applicant who falsified is barred in the two years that follow (Art. 14). */
export const sanctionCommand: Command = {
  name: 'center sanction',
  usage: 'DIR --applicant NAME --year YEAR --grounds TEXT',
  about: 'cli.about.center-sanction',
  options: [required('applicant'), required('year'), required('grounds')],
  least: 1,
  most: 1,
  run: sanction,
};

async function choose(invocation: Invocation): Promise<Outcome> {
  const { option, text } = invocation;
  const reason = proseOption(invocation, 'reason');
  const round = roundOption(invocation);
  if (!round.ok) return round;
  const given = (option('workbook') ?? '').slice(0, 100);
  const workbook = sha256.safeParse(given);
  if (!workbook.success) return fail({ kind: 'unknown-workbook', workbook: given });
  const desk = await openCenterDesk(invocation);
  if (!desk.ok) return desk;
  const input = { round: round.value, workbook: workbook.data, reason };
  const chosen = await desk.value.call('center.choose', input);
  return chosen.ok ? ok({ lines: [text('cli.chosen', input)], value: input }) : chosen;
}

async function sanction(invocation: Invocation): Promise<Outcome> {
  const { option, text } = invocation;
  const applicant = line.safeParse(option('applicant'));
  if (!applicant.success) throw new UsageError('cli.usage-applicant');
  const year = Number(option('year'));
  if (!Number.isInteger(year) || year < 2020 || year > 2100) throw new UsageError('cli.usage-year');
  const grounds = proseOption(invocation, 'grounds');
  const desk = await openCenterDesk(invocation);
  if (!desk.ok) return desk;
  const input = { applicant: applicant.data, year, grounds };
  const recorded = await desk.value.call('center.sanction', input);
  if (!recorded.ok) return recorded;
  const barred = { name: input.applicant, from: year + 1, to: year + 2 };
  return ok({ lines: [text('center.sanction.done', barred)], value: input });
}

/** @throws UsageError: blank, or longer than what is kept. */
function proseOption({ option }: Invocation, name: string): string {
  const given = prose.safeParse(option(name));
  if (given.success && given.data.trim() !== '') return given.data;
  throw new UsageError('cli.usage-prose', { option: `--${name}` });
}
