import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { FileFailure } from './file-failure.ts';
import { attempt, fileFailure } from './file-failure.ts';
import type { FileSystem } from './file-system.ts';
import { canonicalPath, nodeFileSystem, syncFolder } from './file-system.ts';
import type { PartFile, PlaceOptions } from './part-file.ts';
import { openPart } from './part-file.ts';

/** A stop asked for by the person who waits; nothing is left behind. */
type Cancelled = { readonly kind: 'cancelled' };

interface StreamOptions extends PlaceOptions {
  readonly signal?: AbortSignal;
  /** Called after each chunk with the bytes written so far. */
  readonly onProgress?: (bytes: number) => void;
}

/**
 * Writes a whole file. Success means that it survives power loss; on any failure the file that was there
 * is still there, whole, and nothing else is left in the folder. Text is written as UTF-8.
 */
export async function writeDurably(
  file: string,
  content: Uint8Array | string,
  options: PlaceOptions = {},
): Promise<Result<void, FileFailure>> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const part = await openPart(file, options);
  if (!part.ok) return part;
  const taken = await part.value.append(bytes);
  if (taken.ok) return part.value.commit();
  await part.value.discard();
  return taken;
}

/**
 * Writes a file of any size from chunks, with the promise of `writeDurably`.
 * An error thrown by `chunks` passes through after cleaning up; failures name `file`.
 * @returns the bytes written.
 */
export async function writeStreamDurably(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  options: StreamOptions = {},
): Promise<Result<number, FileFailure | Cancelled>> {
  const opened = await openPart(file, options);
  if (!opened.ok) return opened;
  const part = opened.value;
  let isPlaced = false;
  try {
    const taken = await takeAll(part, chunks, options);
    if (!taken.ok) return taken;
    const committed = await part.commit();
    isPlaced = committed.ok;
    return committed.ok ? ok(part.size) : committed;
  } finally {
    if (!isPlaced) await part.discard();
  }
}

/** Copies a file with the promise of `writeDurably`. A failure names the side that refused. */
export async function copyDurably(
  from: string,
  to: string,
  options: StreamOptions = {},
): Promise<Result<number, FileFailure | Cancelled>> {
  const source = await attempt(from, 'read', () => open(from, 'r'));
  if (!source.ok) return source;
  const stream = source.value.createReadStream({ highWaterMark: 1024 * 1024 });
  try {
    return await writeStreamDurably(to, stream, options);
  } catch (error) {
    // Only the reading side throws: refusals of the writing side come back as results.
    return fail(fileFailure(error, from, 'read'));
  } finally {
    stream.destroy();
  }
}

/** Removes a file for good; one that is not there is fine. */
export async function removeDurably(
  file: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<Result<void, FileFailure>> {
  const removed = await attempt(file, 'write', async () => {
    const folder = path.dirname(await canonicalPath(file));
    await fileSystem.unlink(file);
    await syncFolder(fileSystem, folder);
  });
  return !removed.ok && removed.failure.kind !== 'missing' ? removed : ok();
}

/** Reads a whole file of at most `limit` bytes; a longer one is `too-large` before it is read. */
export async function readBounded(
  file: string,
  limit: number,
): Promise<Result<Buffer, FileFailure>> {
  const size = await attempt(file, 'read', async () => (await stat(file)).size);
  if (!size.ok) return size;
  if (size.value > limit) return fail({ kind: 'too-large', file, code: 'LIMIT' });
  return attempt(file, 'read', () => readFile(file));
}

async function takeAll(
  part: PartFile,
  chunks: AsyncIterable<Uint8Array>,
  options: StreamOptions,
): Promise<Result<void, FileFailure | Cancelled>> {
  for await (const chunk of chunks) {
    if (options.signal?.aborted === true) return fail({ kind: 'cancelled' });
    const taken = await part.append(chunk);
    if (!taken.ok) return taken;
    options.onProgress?.(part.size);
  }
  return options.signal?.aborted === true ? fail({ kind: 'cancelled' }) : ok();
}
