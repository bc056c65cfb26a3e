import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ApplicationId } from '../../../shared/domain/application.ts';
import { isRecused } from '../../../shared/domain/conflict.ts';
import type { Recorded, ReviewEvent, ReviewRefusal } from '../../../shared/domain/review.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { removeBegunCopies, strikeEntries } from '../bundle/strike.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { readBounded, removeDurably } from '../disk/durable-file.ts';
import { fileFailure } from '../disk/file-failure.ts';
import { renewProjectionSeed } from '../identity/projection-key.ts';
import type { RecordFailure } from '../journal/folded-journal.ts';
import type { OpenRound } from '../rounds/open-round.ts';
import { workbookLimit } from '../workbook/store.ts';
import { isInside } from './entry-coding.ts';
import { sealForCenter } from './seal-for-center.ts';

/**
 * Makes this profile forget every application from which its person is recused, by own word or by the center's. Done after every declaration, and again whenever the round opens: a crash in between
 * leaves nothing half forgotten. All of them are closed before anything can fail. What the person said there, and earlier workbooks that tell of it, are sealed for the
 * center; then the key in the bundle, the key of the browser's store and, last, the key of the entries go.
 */
export async function forgetRecused(
  round: OpenRound,
  projectionSeed: string,
): Promise<Result<void, RecordFailure>> {
  const recused = notForgotten(round);
  for (const id of recused) await round.forget(id);
  for (const id of recused) {
    const forgotten = await forgetOne(round, id, projectionSeed);
    if (!forgotten.ok) return forgotten;
  }
  return ok();
}

/** The applications from which this person is recused and which this profile has not forgotten yet. */
export function notForgotten({
  review,
  keyring,
}: Pick<OpenRound, 'review' | 'keyring'>): readonly ApplicationId[] {
  return Object.entries(review.state.applications)
    .filter(([id, { conflict }]) => isRecused(conflict) && !keyring.isStruck(id))
    .map(([id]) => id);
}

async function forgetOne(
  round: OpenRound,
  application: ApplicationId,
  projectionSeed: string,
): Promise<Result<void, RecordFailure>> {
  const hadEntries = await sealEntries(round, application);
  if (!hadEntries.ok) return hadEntries;
  if (hadEntries.value) {
    const sealed = await sealWorkbooks(round);
    if (!sealed.ok) return sealed;
    const renewed = await renewProjectionSeed(projectionSeed);
    if (!renewed.ok) return renewed;
  }
  const struck = await strikeBundle(round.home.bundle, application);
  return struck.ok ? round.keyring.strike(application) : struck;
}

/** Whether anything was ever said inside the application; if so it lies sealed, and the journal holds the seal's hash. */
async function sealEntries(
  round: OpenRound,
  application: ApplicationId,
): Promise<Result<boolean, RecordFailure>> {
  const { review, home, file, me } = round;
  const read = await review.events(0);
  if (!read.ok) return read;
  const about = read.value.events.filter(
    ({ event }) => 'application' in event && event.application === application,
  );
  if (about.some(({ event }) => event.kind === 'entries.sealed')) return ok(true);
  const entries = about.filter(({ event }) => isInside(event));
  if (entries.length === 0) return ok(false);
  const target = path.join(home.sealed, `${application}.age`);
  const content = encode({ round: round.round.id, application, expert: me.id, entries });
  const sealed = await sealForCenter(target, content, file.recipient);
  content.fill(0);
  if (!sealed.ok) return sealed;
  const count = entries.length;
  const event = {
    kind: 'entries.sealed',
    application,
    entries: count,
    sha256: sealed.value,
  } as const;
  const recorded = await review.record([event]);
  return recorded.ok ? ok(true) : { ok: false, failure: recordFailure(recorded.failure) };
}

/** Plain JSON, so that the center reads it with `age -d` alone. */
function encode(content: {
  readonly round: string;
  readonly application: ApplicationId;
  readonly expert: string;
  readonly entries: readonly Recorded<ReviewEvent>[];
}): Uint8Array {
  const file = { format: 'haizhi.sealed-entries', version: 1, ...content };
  return new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`);
}

function recordFailure(failure: RecordFailure | ReviewRefusal): RecordFailure {
  if ('file' in failure || 'entry' in failure || 'format' in failure) return failure;
  if (failure.kind === 'identity-locked') return failure;
  throw new Error(`a seal was not recorded: ${failure.kind}`);
}

/**
 * All that lie there, also one that no event names since a crash came between: an expert keeps none but his own. A
 * chair's copies stay: the meeting rests on them, and it may see what every expert said.
 */
async function sealWorkbooks({ home, me, file }: OpenRound): Promise<Result<void, WritingFailure>> {
  if (me.role === 'chair') return ok();
  const names = await readdir(home.workbooks).catch(() => []);
  for (const name of names.filter((each) => each.endsWith('.xlsx'))) {
    const place = path.join(home.workbooks, name);
    const bytes = await readBounded(place, workbookLimit);
    if (!bytes.ok) return { ok: false, failure: writingFailure(bytes.failure) };
    const sealed = await sealForCenter(`${place}.age`, bytes.value, file.recipient);
    if (!sealed.ok) return sealed;
    const removed = await removeDurably(place);
    if (!removed.ok) return { ok: false, failure: writingFailure(removed.failure) };
  }
  return ok();
}

/** The library's copy was whole when it opened; what can fail now is the disk, and a copy that somebody has altered since. */
async function strikeBundle(
  bundle: string,
  application: ApplicationId,
): Promise<Result<void, RecordFailure>> {
  await removeBegunCopies(bundle);
  const struck = await strikeEntries(bundle, [application]);
  if (struck.ok) return struck;
  const { failure } = struck;
  if (failure.kind !== 'cannot-write' && failure.kind !== 'cannot-read') {
    return {
      ok: false,
      failure: { kind: 'content-invalid', entry: bundle, path: '', detail: failure.kind },
    };
  }
  const error = Object.assign(new Error(failure.code), { code: failure.code, syscall: 'write' });
  return { ok: false, failure: writingFailure(fileFailure(error, bundle, 'write')) };
}
