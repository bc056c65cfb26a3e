import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { inspectBundle } from '../bundle/inspect.ts';
import { createExclusive } from '../disk/exclusive.ts';
import type { ProfileSession } from '../identity/profile-session.ts';
import type { Platform } from '../platform.ts';
import { forgetRecused } from '../recusal/forget-recused.ts';
import { type OpenRound, openRound, type RoundFailure } from './open-round.ts';
import { trustedCenter } from './trusted-center.ts';

export type ShelfFailure =
  | RoundFailure
  | Failure<'no-identity' | 'identity-locked' | 'identity-damaged'>;

/** A round that does not open, by its folder. */
export interface BrokenRound {
  readonly folder: string;
  readonly failure: ShelfFailure;
}

/** Rounds that open, in the order of their ids, and those that do not: one bad round hides no other. */
export interface AllRounds {
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
export function createRoundShelf(session: ProfileSession, platform: Platform): RoundShelf {
  const rounds = new Map<string, OpenRound>();
  const exclusive = createExclusive();
  const open = async (id: string): Promise<Result<OpenRound, ShelfFailure>> => {
    const known = rounds.get(id);
    if (known !== undefined) return ok(known);
    const opened = await openFor(session, platform, id);
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
  // What a crash kept from being forgotten, and what a newer bundle says the person is out of.
  const forgotten = await forgetRecused(opened.value, paths.projectionSeed);
  if (forgotten.ok) return opened;
  await opened.value.close();
  return forgotten;
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
    const round = await openNamed(path.join(folder, name), open);
    if (round?.ok === true) opened.push(round.value);
    else if (round !== null) broken.push({ folder: name, failure: round.failure });
  }
  return ok({ open: opened, broken });
}

/** The round in a folder, by the id that its bundle shows without a key; `null` where no bundle ever came to lie. */
async function openNamed(
  folder: string,
  open: (id: string) => Promise<Result<OpenRound, ShelfFailure>>,
): Promise<Result<OpenRound, ShelfFailure> | null> {
  const file = path.join(folder, 'bundle.hzb');
  const found = await stat(file).catch(() => null);
  if (found === null) return null;
  const summary = await inspectBundle(file);
  if (summary.ok) return open(summary.value.manifest.round);
  return fail({ kind: 'bundle-altered', entry: 'bundle.hzb', detail: summary.failure.kind });
}
