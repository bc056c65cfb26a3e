import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { systemCode } from '../random-access.ts';
import { type BundleFailure, Interruption } from './bundle-failure.ts';

/**
 * Writes a stream to `target` so that the file is there whole and durable, or not at all: `.part` → fsync → `accept` →
 * rename → fsync of the folder. Any failure, cancelling included, removes the part and leaves what was at `target`.
 * `accept` may look at the finished part and refuse it.
 */
export async function writeStaged(
  target: string,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
  accept: (part: string) => Promise<Result<void, BundleFailure>> = async () => ok(),
): Promise<Result<void, BundleFailure>> {
  const part = `${target}.part`;
  try {
    await writePart(part, content, signal);
    const accepted = await accept(part);
    if (!accepted.ok) throw new Interruption(accepted.failure);
    stopIfCancelled(signal);
    await rename(part, target);
    await syncFolder(path.dirname(target));
    return ok();
  } catch (error) {
    // The first failure is the one to tell; a part that cannot be removed is overwritten by the next attempt.
    await rm(part, { force: true }).catch(() => undefined);
    if (error instanceof Interruption) return fail(error.failure);
    const code = systemCode(error);
    if (code === null) throw error;
    return fail({ kind: 'cannot-write', code });
  }
}

/** Throws the interruption that says 'cancelled' once the signal is given. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Interruption({ kind: 'cancelled' });
}

async function writePart(
  part: string,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  // A link put in the way must not lead the writing elsewhere.
  await rm(part, { force: true });
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  const handle = await open(part, flags, 0o600);
  try {
    for await (const piece of content) {
      stopIfCancelled(signal);
      await writeAll(handle, piece);
    }
    stopIfCancelled(signal);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done);
    done += bytesWritten;
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no handles on folders; its rename is durable with the file's own journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
