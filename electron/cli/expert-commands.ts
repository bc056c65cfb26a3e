import { answersFile } from '../../shared/answers.ts';
import { profileFile } from '../../shared/enrolment.ts';
import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readJsonFile } from '../services/json-file.ts';
import { applyAnswers } from './apply-answers.ts';
import type { Command, Desk, Invocation, Outcome } from './command.ts';
import { deliver, mintAll } from './file-transfer.ts';

/** An expert's laptop: `haizhi expert …`. */
export const expertCommands: readonly Command[] = [
  {
    name: 'expert init',
    usage: 'PROFILE --profile profile.json --out REQUEST.csr.pem',
    options: ['profile', 'out'],
    required: ['profile', 'out'],
    least: 1,
    most: 1,
    run: initialise,
  },
  {
    name: 'expert open',
    usage: 'PROFILE FILE.hzb [--trust SHA256]',
    options: ['trust'],
    required: [],
    least: 2,
    most: 2,
    run: openBundle,
  },
  {
    name: 'expert apply',
    usage: 'PROFILE --round ID answers.json',
    options: ['round'],
    required: ['round'],
    least: 2,
    most: 2,
    run: apply,
  },
  {
    name: 'expert export',
    usage: 'PROFILE --round ID --out FILE.xlsx [--late-reason TEXT]',
    options: ['round', 'out', 'late-reason'],
    required: ['round', 'out'],
    least: 1,
    most: 1,
    run: exportReview,
  },
  {
    name: 'expert extract',
    usage: 'PROFILE --round ID --application ID --document ID --out FILE',
    options: ['round', 'application', 'document', 'out'],
    required: ['round', 'application', 'document', 'out'],
    least: 1,
    most: 1,
    run: extract,
  },
];

async function initialise(invocation: Invocation): Promise<Outcome> {
  const [folder = ''] = invocation.arguments;
  const source = invocation.option('profile') ?? '';
  const profile = await readJsonFile(source, source, profileFile);
  if (!profile.ok) return profile;
  const desk = await invocation.openProfile(folder);
  const passphrase = await invocation.passphrase('choose');
  const created = await desk.call('identity.create', { profile: profile.value, passphrase });
  if (!created.ok) return created;
  const out = invocation.option('out') ?? '';
  const delivered = await deliver(desk.files, created.value.request.token, out);
  if (!delivered.ok) return delivered;
  const { fingerprint } = created.value;
  const { name } = profile.value;
  return ok({
    lines: [
      invocation.text('cli.identity-created', { name, folder }),
      invocation.text('cli.request-written', { out }),
      invocation.text('cli.fingerprint', { fingerprint }),
    ],
    value: { fingerprint, out },
  });
}

/** The desk of a profile with its identity open. */
export async function unlockedProfile(
  invocation: Invocation,
): Promise<Result<Desk & { readonly passphrase: string }, Failure>> {
  const desk = await invocation.openProfile(invocation.arguments[0] ?? '');
  const state = await desk.call('identity.read', {});
  if (!state.ok) return state;
  if (state.value.state === 'none') return fail({ kind: 'no-identity' });
  const passphrase = await invocation.passphrase('unlock');
  const opened = await desk.call('identity.unlock', { passphrase });
  return opened.ok ? ok({ ...desk, passphrase }) : opened;
}

async function openBundle(invocation: Invocation): Promise<Outcome> {
  const desk = await unlockedProfile(invocation);
  if (!desk.ok) return desk;
  const files = await mintAll(desk.value.files, invocation.arguments.slice(1));
  if (!files.ok) return files;
  const file = files.value[0] ?? '';
  const trust =
    invocation.option('trust') ?? (await agreedFingerprint(desk.value, file, invocation));
  const opened = await desk.value.call('bundles.open', { file, trust });
  if (!opened.ok) return opened;
  const { round } = opened.value;
  return ok({ lines: [invocation.text('cli.bundle-opened', { round })], value: { round } });
}

/** A first bundle: the person compares the center's fingerprint, by phone, and says yes. */
async function agreedFingerprint(
  desk: Desk,
  file: string,
  { text, confirm }: Invocation,
): Promise<string | undefined> {
  const seen = await desk.call('bundles.inspect', { file });
  if (!seen.ok || seen.value.trust !== 'new') return undefined;
  const { name, fingerprint } = seen.value.center;
  const agreed = await confirm(text('cli.trust-question', { name, fingerprint }));
  return agreed === true ? fingerprint : undefined;
}

async function apply(invocation: Invocation): Promise<Outcome> {
  const file = invocation.arguments[1] ?? '';
  const answers = await readJsonFile(file, file, answersFile);
  if (!answers.ok) return answers;
  const desk = await unlockedProfile(invocation);
  if (!desk.ok) return desk;
  const round = invocation.option('round') ?? '';
  const applied = await applyAnswers(desk.value, round, answers.value, file);
  if (!applied.ok) return applied;
  const { recorded, missing } = applied.value;
  return ok({
    lines: [invocation.text('cli.applied', { count: recorded, round, missing })],
    value: { round, recorded, missing },
  });
}

async function exportReview(invocation: Invocation): Promise<Outcome> {
  const desk = await unlockedProfile(invocation);
  if (!desk.ok) return desk;
  const { call, files, passphrase } = desk.value;
  const round = invocation.option('round') ?? '';
  const lateReason = invocation.option('late-reason');
  const { locale } = invocation.text;
  const signed = await call('review.sign', { round, passphrase, locale, lateReason });
  // Signed already: the same workbook once more.
  const again = !signed.ok && signed.failure.kind === 'review-signed';
  const workbook = again ? await call('review.workbook', { round }) : signed;
  if (!workbook.ok) return workbook;
  const out = invocation.option('out') ?? '';
  const delivered = await deliver(files, workbook.value.file.token, out);
  if (!delivered.ok) return delivered;
  const { revision, sha256 } = workbook.value;
  return ok({
    lines: [invocation.text('cli.exported', { out, revision, sha256 })],
    value: { out, revision, sha256 },
  });
}

async function extract(invocation: Invocation): Promise<Outcome> {
  const desk = await unlockedProfile(invocation);
  if (!desk.ok) return desk;
  const option = (name: string) => invocation.option(name) ?? '';
  const place = {
    round: option('round'),
    application: option('application'),
    document: option('document'),
  };
  const extracted = await desk.value.call('documents.extract', place);
  if (!extracted.ok) return extracted;
  const out = option('out');
  const delivered = await deliver(desk.value.files, extracted.value.token, out);
  if (!delivered.ok) return delivered;
  return ok({ lines: [invocation.text('cli.extracted', { out })], value: { ...place, out } });
}
