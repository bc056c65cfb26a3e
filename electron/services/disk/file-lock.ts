import { readdir, readFile, stat, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { writeDurably } from './durable-file.ts';
import type { FileFailure } from './file-failure.ts';
import { attempt } from './file-failure.ts';
import { canonicalPath, nodeFileSystem } from './file-system.ts';
import { processState } from './process-state.ts';

/** Another running process, or another part of this one, holds the lock. `pid` 0: not known yet. */
export interface Locked {
  readonly kind: 'locked';
  readonly file: string;
  readonly pid: number;
  readonly host: string;
  /** It was taken on another computer, or on this one under another name: nobody here can tell whether it is still held. */
  readonly elsewhere: boolean;
}

/** A held lock. */
export interface FileLock {
  /** Gives the lock back; a second call does nothing. */
  release(): Promise<void>;
}

const owner = z.strictObject({ pid: z.int(), host: z.string(), start: z.string().nullable() });

/** How long a lock that names no owner is taken for one in the making, in milliseconds. */
const SETTLING = 10_000;

/**
 * Takes the one lock of `file`, a file `<file>.lock` beside it, whatever path leads to `file`.
 * Never waits. A lock left by a process that is gone is taken over; on another host, or where the
 * system cannot tell a recycled process number apart, the owner counts as alive: a refusal too many
 * is better than two writers. See `releaseLocksOf` for what a person may decide then.
 */
export async function acquireLock(file: string): Promise<Result<FileLock, Locked | FileFailure>> {
  const place = await attempt(file, 'write', () => canonicalPath(file));
  if (!place.ok) return place;
  const lock = `${place.value}.lock`;
  for (let tries = 0; ; tries++) {
    const content = JSON.stringify(await ownIdentity());
    const made = await writeDurably(lock, content, { replace: false });
    if (made.ok) return ok(heldLock(lock, content));
    if (made.failure.kind !== 'exists') return made;
    const holder = await readHolder(lock);
    const { pid, host } = holder;
    const elsewhere = host !== '' && host !== hostname();
    const refusal = fail({ kind: 'locked', file, pid, host, elsewhere });
    if (holder.isAlive || tries === 3) return refusal;
    if (!(await breakLock(lock, holder.content))) return refusal;
  }
}

/**
 * Removes every lock below a folder that was taken on the computer `host`, which is not this one: for a person who knows that
 * nothing runs there any more (a stick that was carried here, a laptop that got another name). Gives how many there were.
 */
export async function releaseLocksOf(host: string, folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true, encoding: 'utf8' }).catch(() => []);
  let released = 0;
  for (const name of names.filter((each) => each.endsWith('.lock'))) {
    const lock = path.join(folder, name);
    const holder = await readHolder(lock);
    if (holder.host !== host || host === hostname()) continue;
    if (await breakLock(lock, holder.content)) released += 1;
  }
  return released;
}

function heldLock(lock: string, content: string): FileLock {
  let isHeld = true;
  return {
    async release() {
      if (!isHeld) return;
      isHeld = false;
      if ((await readFile(lock, 'utf8').catch(() => null)) === content) await unlink(lock);
    },
  };
}

async function ownIdentity(): Promise<z.infer<typeof owner>> {
  const own = await processState(process.pid);
  return { pid: process.pid, host: hostname(), start: own.kind === 'running' ? own.start : null };
}

interface Holder {
  readonly content: string | null;
  readonly pid: number;
  readonly host: string;
  readonly isAlive: boolean;
}

async function readHolder(lock: string): Promise<Holder> {
  const content = await readFile(lock, 'utf8').catch(() => null);
  if (content === null) return { content, pid: 0, host: '', isAlive: false };
  const named = owner.safeParse(parseJson(content));
  if (!named.success) return { content, pid: 0, host: '', isAlive: await isFresh(lock) };
  const { pid, host, start } = named.data;
  if (host !== hostname()) return { content, pid, host, isAlive: true };
  const state = await processState(pid);
  return { content, pid, host, isAlive: state.kind === 'running' && state.start === start };
}

/**
 * Removes a lock whose owner is gone. Two processes may see that at once: without the guard the slower
 * one would remove the lock that the faster one has just taken.
 * @returns false when another process is doing it.
 */
async function breakLock(lock: string, stale: string | null): Promise<boolean> {
  const guard = `${lock}.breaking`;
  try {
    await (await nodeFileSystem.open(guard, 'wx', 0o600)).close();
  } catch {
    if (!(await isFresh(guard))) await unlink(guard).catch(() => undefined);
    return false;
  }
  try {
    const now = await readFile(lock, 'utf8').catch(() => null);
    if (now !== null && now === stale) await unlink(lock);
    return true;
  } finally {
    await unlink(guard).catch(() => undefined);
  }
}

async function isFresh(file: string): Promise<boolean> {
  const changed = await stat(file).then(
    (stats) => stats.mtimeMs,
    () => 0,
  );
  return Math.abs(Date.now() - changed) < SETTLING;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
