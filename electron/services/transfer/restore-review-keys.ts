import path from 'node:path';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { acquireLock } from '../disk/file-lock.ts';
import type { Home, RoundHome } from '../home.ts';
import type { Unlocked } from '../identity/profile-session.ts';
import { lockFailure, type RecordFailure } from '../journal/folded-journal.ts';
import { KEYRING_SIZE_LIMIT, refillKeyring } from '../recusal/keyring.ts';
import { keyedInJournal } from '../rounds/sound-values.ts';
import type { OpenBackup } from './open-backup.ts';

/** A backup, and what the person knows it by. */
interface NamedBackup {
  readonly backup: OpenBackup;
  readonly name: string;
}

/**
 * Brings the keys of a round's review back from an open backup. The round must not be open. That they are this person's shows
 * in that they open with the profile key, so the backup's own word is not needed for it.
 */
export async function restoreReviewKeys(
  { paths, identity }: Unlocked,
  round: string,
  { backup, name }: NamedBackup,
): Promise<Result<void, RecordFailure | WritingFailure | Failure<'backup-without-keys'>>> {
  const home = paths.round(round);
  const { profileKey } = identity;
  const copy = await keysIn(backup, paths, home);
  if (copy === null) return fail({ kind: 'backup-without-keys', file: name });
  const lock = await acquireLock(home.reviewJournal);
  if (!lock.ok) {
    const { failure } = lock;
    const isHeld = failure.kind === 'locked';
    return fail(isHeld ? lockFailure(failure, home.reviewJournal) : writingFailure(failure));
  }
  try {
    const keyed = await keyedInJournal(home, profileKey, round);
    if (!keyed.ok) return keyed;
    const place = { file: home.reviewKeys, profileKey, round, keyed: keyed.value };
    const refilled = await refillKeyring(place, copy);
    if (!refilled.ok) return refilled;
    return refilled.value ? ok() : fail({ kind: 'backup-without-keys', file: name });
  } finally {
    await lock.value.release();
  }
}

/** The round's file with keys, as a backup holds it; `null` where it has none. */
async function keysIn(
  { profile }: OpenBackup,
  paths: Home,
  home: RoundHome,
): Promise<Uint8Array | null> {
  const part = path.relative(paths.folder, home.reviewKeys).split(path.sep).join('/');
  const size = profile.entries.get(part)?.size;
  if (size === undefined || size > KEYRING_SIZE_LIMIT) return null;
  const read = await profile.read(part);
  return read.ok ? read.value : null;
}
