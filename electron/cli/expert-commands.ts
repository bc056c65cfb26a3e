import { profileFile } from '../../shared/enrolment.ts';
import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { plainId } from '../../shared/schema.ts';
import { readJsonFile } from '../services/json/json-file.ts';
import { applyCommand } from './apply-command.ts';
import {
  type Command,
  type Desk,
  type Invocation,
  type Outcome,
  optional,
  required,
  UsageError,
} from './command.ts';
import { backupCommand, passphraseCommand, restoreCommand } from './expert-key-commands.ts';
import { checkTarget, deliver, mintFiles } from './file-transfer.ts';
import { profileDesk, roundOption, unlockProfile } from './profile-desk.ts';
import { fingerprintLine } from './report-lines.ts';

/** An expert's laptop: `haizhi expert …`. */
export const expertCommands: readonly Command[] = [
  {
    name: 'expert init',
    usage: 'PROFILE --profile profile.json --out REQUEST.csr.pem',
    about: 'cli.about.expert-init',
    options: [required('profile'), required('out')],
    least: 1,
    most: 1,
    run: initialise,
  },
  {
    name: 'expert open',
    usage: 'PROFILE FILE.hzb [--trust SHA256]',
    about: 'cli.about.expert-open',
    options: [optional('trust')],
    least: 2,
    most: 2,
    run: openBundle,
  },
  applyCommand,
  {
    name: 'expert export',
    usage: 'PROFILE --round ID --out FILE.xlsx [--late-reason TEXT]',
    about: 'cli.about.expert-export',
    options: [required('round'), required('out'), optional('late-reason')],
    least: 1,
    most: 1,
    run: exportReview,
  },
  {
    name: 'expert extract',
    usage: 'PROFILE --round ID --application ID --document ID --out FILE',
    about: 'cli.about.expert-extract',
    options: [required('round'), required('application'), required('document'), required('out')],
    least: 1,
    most: 1,
    run: extract,
  },
  passphraseCommand,
  backupCommand,
  restoreCommand,
];

async function initialise(invocation: Invocation): Promise<Outcome> {
  const [folder = ''] = invocation.arguments;
  const { text, option } = invocation;
  const file = option('profile') ?? '';
  const profile = await readJsonFile(file, file, profileFile);
  if (!profile.ok) return profile;
  const desk = await invocation.openProfile(folder);
  const state = await desk.call('identity.read', {});
  if (!state.ok) return state;
  if (state.value.state !== 'none') return fail({ kind: 'identity-exists' });
  const target = await checkTarget(invocation);
  if (!target.ok) return target;
  const out = target.value;
  const chosen = await invocation.passphrase('choose');
  if (!chosen.ok) return chosen;
  const { passphrase } = chosen.value;
  const created = await desk.call('identity.create', { profile: profile.value, passphrase });
  if (!created.ok) return created;
  const delivered = await deliver(desk.files, created.value.request.token, out);
  if (!delivered.ok) {
    invocation.mention(text('cli.kept-request', { folder }));
    return delivered;
  }
  const { fingerprint } = created.value;
  return ok({
    lines: [
      text('cli.identity-created', { name: profile.value.name, folder }),
      text('cli.request-written', { out }),
      fingerprintLine(fingerprint, text),
      text('cli.passphrase-lost'),
    ],
    value: { fingerprint, out },
  });
}

async function openBundle(invocation: Invocation): Promise<Outcome> {
  const desk = await profileDesk(invocation);
  if (!desk.ok) return desk;
  const files = await mintFiles(desk.value.files, invocation.arguments.slice(1));
  if (!files.ok) return files;
  const file = files.value[0] ?? '';
  const given = invocation.option('trust');
  if (given !== undefined && given.length > 200) throw new UsageError('cli.usage-trust');
  const unlocked = await unlockProfile(invocation, desk.value);
  if (!unlocked.ok) return unlocked;
  const trust = given === undefined ? await agreed(desk.value, file, invocation) : ok(given);
  if (!trust.ok) return trust;
  const opened = await desk.value.call('bundles.open', { file, trust: trust.value });
  if (!opened.ok) return opened;
  const { round } = opened.value;
  return ok({ lines: [invocation.text('cli.bundle-opened', { round })], value: { round } });
}

/** A first bundle: the person compares the center's fingerprint, by phone, and says yes. */
async function agreed(
  desk: Desk,
  file: string,
  { text, confirm }: Invocation,
): Promise<Result<string | undefined, Failure>> {
  const seen = await desk.call('bundles.inspect', { file });
  if (!seen.ok || seen.value.trust !== 'new') return ok(undefined);
  const { name, fingerprint } = seen.value.center;
  const question = [
    text('cli.trust-new', { name }),
    `  ${fingerprintLine(fingerprint, text)}`,
    text('cli.trust-question'),
  ];
  const answer = await confirm(question.join('\n'));
  if (answer === false) return fail({ kind: 'cancelled' });
  return ok(answer === true ? fingerprint : undefined);
}

async function exportReview(invocation: Invocation): Promise<Outcome> {
  const round = roundOption(invocation);
  if (!round.ok) return round;
  const desk = await profileDesk(invocation);
  if (!desk.ok) return desk;
  const target = await checkTarget(invocation);
  if (!target.ok) return target;
  const lateReason = invocation.option('late-reason');
  if ((lateReason?.length ?? 0) > 20_000) throw new UsageError('cli.usage-late-reason');
  const unlocked = await unlockProfile(invocation, desk.value);
  if (!unlocked.ok) return unlocked;
  const input = { round: round.value, passphrase: unlocked.value, lateReason };
  return sign(desk.value, input, target.value, invocation);
}

async function sign(
  { call, files }: Desk,
  input: {
    readonly round: string;
    readonly passphrase: string;
    readonly lateReason: string | undefined;
  },
  out: string,
  { text, mention }: Invocation,
): Promise<Outcome> {
  const { round } = input;
  const signed = await call('review.sign', { ...input, locale: text.locale });
  // Signed already: the same workbook once more.
  const again = !signed.ok && signed.failure.kind === 'review-signed';
  const workbook = again ? await call('review.workbook', { round }) : signed;
  if (!workbook.ok) return workbook;
  const delivered = await deliver(files, workbook.value.file.token, out);
  if (!delivered.ok) {
    mention(text('cli.kept-workbook'));
    return delivered;
  }
  const { revision, sha256 } = workbook.value;
  const line = text(again ? 'cli.exported-before' : 'cli.exported', { out, revision, sha256 });
  return ok({ lines: [line], value: { out, revision, sha256 } });
}

async function extract(invocation: Invocation): Promise<Outcome> {
  const round = roundOption(invocation);
  if (!round.ok) return round;
  const application = invocation.option('application') ?? '';
  const document = invocation.option('document') ?? '';
  const desk = await profileDesk(invocation);
  if (!desk.ok) return desk;
  const target = await checkTarget(invocation);
  if (!target.ok) return target;
  const unlocked = await unlockProfile(invocation, desk.value);
  if (!unlocked.ok) return unlocked;
  if (!plainId.safeParse(application).success)
    return fail({ kind: 'unknown-application', application });
  if (!plainId.safeParse(document).success) return fail({ kind: 'unknown-document', document });
  const place = { round: round.value, application, document };
  const extracted = await desk.value.call('documents.extract', place);
  if (!extracted.ok) return extracted;
  const out = target.value;
  const delivered = await deliver(desk.value.files, extracted.value.token, out);
  if (!delivered.ok) return delivered;
  return ok({ lines: [invocation.text('cli.extracted', { out })], value: { ...place, out } });
}
