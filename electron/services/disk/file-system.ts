import { link, mkdir, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from './file-failure.ts';

/** An open file, as far as durable writing needs one. A `FileHandle` of node:fs is one. */
export interface OpenFile {
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number | null,
  ): Promise<{ readonly bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The calls that durable writing makes. They are passed in so that tests can let each of them fail once,
 * write short or vanish; the product only ever uses `nodeFileSystem`.
 */
export interface FileSystem {
  open(path: string, flags: string, mode?: number): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  link(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

/** The real file system. */
export const nodeFileSystem: FileSystem = { open, rename, link, unlink };

/**
 * Writes all of `bytes` at `position` (null: where the file stands).
 * A write may be short without an error (a nearly full disk): loops until every byte is taken.
 * @throws the operating system's error; also when a write makes no progress.
 */
export async function writeFully(
  file: OpenFile,
  bytes: Uint8Array,
  position: number | null,
): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const at = position === null ? null : position + done;
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at);
    if (bytesWritten <= 0) throw noProgress();
    done += bytesWritten;
  }
}

/**
 * Makes the names in a folder durable: a rename survives power loss only after this.
 * Windows cannot open a folder for it and writes its names through; nothing is done there.
 */
export async function syncFolder(fileSystem: FileSystem, folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fileSystem.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Creates a folder that only this account may enter, with its parents; keeps one that is there. Not with Node's own
 * `recursive`: where a file system has no folders to make (/proc) that tries for ever.
 * @throws the operating system's error; ENOTDIR when something else has the name.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return requireFolder(folder);
    const parent = path.dirname(folder);
    if (code !== 'ENOENT' || (await isThere(parent))) throw error;
    await makeFolder(parent);
    await makeFolder(folder);
  }
}

async function requireFolder(folder: string): Promise<void> {
  if ((await stat(folder)).isDirectory()) return;
  throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR', syscall: 'mkdir' });
}

async function isThere(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null)) !== null;
}

/**
 * The file behind a path, through links, also when the file itself is not there yet.
 * Two names of one file give one answer, so that one lock guards it.
 * @throws when the folder is not there.
 */
export async function canonicalPath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return path.join(await realpath(path.dirname(file)), path.basename(file));
  }
}

/** Tells whether `file` still names the file that had this identity; false when it is gone. */
export async function namesFile(file: string, identity: string): Promise<boolean> {
  try {
    return fileIdentity(await stat(file, { bigint: true })) === identity;
  } catch {
    return false;
  }
}

/** Device and number of a file: equal for two paths exactly when they name one file. */
export function fileIdentity(stats: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${stats.dev}:${stats.ino}`;
}

function noProgress(): Error {
  return Object.assign(new Error('a write took no byte'), { code: 'EIO', syscall: 'write' });
}
