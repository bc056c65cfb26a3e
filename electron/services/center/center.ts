import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CenterEvent } from '../../../shared/center-log.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import type { Job } from '../work.ts';
import { noteActs } from './center-log.ts';
import { chooseWorkbook } from './choice.ts';
import { enrol, type RequestFile, readRequest } from './enrolment.ts';
import { writeRoster } from './folder.ts';
import { foundCenter } from './founding.ts';
import { importWorkbooks } from './import.ts';
import { exportList, listRound, roundSummaries } from './list.ts';
import { packRound } from './packing.ts';
import { signerExpiry } from './renewal.ts';
import { revoke } from './revocation.ts';
import { keyFingerprint, rosterKey } from './roster-certificate.ts';
import { goOnWithLog, renew, unlock, unlocked, verifyLog } from './unlocking.ts';

type CenterMethod =
  | 'center.read'
  | 'center.create'
  | 'center.unlock'
  | 'center.renew'
  | 'center.inspectRequests'
  | 'center.enrol'
  | 'center.revoke'
  | 'center.pack'
  | 'center.import'
  | 'center.list'
  | 'center.choose'
  | 'center.export'
  | 'center.sanction'
  | 'center.verifyLog'
  | 'center.resumeLog';

/** Largest enrolment request that is looked at, in bytes. */
const requestLimit = 64 * 1024;

/** The exchange center's side of the contract. */
export function centerMethods(context: ServiceContext): Methods<CenterMethod> {
  const { center: session } = context;
  return {
    'center.read': () => readState(context),
    'center.create': ({ name, passphrase }) =>
      session.exclusive(() => create(context, name, passphrase)),
    'center.unlock': ({ passphrase }) => session.exclusive(() => unlock(context, passphrase)),
    'center.renew': ({ passphrase }) => session.exclusive(() => renew(context, passphrase)),
    'center.inspectRequests': ({ files }) => inspectRequests(context, files),
    'center.enrol': (input) => session.exclusive(() => enrolAll(context, input)),
    'center.revoke': (input) => session.exclusive(() => revokeOne(context, input)),
    'center.pack': (input) =>
      context.work.run(input.work, (job) => session.exclusive(() => pack(context, input, job))),
    'center.import': ({ files, work }) =>
      context.work.run(work, (job) =>
        session.exclusive(() => importWorkbooks(context, files, job)),
      ),
    'center.list': ({ round }) => listRound(context, round),
    'center.choose': (input) => session.exclusive(() => chooseWorkbook(context, input)),
    'center.export': (input) => exportList(context, input),
    'center.sanction': (input) => session.exclusive(() => sanction(context, input)),
    'center.verifyLog': ({ passphrase }) => verifyLog(context, passphrase),
    'center.resumeLog': ({ passphrase }) =>
      session.exclusive(() => goOnWithLog(context, passphrase)),
  };
}

async function readState(
  context: ServiceContext,
): ReturnType<Methods<'center.read'>['center.read']> {
  const read = await context.center.read();
  if (!read.ok && read.failure.kind === 'center-missing') {
    return ok({ state: 'none', name: '', fingerprint: null, roster: [], rounds: [] });
  }
  if (!read.ok) return read;
  const { description, fingerprint, people, revoked } = read.value.center;
  const rounds = await roundSummaries(context);
  if (!rounds.ok) return rounds;
  return ok({
    state: context.center.keys().ok ? 'unlocked' : 'locked',
    name: description.name,
    fingerprint,
    roster: people.map(({ id, role, profile, enrolledAt }) => {
      const revokedSince = revoked.find((each) => each.id === id)?.since ?? null;
      return { id, role, profile, enrolledAt, revokedSince };
    }),
    rounds: [...rounds.value],
  });
}

async function create(
  context: ServiceContext,
  name: string,
  passphrase: string,
): ReturnType<Methods<'center.create'>['center.create']> {
  const paths = context.center.paths();
  if (!paths.ok) return fail({ kind: 'not-writable', file: '', detail: 'no folder' });
  const founded = await foundCenter(paths.value, name, passphrase, context);
  if (!founded.ok) return founded;
  context.center.unlock(founded.value.keys);
  return ok({ name, fingerprint: founded.value.fingerprint });
}

async function sanction(
  context: ServiceContext,
  { applicant, year, grounds }: Parameters<Methods<'center.sanction'>['center.sanction']>[0],
): ReturnType<Methods<'center.sanction'>['center.sanction']> {
  const open = await unlocked(context);
  if (!open.ok) return open;
  const registry = await context.center.registry();
  if (!registry.ok) return registry;
  const { platform } = context;
  const event = { kind: 'sanction.recorded', applicant, year, grounds } as const;
  const noted = await noteActs({ ...open.value, platform }, [event]);
  if (!noted.ok) return noted;
  const recorded = await registry.value.sanction(applicant, year, grounds);
  return recorded.ok ? ok({}) : recorded;
}

async function enrolAll(
  context: ServiceContext,
  { files, role }: { readonly files: readonly string[]; readonly role: 'expert' | 'chair' },
): ReturnType<Methods<'center.enrol'>['center.enrol']> {
  const open = await unlocked(context);
  if (!open.ok) return open;
  const { paths, center, keys } = open.value;
  const requests = await readRequests(context, files);
  if (!requests.ok) return requests;
  const { platform } = context;
  const enrolled = await enrol(center, requests.value, {
    authority: { certificate: center.authority, privateKey: keys.authority },
    role,
    context: { now: platform.now(), random: (count) => platform.randomBytes(count) },
  });
  if (!enrolled.ok) return enrolled;
  const { people, entries } = enrolled.value;
  if (people.length > center.people.length) {
    const added = people.slice(center.people.length).map(
      ({ id, profile }): CenterEvent => ({
        kind: 'person.enrolled',
        id,
        email: profile.email,
        role,
      }),
    );
    const noted = await noteActs({ paths, keys, platform }, added);
    if (!noted.ok) return noted;
    const written = await writeRoster(paths, { people, revoked: center.revoked });
    if (!written.ok) return written;
  }
  return ok(
    entries.map((entry) => ({
      id: entry.id,
      name: entry.profile.name,
      email: entry.profile.email,
      fingerprint: keyFingerprint(rosterKey(entry)),
    })),
  );
}

async function revokeOne(
  context: ServiceContext,
  { email, reason, since }: Parameters<Methods<'center.revoke'>['center.revoke']>[0],
): ReturnType<Methods<'center.revoke'>['center.revoke']> {
  const open = await unlocked(context);
  if (!open.ok) return open;
  const { paths, center, keys } = open.value;
  const { platform } = context;
  const now = platform.now();
  const order = { email, reason, since: since ?? now.toISOString(), now };
  const done = revoke(center.people, center.revoked, order);
  if (!done.ok) return done;
  const { revoked, entry, revocation } = done.value;
  const noted = await noteActs({ paths, keys, platform }, [
    {
      kind: 'person.revoked',
      id: entry.id,
      email: entry.profile.email,
      since: revocation.since,
      reason,
    },
  ]);
  if (!noted.ok) return noted;
  const written = await writeRoster(paths, { people: center.people, revoked });
  if (!written.ok) return written;
  return ok({ id: entry.id, name: entry.profile.name, since: revocation.since });
}

async function inspectRequests(
  context: ServiceContext,
  tokens: readonly string[],
): ReturnType<Methods<'center.inspectRequests'>['center.inspectRequests']> {
  const files = await readRequests(context, tokens);
  if (!files.ok) return files;
  const said = [];
  for (const [place, each] of files.value.entries()) {
    const read = await readRequest(each);
    if (!read.ok) return read;
    const { name, organisation, email } = read.value.profile;
    const fingerprint = keyFingerprint(read.value.request.publicKey);
    said.push({ file: tokens[place] ?? '', name, organisation, email, fingerprint });
  }
  return ok(said);
}

async function readRequests(
  { files: store }: ServiceContext,
  tokens: readonly string[],
): Promise<
  Result<readonly RequestFile[], Failure<'unknown-file' | 'not-readable' | 'request-invalid'>>
> {
  const requests: RequestFile[] = [];
  for (const token of tokens) {
    const bytes = await store.read(token, requestLimit);
    const file = store.nameOf(token) ?? '';
    if (bytes.ok) requests.push({ file, bytes: bytes.value });
    else if (bytes.failure.kind !== 'file-too-large') return fail(bytes.failure);
    else return fail({ kind: 'request-invalid', file, reason: 'too-large', detail: '' });
  }
  return ok(requests);
}

async function pack(
  context: ServiceContext,
  { folder: token, confirmNames, incomplete }: Parameters<Methods<'center.pack'>['center.pack']>[0],
  job: Job,
): ReturnType<Methods<'center.pack'>['center.pack']> {
  job.signal.throwIfAborted();
  const folder = context.files.pathOf(token);
  if (folder === null) return fail({ kind: 'unknown-file' });
  const found = await stat(folder).catch(() => null);
  if (found === null || !found.isDirectory()) {
    return fail({ kind: 'not-readable', file: folder, detail: 'folder' });
  }
  const open = await unlocked(context);
  if (!open.ok) return open;
  const until = signerExpiry(open.value.center, context.platform.now());
  if (until !== null) return fail({ kind: 'signer-expired', until });
  const registry = await context.center.registry();
  if (!registry.ok) return registry;
  await mkdir(open.value.paths.issued, { recursive: true });
  const { platform } = context;
  const packing = {
    ...open.value,
    registry: registry.value,
    platform,
    note: (event: CenterEvent) => noteActs({ ...open.value, platform }, [event]),
  };
  const packed = await packRound(
    { folder, namesConfirmed: confirmNames === true, incompleteConfirmed: incomplete === true },
    packing,
    job,
  );
  if (!packed.ok) return packed;
  const { file, round, bundle, warnings } = packed.value;
  const held = await context.files.hold(file, path.basename(file));
  if (!held.ok) return held;
  return ok({ file: held.value, round, bundle, warnings: [...warnings] });
}
