import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { nodeFileSystem, syncFolder } from '../disk/file-system.ts';
import { systemCode } from '../disk/random-access.ts';
import { type BundleFailure, Interruption } from './bundle-failure.ts';
import { WriteBehind } from './write-behind.ts';

/** What an earlier attempt, which was killed, has left of the file: `size` bytes, 0 for none. The handle reads them. */
export type BegunPart = { readonly handle: FileHandle; readonly size: number };

/** A file that is written beside its place first. */
export type Staging = {
  readonly target: string;
  /** Where it is written, in the folder of `target`. */
  readonly part: string;
  /** Keep what lies in the part already, and keep it again where the source cannot be read: the next attempt goes on there. */
  readonly resume: boolean;
  /** The bytes that follow on those of the begun part, in order. A piece is valid only until the next one is asked for. */
  readonly content: (begun: BegunPart) => AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal | undefined;
  /** Looks at the finished part and may refuse it. */
  readonly accept?: (part: string) => Promise<Result<void, BundleFailure>>;
};

/**
 * Writes `content` so that the file is there whole and durable, or not at all: part → fsync → `accept` → rename → fsync of
 * the folder. Any failure, cancelling included, removes the part (but see `resume`) and leaves what was at `target`.
 */
export async function writeStaged(staging: Staging): Promise<Result<void, BundleFailure>> {
  const { target, part, signal, accept } = staging;
  try {
    await writePart(staging);
    const accepted = (await accept?.(part)) ?? ok();
    if (!accepted.ok) throw new Interruption(accepted.failure);
    stopIfCancelled(signal);
    await rename(part, target);
    await syncFolder(nodeFileSystem, path.dirname(target));
    return ok();
  } catch (error) {
    const failure = failureOf(error);
    const isKept = staging.resume && failure?.kind === 'cannot-read';
    // The first failure is the one to tell; a part that cannot be removed is overwritten by the next attempt.
    if (!isKept) await rm(part, { force: true }).catch(() => undefined);
    if (failure === null) throw error;
    return fail(failure);
  }
}

/** Throws the interruption that says 'cancelled' once the signal is given. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Interruption({ kind: 'cancelled' });
}

/** Null for a bug. */
function failureOf(error: unknown): BundleFailure | null {
  if (error instanceof Interruption) return error.failure;
  const code = systemCode(error);
  return code === null ? null : { kind: 'cannot-write', code };
}

async function writePart({ part, resume, content, signal }: Staging): Promise<void> {
  const begun = resume ? await reopen(part) : await create(part);
  const writer = new WriteBehind(begun.handle, begun.size);
  try {
    for await (const piece of content(begun)) {
      stopIfCancelled(signal);
      await writer.take(piece);
    }
    stopIfCancelled(signal);
    await writer.flush();
    await begun.handle.sync();
  } finally {
    await writer.close();
    await begun.handle.close();
  }
}

async function create(part: string): Promise<BegunPart> {
  // A link put in the way must not lead the writing elsewhere.
  await rm(part, { force: true });
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL;
  return { handle: await open(part, flags, 0o600), size: 0 };
}

/** The part as it was left, if it is a plain file with no other name; a new one otherwise. */
async function reopen(part: string): Promise<BegunPart> {
  const found = await lstat(part).catch(() => null);
  if (found === null || !found.isFile() || found.nlink !== 1) return create(part);
  const handle = await open(part, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
  const { size, ino } = await handle.stat();
  if (ino === found.ino) return { handle, size };
  await handle.close();
  return create(part);
}
