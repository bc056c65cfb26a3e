import path from 'node:path';
import type { FileReference } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Unlocked } from '../identity/profile-session.ts';
import { recordFailure } from '../journal/folded-journal.ts';
import { type JournalOptions, openJournal, salvageJournal } from '../journal/journal.ts';
import { boxedEntries } from '../recusal/entry-coding.ts';
import { openKeyring } from '../recusal/keyring.ts';
import type { BundleContent } from '../rounds/bundle-content.ts';
import { openLibrary } from '../rounds/open-round.ts';
import type { ShelfFailure } from '../rounds/round-shelf.ts';
import { trustedCenter } from '../rounds/trusted-center.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { type OwnExport, ownExports } from './own-exports.ts';
import { type DamagedJournal, sealRemainder } from './remainder.ts';
import { type JournalPlace, type Judged, journalsOf, judgeJournal } from './round-journals.ts';

/** A round whose journals are not opened but looked at. */
interface StoppedRound {
  readonly unlocked: Unlocked;
  readonly content: BundleContent;
  readonly exports: readonly OwnExport[];
  readonly journals: readonly (Judged & JournalPlace)[];
}

/** What is left of the damaged journals, sealed for the center. */
export async function remainderOf(
  context: ServiceContext,
  id: string,
): ReturnType<Methods<'log.remainder'>['log.remainder']> {
  const stopped = await lookAt(context, id);
  if (!stopped.ok) return stopped;
  return seal(context, stopped.value);
}

/** Goes on from the last sound entries; see the contract. */
export async function resumeRound(
  context: ServiceContext,
  id: string,
): ReturnType<Methods<'log.resume'>['log.resume']> {
  await context.meetings.closeAll();
  await context.shelf.close(id);
  const stopped = await lookAt(context, id);
  if (!stopped.ok) return stopped;
  const stopping = stopped.value.journals.filter(({ failure }) => failure !== null);
  const hopeless = stopping.find(({ failure }) => failure?.kind !== 'journal-damaged')?.failure;
  if (hopeless != null) return fail(hopeless);
  const remainder = stopping.length === 0 ? ok(null) : await seal(context, stopped.value);
  if (!remainder.ok) return remainder;
  for (const journal of stopping) {
    const resumed = await resumeJournal(context, stopped.value, journal);
    if (!resumed.ok) return resumed;
  }
  const round = await context.shelf.get(id);
  return round.ok ? ok({ remainder: remainder.value }) : round;
}

async function lookAt(
  { profile, compute, platform }: ServiceContext,
  id: string,
): Promise<Result<StoppedRound, ShelfFailure>> {
  const unlocked = await profile.unlocked();
  if (!unlocked.ok) return unlocked;
  const { paths, identity } = unlocked.value;
  const center = await trustedCenter(paths.center);
  if (!center.ok) return center;
  if (center.value === null) return fail({ kind: 'unknown-round', round: id });
  const home = paths.round(id);
  const library = await openLibrary(home, center.value, identity);
  if (!library.ok) return library;
  await library.value.reader.close();
  const { content } = library.value;
  const { certificate: authority } = center.value;
  const owner = { compute, authority, me: content.me.id, now: platform.now() };
  const exports = await ownExports(home.workbooks, owner);
  const journals = [];
  for (const place of await journalsOf(home, id, identity.profileKey)) {
    journals.push({ ...place, ...(await judgeJournal(place, exports)) });
  }
  return ok({ unlocked: unlocked.value, content, exports, journals });
}

async function seal(
  { files }: ServiceContext,
  { unlocked, content, journals }: StoppedRound,
): Promise<Result<FileReference, ShelfFailure>> {
  const { paths, identity } = unlocked;
  const { round } = content.file;
  const home = paths.round(round.id);
  // Only what stands outside of the applications can be read where their keys are damaged too.
  const place = { file: home.reviewKeys, profileKey: identity.profileKey, round: round.id };
  const keyring = await openKeyring({ ...place, keyed: new Set() }, []);
  const coding = keyring.ok
    ? boxedEntries(keyring.value, round.id)
    : { decode: (value: unknown) => value };
  const damaged = journals.flatMap(({ journal, found, failure }): DamagedJournal[] => {
    if (failure?.kind !== 'journal-damaged' || found === null) return [];
    return [{ journal, found, record: failure.record, reason: failure.reason, coding }];
  });
  const owner = { folder: home.sealed, round: round.id, expert: content.me.id };
  const sealed = await sealRemainder({ ...owner, recipient: content.file.recipient }, damaged);
  if (keyring.ok) keyring.value.forget();
  if (!sealed.ok) return sealed;
  const name = `${round.id}-${content.me.code}-${path.basename(sealed.value)}`;
  return files.hold(sealed.value, name);
}

/** What cannot be gone on with (another person's journal, one of a newer version) stays as it is. */
async function resumeJournal(
  { platform }: ServiceContext,
  { exports }: StoppedRound,
  { path: file, key, id, journal, found, failure }: Judged & JournalPlace,
): Promise<Result<void, ShelfFailure>> {
  if (failure === null) return ok();
  if (failure.kind !== 'journal-damaged' || found === null) return fail(failure);
  const options = { path: file, key, id, clock: () => platform.now() };
  if (found.damage !== null) {
    const salvaged = await salvageJournal(options);
    if (!salvaged.ok) return fail(recordFailure(salvaged.failure, file));
  }
  const ahead = exports.filter(
    (each) => each.journal === journal && found.headAfter(each.length) !== each.head,
  );
  return ahead.length === 0 ? ok() : nameExports(options, ahead);
}

/** The journal names the workbooks that it does not continue: from then on they stop nobody. */
async function nameExports(
  options: JournalOptions,
  ahead: readonly OwnExport[],
): Promise<Result<void, Failure<'not-readable'> | ShelfFailure>> {
  const journal = await openJournal(options);
  if (!journal.ok) return fail(recordFailure(journal.failure, options.path));
  const appended = await journal.value.append(
    ahead.map(({ workbook: sha256 }) => ({
      kind: 'journal.resumed',
      cause: 'rolled-back',
      sha256,
    })),
  );
  await journal.value.close();
  return appended.ok ? ok() : fail(recordFailure(appended.failure, options.path));
}
