import { fail, ok } from '../../shared/result.ts';
import { writingFailure } from '../services/disk/disk-failure.ts';
import { writeDurably } from '../services/disk/durable-file.ts';
import { openCenterDesk } from './center-desk.ts';
import {
  type Command,
  type Desk,
  type Invocation,
  type Outcome,
  optional,
  required,
  UsageError,
} from './command.ts';
import { deliver } from './file-transfer.ts';
import { roundOption } from './profile-desk.ts';
import { listLines } from './report-lines.ts';

type Format = 'xlsx' | 'csv' | 'json';

/** The list of a round, on the screen or as a file. */
export const listCommand: Command = {
  name: 'center list',
  usage: 'DIR --round ID [--format xlsx|csv|json] [--out FILE]',
  about: 'cli.about.center-list',
  options: [required('round'), optional('format'), optional('out')],
  least: 1,
  most: 1,
  run: list,
};

/** The whole registry as canonical JSON: equal for equal content, whatever happened in which order. */
export const dumpCommand: Command = {
  name: 'center dump',
  usage: 'DIR [--out FILE.json]',
  about: 'cli.about.center-dump',
  options: [optional('out')],
  least: 1,
  most: 1,
  run: dump,
};

async function list(invocation: Invocation): Promise<Outcome> {
  const format = formatOption(invocation);
  const out = invocation.option('out');
  if (format === 'xlsx' && out === undefined) throw new UsageError('cli.usage-out');
  const round = roundOption(invocation);
  if (!round.ok) return round;
  const desk = await openCenterDesk(invocation);
  if (!desk.ok) return desk;
  if (format !== null) return exportList(desk.value, round.value, format, invocation);
  const listed = await desk.value.call('center.list', { round: round.value });
  if (!listed.ok) return listed;
  return ok({ lines: listLines(listed.value, invocation.text), value: listed.value });
}

/** `--format`, else what the name of `--out` ends in; `null` for a list on the screen. */
function formatOption({ option }: Invocation): Format | null {
  const given = option('format');
  if (given === 'xlsx' || given === 'csv' || given === 'json') return given;
  if (given !== undefined) throw new UsageError('cli.usage-format');
  const out = option('out');
  if (out === undefined) return null;
  const ending = /\.(xlsx|csv|json)$/i.exec(out)?.[1]?.toLowerCase();
  if (ending === undefined) throw new UsageError('cli.usage-format');
  return ending as Format;
}

async function exportList(
  desk: Desk,
  round: string,
  format: Format,
  { option, text }: Invocation,
): Promise<Outcome> {
  const exported = await desk.call('center.export', { round, format, locale: text.locale });
  if (!exported.ok) return exported;
  const out = option('out');
  if (out === undefined) {
    const bytes = await desk.files.read(exported.value.token, 64 * 1024 * 1024);
    if (!bytes.ok) return bytes;
    const content = new TextDecoder().decode(bytes.value);
    return ok({ lines: [content.trimEnd()], value: { round, format, content } });
  }
  const delivered = await deliver(desk.files, exported.value.token, out);
  if (!delivered.ok) return delivered;
  return ok({ lines: [text('cli.list-written', { round, out })], value: { round, format, out } });
}

async function dump(invocation: Invocation): Promise<Outcome> {
  const desk = await openCenterDesk(invocation);
  if (!desk.ok) return desk;
  const content = await desk.value.dumpRegistry();
  if (content === null) return fail({ kind: 'registry-unavailable', detail: '-' });
  const out = invocation.option('out');
  if (out === undefined) return ok({ lines: [content.trimEnd()], value: JSON.parse(content) });
  const written = await writeDurably(out, content);
  if (!written.ok) return fail(writingFailure(written.failure, out));
  return ok({ lines: [invocation.text('cli.dump-written', { out })], value: { out } });
}
