import { randomBytes } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileReference } from '../../shared/exchange.ts';
import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type ReadingFailure,
  readingFailure,
  type WritingFailure,
  writingFailure,
} from './disk/disk-failure.ts';
import { copyDurably, readBounded, writeDurably } from './disk/durable-file.ts';
import { attempt } from './disk/file-failure.ts';
import { sameContent } from './disk/same-content.ts';

type Unknown = Failure<'unknown-file'>;
type TooLarge = Failure<'file-too-large'>;

/**
 * Files by token: the page never sees or sends a path. A token is unguessable and lives until the app ends
 * (bytes in memory: until they are forgotten).
 */
export interface FileStore {
  /** Names a file or folder that a person chose. */
  mint(file: string): Promise<Result<FileReference, ReadingFailure>>;
  /** Names something that the services made: a file of theirs, or bytes that never lie on the disk in clear. */
  hold(content: string | Uint8Array, name: string): Promise<Result<FileReference, ReadingFailure>>;
  /** The path behind a token; `null` for an unknown token and for bytes. */
  pathOf(token: string): string | null;
  /** The shown name behind a token, `null` for an unknown one. */
  nameOf(token: string): string | null;
  /** All bytes, at most `limit` of them. */
  read(
    token: string,
    limit: number,
  ): Promise<Result<Uint8Array, Unknown | ReadingFailure | TooLarge>>;
  /** The bytes piece by piece, for a download; `null` for an unknown token. A source that fails throws. */
  stream(token: string): AsyncIterable<Uint8Array> | null;
  /**
   * Puts a durable copy at `target`, replacing what is there only when the copy is whole, and reads it back: a stick that
   * answers for more than it keeps is `not-writable`, and what it holds is removed.
   */
  deliver(
    token: string,
    target: string,
  ): Promise<Result<{ readonly name: string }, Unknown | ReadingFailure | WritingFailure>>;
  /** Overwrites all bytes in memory with zeros and forgets their tokens. */
  forgetBytes(): void;
  /** Names a file that came into a folder of this app and belongs to nobody else: see `release`. */
  receive(file: string, name: string): Promise<Result<FileReference, ReadingFailure>>;
  /** Removes what was received under this token, now that it is taken in; every other file stays as it is, and named. */
  release(token: string): Promise<void>;
  /** Removes everything that was received. What a system keeps busy goes when the app is started the next time. */
  releaseAll(): Promise<void>;
}

type Held =
  | {
      readonly kind: 'path';
      readonly path: string;
      readonly name: string;
      readonly isReceived: boolean;
    }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly name: string };

/** More than this many bytes are never held in memory: the oldest are forgotten. */
const heldLimit = 512 * 1024 * 1024;

/** An empty store. */
export function createFileStore(): FileStore {
  return new Store();
}

class Store implements FileStore {
  readonly #held = new Map<string, Held>();

  async mint(file: string): Promise<Result<FileReference, ReadingFailure>> {
    return this.hold(path.resolve(file), path.basename(path.resolve(file)));
  }

  async hold(
    content: string | Uint8Array,
    name: string,
  ): Promise<Result<FileReference, ReadingFailure>> {
    const shown = fileName(name);
    if (typeof content !== 'string') {
      this.#makeRoom(content.length);
      return ok(this.#name({ kind: 'bytes', bytes: content, name: shown }, content.length));
    }
    return this.#holdFile(content, shown, false);
  }

  receive(file: string, name: string): Promise<Result<FileReference, ReadingFailure>> {
    return this.#holdFile(file, fileName(name), true);
  }

  async release(token: string): Promise<void> {
    const held = this.#held.get(token);
    if (held?.kind !== 'path' || !held.isReceived) return;
    this.#held.delete(token);
    await rm(held.path, { force: true }).catch(() => undefined);
  }

  async releaseAll(): Promise<void> {
    for (const token of [...this.#held.keys()]) await this.release(token);
  }

  pathOf(token: string): string | null {
    const held = this.#held.get(token);
    return held?.kind === 'path' ? held.path : null;
  }

  nameOf(token: string): string | null {
    return this.#held.get(token)?.name ?? null;
  }

  async read(
    token: string,
    limit: number,
  ): Promise<Result<Uint8Array, Unknown | ReadingFailure | TooLarge>> {
    const held = this.#held.get(token);
    if (held === undefined) return fail({ kind: 'unknown-file' });
    if (held.kind === 'bytes') return ok(held.bytes);
    const bytes = await readBounded(held.path, limit);
    if (bytes.ok) return bytes;
    if (bytes.failure.kind === 'too-large') {
      return fail({ kind: 'file-too-large', file: held.name, limit });
    }
    return fail(readingFailure(bytes.failure, held.name));
  }

  stream(token: string): AsyncIterable<Uint8Array> | null {
    const held = this.#held.get(token);
    if (held === undefined) return null;
    return piecesOf(held);
  }

  async deliver(
    token: string,
    target: string,
  ): Promise<Result<{ readonly name: string }, Unknown | ReadingFailure | WritingFailure>> {
    const held = this.#held.get(token);
    if (held === undefined) return fail({ kind: 'unknown-file' });
    const placed = await place(held, target);
    if (!placed.ok) return placed;
    const isWhole = await attempt(target, 'read', () =>
      sameContent(piecesOf(held), fileStream(target)),
    );
    if (isWhole.ok && isWhole.value) return ok({ name: path.basename(target) });
    await rm(target, { force: true }).catch(() => undefined);
    const detail = isWhole.ok ? 'differs' : isWhole.failure.code;
    return fail({ kind: 'not-writable', file: target, detail });
  }

  forgetBytes(): void {
    for (const token of this.#held.keys()) this.#forget(token);
  }

  async #holdFile(
    file: string,
    name: string,
    isReceived: boolean,
  ): Promise<Result<FileReference, ReadingFailure>> {
    const found = await attempt(file, 'read', () => stat(file));
    if (!found.ok) return fail(readingFailure(found.failure, name));
    const size = found.value.isDirectory() ? 0 : found.value.size;
    return ok(this.#name({ kind: 'path', path: file, name, isReceived }, size));
  }

  #name(held: Held, size: number): FileReference {
    const token = randomBytes(24).toString('base64url');
    this.#held.set(token, held);
    return { token, name: held.name, size };
  }

  #makeRoom(size: number): void {
    let held = size;
    const bytes = [...this.#held].filter(([, each]) => each.kind === 'bytes');
    for (const [, each] of bytes) held += each.kind === 'bytes' ? each.bytes.length : 0;
    for (const [token, each] of bytes) {
      if (held <= heldLimit || each.kind !== 'bytes') return;
      held -= each.bytes.length;
      this.#forget(token);
    }
  }

  #forget(token: string): void {
    const held = this.#held.get(token);
    if (held?.kind !== 'bytes') return;
    held.bytes.fill(0);
    this.#held.delete(token);
  }
}

/** Linux counts bytes, and a Chinese character has three. */
const longestStem = 200;

/**
 * A name that every system takes as a plain file name, whatever an applicant called it: no separators, control or
 * direction characters, no names of Windows devices, at most 255 bytes with its extension.
 */
export function fileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const end = path.extname(plain);
  const extension = Buffer.byteLength(end) <= 50 ? end : '';
  const stem = shortened(plain.slice(0, plain.length - extension.length), longestStem);
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem.split('.')[0] ?? '');
  return stem === '' ? `file${extension}` : `${isDevice ? '_' : ''}${stem}${extension}`;
}

/** The beginning of a text that has at most `limit` bytes in UTF-8, whole characters only. */
function shortened(text: string, limit: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) return kept;
    kept += character;
  }
  return kept;
}

const pieceLength = 1024 * 1024;

/** The durable copy, not yet read back. */
async function place(
  held: Held,
  target: string,
): Promise<Result<void, ReadingFailure | WritingFailure>> {
  if (held.kind === 'bytes') {
    const written = await writeDurably(target, held.bytes);
    return written.ok ? ok() : fail(writingFailure(written.failure));
  }
  const copied = await copyDurably(held.path, target);
  if (copied.ok) return ok();
  if (copied.failure.kind === 'cancelled') throw new Error('a copy without a signal was cancelled');
  const isSource = copied.failure.file === held.path;
  return fail(isSource ? readingFailure(copied.failure) : writingFailure(copied.failure));
}

function piecesOf(held: Held): AsyncIterable<Uint8Array> {
  return held.kind === 'bytes' ? pieces(held.bytes) : fileStream(held.path);
}

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceLength) {
    yield bytes.subarray(start, start + pieceLength);
  }
}

async function* fileStream(file: string): AsyncIterable<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    yield* handle.createReadStream({ highWaterMark: pieceLength, autoClose: false });
  } finally {
    await handle.close();
  }
}
