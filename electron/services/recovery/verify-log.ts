import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../../shared/failures.ts';
import type { JournalReport } from '../../../shared/log-methods.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { inspectBundle } from '../bundle/inspect.ts';
import { type RoundHome, roundIn } from '../home.ts';
import type { Unlocked } from '../identity/profile-session.ts';
import type { AuthorityCertificate } from '../pki/certificate.ts';
import { openLibrary } from '../rounds/open-round.ts';
import { trustedCenter } from '../rounds/trusted-center.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { workbookLimit } from '../workbook/store.ts';
import { type OwnExport, ownExports, readExport, type SignedExport } from './own-exports.ts';
import { journalsOf, judgeJournal } from './round-journals.ts';

type VerifyInput = Parameters<Methods<'log.verify'>['log.verify']>[0];

/** Checks the journals of all rounds or of one; see the contract. Nothing is opened for writing, nothing locked. */
export async function verifyLog(
  context: ServiceContext,
  input: VerifyInput,
): ReturnType<Methods<'log.verify'>['log.verify']> {
  const unlocked = await context.profile.unlocked();
  if (!unlocked.ok) return unlocked;
  const center = await trustedCenter(unlocked.value.paths.center);
  if (!center.ok) return center;
  const given = await givenExports(context, center.value, input.workbooks ?? []);
  if (!given.ok) return given;
  const rounds = await roundsOf(unlocked.value, input.round);
  if (!rounds.ok) return rounds;
  const reports: JournalReport[] = [];
  for (const each of rounds.value) {
    const me = await meIn(each, center.value, unlocked.value);
    const stranger = given.value.find(({ round, signer }) => round === each.id && signer !== me);
    if (stranger !== undefined) return fail(unreadable(stranger.name, 'foreign'));
    const kept = await keptExports(context, each, center.value, me);
    const elsewhere = given.value.filter(({ round }) => round === each.id);
    const exports = [...kept, ...elsewhere.map((one) => one.export)];
    reports.push(...(await verifyRound(each, unlocked.value, exports)));
  }
  return ok(reports);
}

/** The person's id on the round's panel; null where the bundle does not open. */
async function meIn(
  { home, id }: FoundRound,
  center: AuthorityCertificate | null,
  { identity }: Unlocked,
): Promise<string | null> {
  if (center === null || id === null) return null;
  const library = await openLibrary(home, center, identity);
  if (!library.ok) return null;
  await library.value.reader.close();
  return library.value.content.me.id;
}

async function keptExports(
  { compute, platform }: ServiceContext,
  { home }: FoundRound,
  center: AuthorityCertificate | null,
  me: string | null,
): Promise<readonly OwnExport[]> {
  if (center === null || me === null) return [];
  const { certificate: authority } = center;
  return ownExports(home.workbooks, { compute, authority, me, now: platform.now() });
}

/** A round's folder and what it calls itself; `id` is null where its bundle does not tell. */
interface FoundRound {
  readonly home: RoundHome;
  readonly id: string | null;
}

async function verifyRound(
  { home, id }: FoundRound,
  { identity }: Unlocked,
  made: readonly OwnExport[],
): Promise<readonly JournalReport[]> {
  const folder = path.basename(home.folder);
  if (id === null) {
    const failure = { kind: 'bundle-altered', entry: home.bundle, detail: 'unreadable' } as const;
    const nothing = { length: 0, head: null, torn: 0, signed: null };
    return [{ folder, round: null, journal: 'review', ...nothing, failure }];
  }
  const exports = made.toSorted((a, b) => b.length - a.length);
  const reports: JournalReport[] = [];
  for (const place of await journalsOf(home, id, identity.profileKey)) {
    const { found, failure } = await judgeJournal(place, exports);
    const { journal } = place;
    const signed = exports.find((each) => each.journal === journal);
    reports.push({
      folder,
      round: id,
      journal,
      length: found?.length ?? 0,
      head: found?.head ?? null,
      torn: failure === null ? (found?.torn ?? 0) : 0,
      signed: signed === undefined ? null : signedOf(signed),
      failure,
    });
  }
  return reports;
}

function signedOf({ workbook, revision, length, head }: OwnExport) {
  return { workbook, revision, length, head };
}

type GivenFailure = Failure<
  'unknown-file' | 'not-readable' | 'file-too-large' | 'workbook-unreadable'
>;

/** Valid workbooks from elsewhere. */
async function givenExports(
  { files, compute, platform }: ServiceContext,
  center: AuthorityCertificate | null,
  tokens: readonly string[],
): Promise<Result<readonly (SignedExport & { readonly name: string })[], GivenFailure>> {
  const given: (SignedExport & { readonly name: string })[] = [];
  for (const token of tokens) {
    const name = files.nameOf(token) ?? '';
    const bytes = await files.read(token, workbookLimit);
    if (!bytes.ok) return bytes;
    if (center === null) return fail(unreadable(name, 'no-authority'));
    const judge = { compute, authority: center.certificate, now: platform.now() };
    const read = await readExport(bytes.value, judge);
    if (!read.ok) return fail(unreadable(name, read.failure));
    given.push({ ...read.value, name });
  }
  return ok(given);
}

function unreadable(file: string, detail: string): Failure<'workbook-unreadable'> {
  return { kind: 'workbook-unreadable', file, detail };
}

async function roundsOf(
  { paths }: Unlocked,
  asked: string | undefined,
): Promise<Result<readonly FoundRound[], Failure<'unknown-round'>>> {
  if (asked !== undefined) {
    const home = paths.round(asked);
    const isThere = (await stat(home.folder).catch(() => null)) !== null;
    return isThere ? ok([{ home, id: asked }]) : fail({ kind: 'unknown-round', round: asked });
  }
  const names = await readdir(paths.rounds).catch(() => []);
  const found: FoundRound[] = [];
  for (const name of names.toSorted()) {
    const bundle = path.join(paths.rounds, name, 'bundle.hzb');
    if ((await stat(bundle).catch(() => null)) === null) continue;
    const summary = await inspectBundle(bundle);
    const id = summary.ok ? summary.value.manifest.round : null;
    found.push({
      home: id === null ? roundIn(path.join(paths.rounds, name)) : paths.round(id),
      id,
    });
  }
  return ok(found);
}
