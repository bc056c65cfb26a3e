import { open } from 'node:fs/promises';
import type { BundleSummary as BundleLine, BundleNews } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { BundleFailure } from '../bundle/bundle-failure.ts';
import { importBundle } from '../bundle/import.ts';
import { type BundleSummary, inspectBundle } from '../bundle/inspect.ts';
import { mediaTypeEntry } from '../bundle/layout.ts';
import { openBundle } from '../bundle/open.ts';
import { rosterCertificate } from '../center/roster-certificate.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { attempt } from '../disk/file-failure.ts';
import { makeFolder } from '../disk/file-system.ts';
import type { Unlocked } from '../identity/profile-session.ts';
import { type AuthorityCertificate, checkCertificate } from '../pki/certificate.ts';
import { readStruck } from '../recusal/keyring.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import type { Job } from '../work.ts';
import { acceptBundle, bundleNews, comesBefore, lastAccepted } from './bundle-acceptance.ts';
import { type BundleContent, type ContentRefusal, readContent } from './bundle-content.ts';
import { type BundleRefusal, bundleRefusal } from './bundle-refusal.ts';
import type { ShelfFailure } from './round-shelf.ts';
import { keyedInJournal } from './sound-values.ts';
import { isSameFingerprint, trustCenter, trustedCenter } from './trusted-center.ts';

/** Bundles as they come from the center: looked at, trusted, copied into the library, opened. */
export function bundleMethods(
  context: ServiceContext,
): Methods<'bundles.inspect' | 'bundles.open'> {
  return {
    'bundles.inspect': ({ file }) => inspect(context, file),
    'bundles.open': ({ file, trust, work }) =>
      context.work.run(work, (job) =>
        context.profile.exclusive(async () => {
          const source = sourceOf(context, file);
          if (!source.ok) return source;
          const opened = await openBundleFile(context, source.value, trust, job);
          // An upload would be a second copy, of which nothing is struck when its person is recused.
          if (opened.ok) await context.files.release(file);
          return opened;
        }),
      ),
  };
}

async function inspect(
  context: ServiceContext,
  token: string,
): ReturnType<Methods<'bundles.inspect'>['bundles.inspect']> {
  const source = sourceOf(context, token);
  if (!source.ok) return source;
  const summary = await inspectBundle(source.value.path);
  if (!summary.ok) return fail(await refusalOf(summary.failure, source.value));
  const trusted = await trustedCenter(context.profile.paths.center);
  if (!trusted.ok) return trusted;
  const { manifest, digest, authority, size } = summary.value;
  return ok({
    center: { name: authority.name, fingerprint: authority.fingerprint },
    trust: trustState(trusted.value, authority),
    bundle: { sequence: manifest.sequence, manifest: digest },
    round: manifest.round,
    applications: manifest.files.length - 1,
    size,
  });
}

/** Whoever hands in another kind of ZIP file, a workbook say, is told so, and not that an entry of a bundle was altered. */
async function refusalOf(failure: BundleFailure, source: Source): Promise<BundleRefusal> {
  const isOfEntry = failure.kind === 'zip' && failure.entry !== '';
  if (!isOfEntry || (await beginsAsBundle(source.path))) {
    return bundleRefusal(failure, source.name);
  }
  return { kind: 'not-a-bundle', file: source.name, detail: 'not-a-zip' };
}

/** The name of the first entry stands at byte 30, so that it shows at once what a file is. */
async function beginsAsBundle(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return true;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(38), 0, 38, 0);
    return buffer.toString('latin1', 30, bytesRead) === mediaTypeEntry;
  } finally {
    await handle.close();
  }
}

function trustState(
  trusted: AuthorityCertificate | null,
  authority: AuthorityCertificate,
): BundleLine['trust'] {
  if (trusted === null) return 'new';
  return trusted.fingerprint === authority.fingerprint ? 'known' : 'differs';
}

/** A bundle's file, and what the person knows it by. */
interface Source {
  readonly path: string;
  readonly name: string;
}

function sourceOf(
  { files }: ServiceContext,
  token: string,
): Result<Source, Failure<'unknown-file'>> {
  const path = files.pathOf(token);
  return path === null
    ? fail({ kind: 'unknown-file' })
    : ok({ path, name: files.nameOf(token) ?? '' });
}

type OpenFailure =
  | Exclude<ShelfFailure, Failure<'unknown-round'>>
  | ContentRefusal
  | WritingFailure
  | Failure<
      | 'unknown-file'
      | 'no-identity'
      | 'identity-lost'
      | 'identity-locked'
      | 'identity-damaged'
      | 'center-unknown'
      | 'fingerprint-differs'
      | 'bundle-older'
      | 'journal-damaged'
      | 'journal-in-use'
      | 'held-elsewhere'
    >;

/**
 * Everything is judged on the file as it lies there before anything is written: center, key, roster, sequence. Then the
 * bundle is copied into the library while every byte is checked, the center is trusted from now on, and the acceptance
 * recorded. The same bundle again changes nothing. What this person has to forget does not come back with it.
 */
export async function openBundleFile(
  context: ServiceContext,
  source: Source,
  trust: string | undefined,
  job: Job,
): Promise<Result<{ round: string; news: BundleNews }, OpenFailure>> {
  job.signal.throwIfAborted();
  const unlocked = await context.profile.unlocked();
  if (!unlocked.ok) return unlocked;
  const inspected = await inspectBundle(source.path);
  if (!inspected.ok) return fail(await refusalOf(inspected.failure, source));
  const summary = inspected.value;
  const trusted = await judgeCenter(unlocked.value, summary, trust);
  if (!trusted.ok) return trusted;
  const content = await contentOf(source, summary, unlocked.value);
  if (!content.ok) return content;
  const newer = await judgeSequence(unlocked.value, summary);
  if (!newer.ok) return newer;
  const taken = await takeIn(context, unlocked.value, source, summary, job);
  if (!taken.ok) return taken;
  const round = await context.shelf.get(summary.manifest.round);
  if (!round.ok) return fail(shelfFailure(round.failure));
  const accepted = await acceptBundle(round.value);
  if (!accepted.ok) return accepted;
  return ok({ round: round.value.round.id, news: bundleNews(round.value.review.state) });
}

/** Names can be anybody's: the first time a person has to have compared the fingerprint. */
async function judgeCenter(
  { paths }: Unlocked,
  { authority }: BundleSummary,
  trust: string | undefined,
): Promise<Result<void, OpenFailure>> {
  const { name, fingerprint } = authority;
  const trusted = await trustedCenter(paths.center);
  if (!trusted.ok) return trusted;
  const known = trusted.value?.fingerprint;
  if (known !== undefined && known !== fingerprint) {
    return fail({ kind: 'center-differs', name, fingerprint, known });
  }
  // Whoever names a fingerprint means it, also where the center is known already.
  if (trust !== undefined && !isSameFingerprint(trust, fingerprint)) {
    return fail({ kind: 'fingerprint-differs', fingerprint, expected: trust });
  }
  const isTrusted = known !== undefined || trust !== undefined;
  return isTrusted ? ok() : fail({ kind: 'center-unknown', name, fingerprint });
}

/**
 * Reads the round with this person's key, and holds the certificate on the roster against the center: at the time that the
 * center signed, since this machine's clock may be wrong.
 */
async function contentOf(
  source: Source,
  { authority, manifest }: BundleSummary,
  { identity }: Unlocked,
): Promise<Result<BundleContent, OpenFailure>> {
  const opened = await openBundle({
    path: source.path,
    identities: [identity.agePrivate],
    authority: authority.fingerprint,
    origin: 'outside',
  });
  if (!opened.ok) return fail(bundleRefusal(opened.failure, source.name));
  try {
    const content = await readContent(opened.value, identity.signingKeyPkcs8, source.name);
    if (!content.ok) return content;
    const { entry, me, file } = content.value;
    const revoked = new Map(file.revoked.map(({ serial, since }) => [serial, new Date(since)]));
    const certified = await checkCertificate(rosterCertificate(entry), {
      authority: authority.certificate,
      at: new Date(manifest.created),
      roles: [me.role],
      revoked,
    });
    if (certified.ok && certified.value.fingerprint === entry.id) return content;
    const reason = certified.ok ? 'fingerprint' : certified.failure.kind;
    return fail({ kind: 'bundle-signer', reason, detail: 'roster' });
  } finally {
    await opened.value.close();
  }
}

/** A replay of an older bundle would bring back a panel or documents that the center has replaced. */
async function judgeSequence(
  { paths, identity }: Unlocked,
  { manifest: { round, sequence }, digest }: BundleSummary,
): Promise<Result<void, OpenFailure>> {
  const home = paths.round(round);
  const accepted = await lastAccepted(home, identity.profileKey, round);
  if (!accepted.ok) return accepted;
  const present = await inspectBundle(home.bundle);
  const copied = present.ok
    ? { sequence: present.value.manifest.sequence, manifest: present.value.digest }
    : null;
  for (const known of [accepted.value, copied]) {
    if (known !== null && comesBefore({ sequence, manifest: digest }, known)) {
      return fail({ kind: 'bundle-older', sequence, known: known.sequence });
    }
  }
  return ok();
}

async function takeIn(
  context: ServiceContext,
  { paths, identity }: Unlocked,
  source: Source,
  { manifest, digest, authority }: BundleSummary,
  job: Job,
): Promise<Result<void, OpenFailure>> {
  const home = paths.round(manifest.round);
  const made = await attempt(home.folder, 'write', () => makeFolder(home.folder));
  if (!made.ok) return fail(writingFailure(made.failure));
  const keyed = await keyedInJournal(home, identity.profileKey, manifest.round);
  if (!keyed.ok) return keyed;
  const place = { file: home.reviewKeys, profileKey: identity.profileKey, round: manifest.round };
  // Where this cannot be told, a copy that holds again what was struck must not come in.
  const struck = await readStruck({ ...place, keyed: keyed.value });
  if (!struck.ok) return struck;
  await context.shelf.close(manifest.round);
  context.documents.close(({ round }) => round === manifest.round);
  const imported = await importBundle({
    source: source.path,
    target: home.bundle,
    authority: authority.fingerprint,
    digest,
    profileKey: identity.profileKey,
    struck: struck.value,
    onProgress: ({ done, total }) => job.report('copy', done, total),
    signal: job.signal,
  });
  if (!imported.ok) return fail(bundleRefusal(imported.failure, source.name));
  // Last, so that a first bundle that turns out to be altered leaves no trust behind.
  return trustCenter(paths.center, authority);
}

/** The bundle lies in the library now: that its round should be unknown is a bug. */
function shelfFailure(failure: ShelfFailure): Exclude<ShelfFailure, Failure<'unknown-round'>> {
  if (failure.kind === 'unknown-round') throw new Error('the round just taken in is unknown');
  return failure;
}
