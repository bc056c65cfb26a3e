import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';
import type { FileFailure } from './file-failure.ts';
import { attempt, systemCode } from './file-failure.ts';
import type { FileSystem, OpenFile } from './file-system.ts';
import { canonicalPath, nodeFileSystem, syncFolder, writeFully } from './file-system.ts';
import { processState } from './process-state.ts';

/** How a file is put in place. */
export interface PlaceOptions {
  /** Permissions of the new file before the umask. Default 0o600: this account only. */
  readonly mode?: number;
  /** False: a file that is there is kept and the failure is `exists`. Default true. */
  readonly replace?: boolean;
  readonly fileSystem?: FileSystem;
}

/**
 * A file in the making, beside its target and invisible under its name until `commit` succeeds.
 * Use from one place at a time. After `commit` or `discard` it may not be used again.
 */
export interface PartFile {
  /** Bytes taken so far. */
  readonly size: number;
  /** Takes all of `bytes`. After a failure only `discard` makes sense. */
  append(bytes: Uint8Array): Promise<Result<void, FileFailure>>;
  /**
   * Success means durable: content synced, renamed to the target, folder synced. On a failure the part is
   * gone and the old file stays. (One exception: when syncing the folder fails after the rename, the target
   * is the old or the new file, each whole.)
   */
  commit(): Promise<Result<void, FileFailure>>;
  /** Removes the part; the target is untouched. */
  discard(): Promise<void>;
}

/** Starts a file that will replace or create `target`. Failures name `target`. */
export async function openPart(
  target: string,
  options: PlaceOptions = {},
): Promise<Result<PartFile, FileFailure>> {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  return attempt(target, 'write', async () => {
    const place = await canonicalPath(target);
    // A short name of its own: a long Chinese file name leaves no room for a suffix within 255 bytes.
    const name = `.haizhi-${process.pid}-${randomBytes(6).toString('hex')}.part`;
    const part = path.join(path.dirname(place), name);
    const handle = await fileSystem.open(part, 'wx', options.mode ?? 0o600);
    return new Part({ target, place, part, handle, fileSystem, replace: options.replace ?? true });
  });
}

/**
 * Removes what earlier processes left half-written in a folder when they were killed.
 * Parts of processes that still run are kept. A folder that is not there has no leftovers.
 * @returns how many were removed.
 */
export async function removeLeftovers(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const owner = /^\.haizhi-(\d+)-[0-9a-f]{12}\.part$/.exec(name)?.[1];
    if (owner === undefined || (await processState(Number(owner))).kind === 'running') continue;
    await nodeFileSystem.unlink(path.join(folder, name)).then(
      () => removed++,
      () => undefined,
    );
  }
  return removed;
}

interface PartState {
  readonly target: string;
  readonly place: string;
  readonly part: string;
  readonly handle: OpenFile;
  readonly fileSystem: FileSystem;
  readonly replace: boolean;
}

class Part implements PartFile {
  readonly #state: PartState;
  #size = 0;
  #isOpen = true;

  constructor(state: PartState) {
    this.#state = state;
  }

  get size(): number {
    return this.#size;
  }

  append(bytes: Uint8Array): Promise<Result<void, FileFailure>> {
    return attempt(this.#state.target, 'write', async () => {
      await writeFully(this.#state.handle, bytes, this.#size);
      this.#size += bytes.length;
    });
  }

  async commit(): Promise<Result<void, FileFailure>> {
    const { target, place, part, handle, fileSystem, replace } = this.#state;
    const placed = await attempt(target, 'write', async () => {
      await handle.sync();
      await this.#close();
      await (replace ? moveOver(fileSystem, part, place) : moveNew(fileSystem, part, place));
      await syncFolder(fileSystem, path.dirname(place));
    });
    if (!placed.ok) await this.discard();
    return placed.ok ? ok() : placed;
  }

  async discard(): Promise<void> {
    await this.#close().catch(() => undefined);
    await this.#state.fileSystem.unlink(this.#state.part).catch(() => undefined);
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#state.handle.close();
  }
}

/** Virus scanners on Windows hold a fresh file for a moment: a busy target is tried again for a second. */
async function moveOver(fileSystem: FileSystem, from: string, to: string): Promise<void> {
  for (let delay = 10; ; delay *= 2) {
    try {
      return await fileSystem.rename(from, to);
    } catch (error) {
      if (delay > 500 || !isBusy(systemCode(error))) throw error;
      await pause(delay);
    }
  }
}

function isBusy(code: string | null): boolean {
  return code === 'EBUSY' || (process.platform === 'win32' && code === 'EPERM');
}

/** A hard link never replaces. FAT has none: there the name is claimed first, then renamed over. */
async function moveNew(fileSystem: FileSystem, from: string, to: string): Promise<void> {
  try {
    await fileSystem.link(from, to);
    await fileSystem.unlink(from);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(systemCode(error) ?? ''))
      throw error;
    await (await fileSystem.open(to, 'wx')).close();
    await moveOver(fileSystem, from, to).catch(async (refusal: unknown) => {
      if ((await stat(to)).size === 0) await fileSystem.unlink(to);
      throw refusal;
    });
  }
}
