import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { inspectBundle } from '../bundle/inspect.ts';
import type { Compute } from '../compute/compute.ts';
import type { Tasks } from '../compute/tasks.ts';
import { createExclusive } from '../disk/exclusive.ts';
import type { ProfileSession, Unlocked } from '../identity/profile-session.ts';
import { inspectJournal } from '../journal/inspect.ts';
import type { Platform } from '../platform.ts';
import { judgeHistory } from '../recovery/history.ts';
import { ownExports } from '../recovery/own-exports.ts';
import { forgetRecused } from '../recusal/forget-recused.ts';
import { comesBefore } from './bundle-acceptance.ts';
import { type OpenRound, openRound, type RoundFailure } from './open-round.ts';
import { trustedCenter } from './trusted-center.ts';

export type ShelfFailure =
  | RoundFailure
  | Failure<'no-identity' | 'identity-lost' | 'identity-locked' | 'identity-damaged'>;

/** A round that does not open, by its folder; `round` is null where its bundle does not tell which it is. */
interface BrokenRound {
  readonly folder: string;
  readonly round: string | null;
  readonly failure: ShelfFailure;
}

/** Rounds that open, in the order of their ids, and those that do not: one bad round hides no other. */
interface AllRounds {
  readonly open: readonly OpenRound[];
  readonly broken: readonly BrokenRound[];
}

/** The rounds of whoever works here. Each is opened once and kept open until the identity is locked. */
export interface RoundShelf {
  /** `unknown-round` when no bundle of it was ever opened here. */
  get(id: string): Promise<Result<OpenRound, ShelfFailure>>;
  all(): Promise<Result<AllRounds, ShelfFailure>>;
  /** Closes a round, so that its bundle can be replaced. */
  close(id: string): Promise<void>;
  closeAll(): Promise<void>;
}

/** A shelf over the session's profile, with nothing open. */
export function createRoundShelf(
  session: ProfileSession,
  platform: Platform,
  compute: Compute<Tasks>,
): RoundShelf {
  const rounds = new Map<string, OpenRound>();
  const exclusive = createExclusive();
  const open = async (id: string): Promise<Result<OpenRound, ShelfFailure>> => {
    const known = rounds.get(id);
    if (known !== undefined) return ok(known);
    const opened = await openFor(session, platform, compute, id);
    if (opened.ok) rounds.set(id, opened.value);
    return opened;
  };
  const close = async (id: string): Promise<void> => {
    const round = rounds.get(id);
    rounds.delete(id);
    await round?.close();
  };
  return {
    get: (id) => exclusive(() => open(id)),
    all: () => exclusive(() => openAll(session, open)),
    close: (id) => exclusive(() => close(id)),
    closeAll: () =>
      exclusive(async () => {
        for (const id of [...rounds.keys()]) await close(id);
      }),
  };
}

async function openFor(
  session: ProfileSession,
  platform: Platform,
  compute: Compute<Tasks>,
  id: string,
): Promise<Result<OpenRound, ShelfFailure>> {
  const unlocked = await session.unlocked();
  if (!unlocked.ok) return unlocked;
  const { paths } = unlocked.value;
  const home = paths.round(id);
  const found = await stat(home.bundle).catch(() => null);
  if (found === null) return fail({ kind: 'unknown-round', round: id });
  const center = await trustedCenter(paths.center);
  if (!center.ok) return center;
  if (center.value === null) return fail({ kind: 'unknown-round', round: id });
  const opened = await openRound(home, center.value, unlocked.value, () => platform.now());
  if (!opened.ok) return opened;
  const judged = await judgeReview(opened.value, unlocked.value, compute, platform.now());
  // What a crash kept from being forgotten, and what a newer bundle says the person is out of.
  const forgotten = judged.ok ? await forgetRecused(opened.value, paths.projectionSeed) : judged;
  const ready = forgotten.ok ? judgeBundle(opened.value) : forgotten;
  if (ready.ok) return opened;
  await opened.value.close();
  return ready;
}

/** Whether the library's copy is the bundle that the journal names, or a newer one that a crash kept from being named. */
function judgeBundle({ bundle, review }: OpenRound): Result<void, Failure<'bundle-older'>> {
  const accepted = review.state.bundle;
  if (accepted === null || !comesBefore(bundle, accepted)) return ok();
  return fail({ kind: 'bundle-older', sequence: bundle.sequence, known: accepted.sequence });
}

/** Whether the review's journal is the one that the workbooks kept here were made of. */
async function judgeReview(
  { home, review, me, authority, round }: OpenRound,
  { identity }: Unlocked,
  compute: Compute<Tasks>,
  now: Date,
): Promise<Result<void, RoundFailure>> {
  const owner = { compute, authority: authority.certificate, me: me.id, now };
  const own = review.state.revisions.map(({ workbook }) => workbook);
  const taken = me.role === 'chair' ? await namedInMeeting(home, identity, round.id) : [];
  const unnamed = await ownExports(home.workbooks, owner, new Set([...own, ...taken]));
  const exports = unnamed.filter(({ journal }) => journal === 'review');
  return judgeHistory(review, { file: home.reviewJournal, exports });
}

/** Workbooks that the meeting's journal names. Where it does not open, its own opening will tell. */
async function namedInMeeting(
  { meetingJournal: path }: OpenRound['home'],
  { profileKey: key }: Unlocked['identity'],
  round: string,
): Promise<readonly string[]> {
  const meeting = await inspectJournal({ path, key, id: `${round}/meeting` });
  if (!meeting.ok) return [];
  return meeting.value.entries.flatMap(({ value }) => {
    const isNaming = typeof value === 'object' && value !== null && 'workbook' in value;
    return isNaming ? [String(value.workbook)] : [];
  });
}

async function openAll(
  session: ProfileSession,
  open: (id: string) => Promise<Result<OpenRound, ShelfFailure>>,
): Promise<Result<AllRounds, ShelfFailure>> {
  const unlocked = await session.unlocked();
  if (!unlocked.ok) return unlocked;
  const { rounds: folder, center: pinned } = unlocked.value.paths;
  const center = await trustedCenter(pinned);
  // A first bundle whose taking in was interrupted is no round yet.
  if (!center.ok) return center;
  if (center.value === null) return ok({ open: [], broken: [] });
  const names = await readdir(folder).catch(() => []);
  const opened: OpenRound[] = [];
  const broken: BrokenRound[] = [];
  for (const name of names.toSorted()) {
    const found = await openNamed(path.join(folder, name), open);
    if (found === null) continue;
    const { round, result } = found;
    if (result.ok) opened.push(result.value);
    else broken.push({ folder: name, round, failure: result.failure });
  }
  return ok({ open: opened, broken });
}

/** The round in a folder, by the id that its bundle shows without a key; `null` where no bundle ever came to lie. */
async function openNamed(
  folder: string,
  open: (id: string) => Promise<Result<OpenRound, ShelfFailure>>,
): Promise<{ round: string | null; result: Result<OpenRound, ShelfFailure> } | null> {
  const file = path.join(folder, 'bundle.hzb');
  const found = await stat(file).catch(() => null);
  if (found === null) return null;
  const summary = await inspectBundle(file);
  if (summary.ok) {
    const { round } = summary.value.manifest;
    return { round, result: await open(round) };
  }
  const { kind: detail } = summary.failure;
  return { round: null, result: fail({ kind: 'bundle-altered', entry: 'bundle.hzb', detail }) };
}
