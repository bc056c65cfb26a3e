import type { IntakeReport } from '../../shared/exchange.ts';
import {
  confirmationsFor,
  type Failure,
  failureDetails,
  problemMessage,
} from '../../shared/failures.ts';
import { fail, ok } from '../../shared/result.ts';
import { subjectName } from '../../shared/schema.ts';
import { chooseCommand, sanctionCommand } from './center-act-commands.ts';
import { centerDesk, unlockCenter } from './center-desk.ts';
import { renewCommand, revokeCommand } from './center-key-commands.ts';
import { dumpCommand, listCommand } from './center-output-commands.ts';
import {
  type Command,
  flag,
  type Invocation,
  type Outcome,
  required,
  UsageError,
} from './command.ts';
import { messageLine } from './failure-lines.ts';
import { checkTarget, deliver, mintAll, mintFiles } from './file-transfer.ts';
import { fingerprintLine, intakeLines } from './report-lines.ts';

/** The center's staff: `haizhi center …`. */
export const centerCommands: readonly Command[] = [
  {
    name: 'center init',
    usage: 'DIR --name NAME',
    about: 'cli.about.center-init',
    options: [required('name')],
    least: 1,
    most: 1,
    run: initialise,
  },
  {
    name: 'center enrol',
    usage: 'DIR REQUEST.csr.pem... --role expert|chair',
    about: 'cli.about.center-enrol',
    options: [required('role')],
    least: 2,
    most: 201,
    run: enrol,
  },
  revokeCommand,
  renewCommand,
  {
    name: 'center pack',
    usage: 'DIR --round ROUND_FOLDER --out FILE.hzb [--confirm-names]',
    about: 'cli.about.center-pack',
    options: [required('round'), required('out'), flag('confirm-names')],
    least: 1,
    most: 1,
    run: pack,
  },
  {
    name: 'center import',
    usage: 'DIR FILE.xlsx...',
    about: 'cli.about.center-import',
    options: [],
    least: 2,
    most: 501,
    run: importWorkbooks,
  },
  listCommand,
  chooseCommand,
  sanctionCommand,
  dumpCommand,
];

async function initialise(invocation: Invocation): Promise<Outcome> {
  const [folder = ''] = invocation.arguments;
  const named = subjectName.safeParse(invocation.option('name'));
  if (!named.success) throw new UsageError('cli.usage-name');
  const name = named.data;
  const desk = await invocation.openCenter(folder);
  const state = await desk.call('center.read', {});
  // Damage is a center too: whatever is there is not touched.
  if (!state.ok || state.value.state !== 'none')
    return fail({ kind: 'center-exists', file: folder });
  const chosen = await invocation.passphrase('choose');
  if (!chosen.ok) return chosen;
  const { passphrase } = chosen.value;
  const created = await desk.call('center.create', { name, passphrase });
  if (!created.ok) return created;
  const { text } = invocation;
  return ok({
    lines: [
      text('cli.center-created', { name, folder }),
      fingerprintLine(created.value.fingerprint, text),
      text('cli.passphrase-lost'),
    ],
    value: created.value,
  });
}

async function enrol(invocation: Invocation): Promise<Outcome> {
  const role = invocation.option('role');
  if (role !== 'expert' && role !== 'chair') throw new UsageError('cli.usage-role');
  const desk = await centerDesk(invocation);
  if (!desk.ok) return desk;
  const files = await mintFiles(desk.value.files, invocation.arguments.slice(1));
  if (!files.ok) return files;
  const open = await unlockCenter(invocation, desk.value);
  if (!open.ok) return open;
  const enrolled = await desk.value.call('center.enrol', { files: files.value, role });
  if (!enrolled.ok) return enrolled;
  const { text } = invocation;
  const lines = enrolled.value.flatMap(({ name, email, fingerprint }) => [
    text('cli.enrolled', { name, email, role: text(`domain.role.${role}`) }),
    `  ${fingerprintLine(fingerprint, text)}`,
  ]);
  return ok({ lines, value: enrolled.value });
}

async function pack(invocation: Invocation): Promise<Outcome> {
  const desk = await centerDesk(invocation);
  if (!desk.ok) return desk;
  const { call, files } = desk.value;
  const folder = await mintAll(files, [invocation.option('round') ?? '']);
  if (!folder.ok) return folder;
  const target = await checkTarget(invocation);
  if (!target.ok) return target;
  const out = target.value;
  const open = await unlockCenter(invocation, desk.value);
  if (!open.ok) return open;
  const { text } = invocation;
  const source = {
    folder: folder.value[0] ?? '',
    confirmNames: invocation.flag('confirm-names'),
  };
  const whole = await call('center.pack', source);
  const isAgreed = !whole.ok && (await goesWithoutMissing(whole.failure, invocation));
  const packed = isAgreed ? await call('center.pack', { ...source, incomplete: true }) : whole;
  if (!packed.ok) {
    const wanted = confirmationsFor(packed.failure);
    if (wanted?.names === true) invocation.mention(text('cli.confirm-names'));
    return packed;
  }
  const delivered = await deliver(files, packed.value.file.token, out);
  if (!delivered.ok) {
    invocation.mention(text('cli.kept-bundle', { file: packed.value.file.name }));
    return delivered;
  }
  const { round, bundle, warnings } = packed.value;
  const warned = warnings.map((each) => `  ${messageLine(problemMessage(each), text)}`);
  const head = warned.length === 0 ? [] : [text('cli.pack-warnings', { count: warned.length })];
  return ok({
    lines: [text('cli.packed', { round, out, sequence: bundle.sequence }), ...head, ...warned],
    value: { round, bundle, warnings, out },
  });
}

/** Whether a round goes to its panel without what is missing: somebody at a terminal is asked, a script is warned. */
async function goesWithoutMissing(
  failure: Failure,
  { confirm, text }: Invocation,
): Promise<boolean> {
  const wanted = confirmationsFor(failure);
  if (wanted === null || wanted.names || !wanted.incomplete) return false;
  const missing = failureDetails(failure).map((each) => `  ${messageLine(each, text)}`);
  return (await confirm([...missing, text('cli.confirm-missing')].join('\n'))) ?? true;
}

async function importWorkbooks(invocation: Invocation): Promise<Outcome> {
  const desk = await centerDesk(invocation);
  if (!desk.ok) return desk;
  const files = await mintFiles(desk.value.files, invocation.arguments.slice(1));
  if (!files.ok) return files;
  const open = await unlockCenter(invocation, desk.value);
  if (!open.ok) return open;
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
