import type { IntakeReport } from '../../shared/exchange.ts';
import type { Failure } from '../../shared/failures.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type Command, type Desk, type Invocation, type Outcome, UsageError } from './command.ts';
import { deliver, mintAll } from './file-transfer.ts';
import { intakeLines, listLines } from './report-lines.ts';

/** The center's staff: `haizhi center …`. */
export const centerCommands: readonly Command[] = [
  {
    name: 'center init',
    usage: 'DIR --name NAME',
    options: ['name'],
    required: ['name'],
    least: 1,
    most: 1,
    run: initialise,
  },
  {
    name: 'center enrol',
    usage: 'DIR REQUEST.csr.pem... --role expert|chair',
    options: ['role'],
    required: ['role'],
    least: 2,
    most: 201,
    run: enrol,
  },
  {
    name: 'center pack',
    usage: 'DIR --round ROUND_FOLDER --out FILE.hzb',
    options: ['round', 'out'],
    required: ['round', 'out'],
    least: 1,
    most: 1,
    run: pack,
  },
  {
    name: 'center import',
    usage: 'DIR FILE.xlsx...',
    options: [],
    required: [],
    least: 2,
    most: 501,
    run: importWorkbooks,
  },
  {
    name: 'center list',
    usage: 'DIR --round ID [--format xlsx|csv|json] [--out FILE]',
    options: ['round', 'format', 'out'],
    required: ['round'],
    least: 1,
    most: 1,
    run: list,
  },
];

async function initialise(invocation: Invocation): Promise<Outcome> {
  const [folder = ''] = invocation.arguments;
  const name = invocation.option('name') ?? '';
  const desk = await invocation.openCenter(folder);
  const passphrase = await invocation.passphrase('choose');
  const created = await desk.call('center.create', { name, passphrase });
  if (!created.ok) return created;
  const { fingerprint } = created.value;
  return ok({
    lines: [
      invocation.text('cli.center-created', { name, folder }),
      invocation.text('cli.fingerprint', { fingerprint }),
    ],
    value: created.value,
  });
}

/** The center's desk with its keys open. */
async function unlocked(invocation: Invocation): Promise<Result<Desk, Failure>> {
  const [folder = ''] = invocation.arguments;
  const desk = await invocation.openCenter(folder);
  const state = await desk.call('center.read', {});
  if (!state.ok) return state;
  if (state.value.state === 'none')
    return { ok: false, failure: { kind: 'center-missing', file: folder } };
  const opened = await desk.call('center.unlock', {
    passphrase: await invocation.passphrase('unlock'),
  });
  return opened.ok ? ok(desk) : opened;
}

async function enrol(invocation: Invocation): Promise<Outcome> {
  const role = invocation.option('role');
  if (role !== 'expert' && role !== 'chair') throw new UsageError('cli.usage-role');
  const desk = await unlocked(invocation);
  if (!desk.ok) return desk;
  const files = await mintAll(desk.value.files, invocation.arguments.slice(1));
  if (!files.ok) return files;
  const enrolled = await desk.value.call('center.enrol', { files: files.value, role });
  if (!enrolled.ok) return enrolled;
  const lines = enrolled.value.map((each) =>
    invocation.text('cli.enrolled', {
      name: each.name,
      email: each.email,
      fingerprint: each.fingerprint,
    }),
  );
  return ok({ lines, value: enrolled.value });
}

async function pack(invocation: Invocation): Promise<Outcome> {
  const desk = await unlocked(invocation);
  if (!desk.ok) return desk;
  const folder = await mintAll(desk.value.files, [invocation.option('round') ?? '']);
  if (!folder.ok) return folder;
  const packed = await desk.value.call('center.pack', { folder: folder.value[0] ?? '' });
  if (!packed.ok) return packed;
  const out = invocation.option('out') ?? '';
  const delivered = await deliver(desk.value.files, packed.value.file.token, out);
  if (!delivered.ok) return delivered;
  const { round, bundle, warnings } = packed.value;
  const warned = warnings.map((each) => invocation.text(`problem.${each.reason}`, { ...each }));
  return ok({
    lines: [invocation.text('cli.packed', { round, out, sequence: bundle.sequence }), ...warned],
    value: { round, bundle, warnings, out },
  });
}

async function importWorkbooks(invocation: Invocation): Promise<Outcome> {
  const desk = await unlocked(invocation);
  if (!desk.ok) return desk;
  const files = await mintAll(desk.value.files, invocation.arguments.slice(1));
  if (!files.ok) return files;
  const taken = await desk.value.call('center.import', { files: files.value });
  if (!taken.ok) return taken;
  return ok(intakeOutcome(taken.value, invocation));
}

/** One line per file; the command counts as refused when one of them was. */
export function intakeOutcome(reports: readonly IntakeReport[], { text }: Invocation) {
  return {
    lines: reports.flatMap((each) => intakeLines(each, text)),
    value: reports,
    refused: reports.some((each) => each.outcome === 'refused'),
  };
}

async function list(invocation: Invocation): Promise<Outcome> {
  const format = invocation.option('format');
  if (format !== undefined && format !== 'xlsx' && format !== 'csv' && format !== 'json') {
    throw new UsageError('cli.usage-format');
  }
  const out = invocation.option('out');
  if (format === 'xlsx' && out === undefined) throw new UsageError('cli.usage-out');
  const desk = await unlocked(invocation);
  if (!desk.ok) return desk;
  const round = invocation.option('round') ?? '';
  if (format === undefined && out === undefined) {
    const listed = await desk.value.call('center.list', { round });
    return listed.ok
      ? ok({ lines: listLines(listed.value, invocation.text), value: listed.value })
      : listed;
  }
  return exportList(desk.value, round, format ?? formatOf(out ?? ''), out, invocation);
}

function formatOf(out: string): 'xlsx' | 'csv' | 'json' {
  if (out.endsWith('.csv')) return 'csv';
  return out.endsWith('.json') ? 'json' : 'xlsx';
}

async function exportList(
  desk: Desk,
  round: string,
  format: 'xlsx' | 'csv' | 'json',
  out: string | undefined,
  { text }: Invocation,
): Promise<Outcome> {
  const exported = await desk.call('center.export', { round, format, locale: text.locale });
  if (!exported.ok) return exported;
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
