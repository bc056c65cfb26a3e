import { stat } from 'node:fs/promises';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { readBounded, removeDurably, writeDurably } from '../disk/durable-file.ts';
import type { Secrets } from '../platform.ts';

/**
 * A passphrase that its person lets the operating system keep: a file that only this account on this machine opens.
 * Nothing is kept where the system would only obscure it.
 */

/** Whether one is kept, could be kept, or never is on this machine. */
export async function keychainState(
  file: string,
  secrets: Secrets,
): Promise<'none' | 'available' | 'remembered'> {
  if (!secrets.isAvailable) return 'none';
  const found = await stat(file).catch(() => null);
  return found === null ? 'available' : 'remembered';
}

/** Keeps a passphrase that has just opened the identity; `keychain-unavailable` where nothing is kept. */
export async function rememberPassphrase(
  file: string,
  passphrase: string,
  secrets: Secrets,
): Promise<Result<void, WritingFailure | Failure<'keychain-unavailable'>>> {
  const sealed = await secrets.seal(passphrase);
  if (!sealed.ok) return fail({ kind: 'keychain-unavailable' });
  const written = await writeDurably(file, sealed.value);
  return written.ok ? written : fail(writingFailure(written.failure));
}

/** The kept passphrase; `not-remembered` when there is none, or the system does not open it any more. */
export async function recallPassphrase(
  file: string,
  secrets: Secrets,
): Promise<Result<string, Failure<'not-remembered'>>> {
  if (!secrets.isAvailable) return fail({ kind: 'not-remembered' });
  const sealed = await readBounded(file, 64 * 1024);
  const opened = sealed.ok ? await secrets.open(sealed.value) : sealed;
  return opened.ok ? ok(opened.value) : fail({ kind: 'not-remembered' });
}

/** Keeps nothing any more; also where nothing was kept. */
export async function forgetPassphrase(file: string): Promise<Result<void, WritingFailure>> {
  const removed = await removeDurably(file);
  return removed.ok ? removed : fail(writingFailure(removed.failure));
}
