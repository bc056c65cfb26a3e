import { access, constants, realpath, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readingFailure, writingFailure } from '../services/disk/disk-failure.ts';
import { attempt } from '../services/disk/file-failure.ts';
import type { FileStore } from '../services/index.ts';
import type { Invocation } from './command.ts';

/** Tokens of the files that were named on the command line, in their order; messages name them as they were named. */
export async function mintAll(
  files: FileStore,
  paths: readonly string[],
): Promise<Result<string[], Failure>> {
  const tokens: string[] = [];
  for (const each of paths) {
    const found = await attempt(each, 'read', () => stat(each));
    if (!found.ok) return fail(readingFailure(found.failure, each));
    const minted = await files.mint(each);
    if (!minted.ok) return minted;
    tokens.push(minted.value.token);
  }
  return ok(tokens);
}

/** The same, where a folder cannot be meant. */
export async function mintFiles(
  files: FileStore,
  paths: readonly string[],
): Promise<Result<string[], Failure>> {
  for (const each of paths) {
    const found = await attempt(each, 'read', () => stat(each));
    if (!found.ok) return fail(readingFailure(found.failure, each));
    if (!found.value.isFile()) {
      const detail = found.value.isDirectory() ? 'EISDIR' : 'not-a-file';
      return fail({ kind: 'not-readable', file: each, detail });
    }
  }
  return mintAll(files, paths);
}

/** Room that every file of ours finds place in but a bundle: what cannot be written is refused before anything is signed. */
const room = 1024 * 1024;

/**
 * Whether `--out` can take a file, before anything is asked or done: its folder is there, may be written and has room.
 * What the command reads, and what lies in the folder it works on, is never replaced.
 */
export async function checkTarget(invocation: Invocation): Promise<Result<string, Failure>> {
  const out = invocation.option('out') ?? '';
  const folder = path.dirname(path.resolve(out));
  const refuse = (detail: string) => fail({ kind: 'not-writable', file: out, detail } as const);
  const isFolder = await attempt(folder, 'write', async () => (await stat(folder)).isDirectory());
  if (!isFolder.ok) return refuse('no-folder');
  if (!isFolder.value) return refuse('ENOTDIR');
  const target = await stat(out).catch(() => null);
  if (target !== null && !target.isFile()) {
    return refuse(target.isDirectory() ? 'EISDIR' : 'not-a-file');
  }
  const writable = await attempt(out, 'write', () => access(folder, constants.W_OK));
  if (!writable.ok) return fail(writingFailure(writable.failure, out));
  if (target !== null && (await isOurs(out, invocation)))
    return fail({ kind: 'file-exists', file: out });
  return (await hasRoom(folder)) ? ok(out) : fail({ kind: 'disk-full', file: out });
}

/** Some network drives tell nothing: then writing will show. */
async function hasRoom(folder: string): Promise<boolean> {
  const { blocks, bavail, bsize } = await statfs(folder);
  return blocks === 0 || bavail * bsize >= room;
}

/** Whether a file is read by this command, or lies in the folder of the person or center that it works for. */
async function isOurs(out: string, { arguments: given, option }: Invocation): Promise<boolean> {
  const target = await realpath(out);
  const read = [
    ...given.slice(1),
    ...['profile', 'decisions', 'round', 'passphrase-file'].flatMap((name) => option(name) ?? []),
  ];
  for (const each of read) {
    if ((await realpath(each).catch(() => null)) === target) return true;
  }
  const own = await realpath(given[0] ?? '').catch(() => null);
  return own !== null && target.startsWith(own + path.sep);
}

/** Puts what the services made where the command line says; messages name the place as it was named. */
export async function deliver(
  files: FileStore,
  token: string,
  out: string,
): Promise<Result<void, Failure>> {
  const delivered = await files.deliver(token, out);
  if (delivered.ok) return ok();
  const { failure } = delivered;
  return fail('file' in failure ? { ...failure, file: out } : failure);
}
