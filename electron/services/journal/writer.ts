import { open } from 'node:fs/promises';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { writeDurably } from '../disk/durable-file.ts';
import { attempt } from '../disk/file-failure.ts';
import type { FileLock } from '../disk/file-lock.ts';
import type { OpenFile } from '../disk/file-system.ts';
import { namesFile, writeFully } from '../disk/file-system.ts';
import type { CheckpointNote } from './checkpoint.ts';
import type { JournalFailure } from './failure.ts';
import type { JournalKeys } from './frame.ts';
import { nextHead, openFrame, PAYLOAD_LIMIT, sealFrame } from './frame.ts';
import type { Appended, Journal } from './journal.ts';
import type { JournalEntry } from './payload.ts';
import { decodePayload, encodeBatch, encodePayload } from './payload.ts';
import type { FramePosition, Prefix } from './scan.ts';
import { headAfter } from './scan.ts';

/** What an open journal holds on to. */
interface JournalResources {
  readonly file: string;
  readonly keys: JournalKeys;
  readonly handle: OpenFile;
  readonly checkpoint: CheckpointNote;
  readonly lock: FileLock;
  readonly clock: () => Date;
  /** Device and number of the file when it was opened. */
  readonly identity: string;
}

interface Pending {
  readonly batch: string;
  readonly count: number;
  resolve(answer: Result<Appended, JournalFailure>): void;
  reject(bug: unknown): void;
}

/** The open journal. Everything that waits goes to disk as one frame with one sync. */
export class JournalWriter implements Journal {
  readonly #use: JournalResources;
  readonly #frames: FramePosition[];
  #length: number;
  #head: Buffer;
  #size: number;
  /** Bytes after `#size` that were there when the journal was opened. */
  #torn: number;
  /** A failed write may have left bytes after `#size`. */
  #isTailDirty = false;
  #waiting: Pending[] = [];
  #draining: Promise<void> | null = null;
  #closing: Promise<void> | null = null;

  constructor(resources: JournalResources, prefix: Prefix) {
    this.#use = resources;
    this.#frames = [...prefix.frames];
    this.#length = prefix.length;
    this.#head = prefix.head;
    this.#size = prefix.size;
    this.#torn = prefix.torn;
  }

  get head(): string {
    return this.#head.toString('hex');
  }

  get length(): number {
    return this.#length;
  }

  headAfter(count: number): string | null {
    const present = { frames: this.#frames, length: this.#length, head: this.#head };
    return headAfter(present, count)?.toString('hex') ?? null;
  }

  async append(entries: readonly unknown[]): Promise<Result<Appended, JournalFailure>> {
    if (this.#closing !== null) return fail({ kind: 'closed' });
    const batch = encodeBatch(this.#use.clock(), entries);
    if (Buffer.byteLength(batch) + 2 > PAYLOAD_LIMIT) {
      return fail({ kind: 'batch-too-large', file: this.#use.file });
    }
    if (entries.length === 0) return ok(this.#position(this.#length + 1));
    const answer = new Promise<Result<Appended, JournalFailure>>((resolve, reject) => {
      this.#waiting.push({ batch, count: entries.length, resolve, reject });
    });
    this.#draining ??= this.#drain();
    return answer;
  }

  async read(after = 0): Promise<Result<readonly JournalEntry[], JournalFailure>> {
    if (this.#closing !== null) return fail({ kind: 'closed' });
    const start = this.#frameHolding(after + 1);
    const frames = this.#frames.slice(start);
    const end = this.#size;
    const from = frames[0]?.offset ?? end;
    const bytes = await attempt(this.#use.file, 'read', () => readRange(this.#use.file, from, end));
    if (!bytes.ok) return bytes;
    if (this.#closing !== null) return fail({ kind: 'closed' });
    const entries: JournalEntry[] = [];
    for (const frame of frames) {
      const found = this.#openFrame(bytes.value, frame, frame.offset - from);
      if (found === null) return fail(this.#damaged(frame.first));
      entries.push(...found);
    }
    return ok(entries.filter((entry) => entry.sequence > after));
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<void> {
    await this.#draining;
    this.#use.keys.forget();
    // Everything acknowledged is synced: what closing may complain of concerns nobody.
    await this.#use.checkpoint.close().catch(() => undefined);
    await this.#use.handle.close().catch(() => undefined);
    await this.#use.lock.release();
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#takeGroup();
      try {
        const firsts = firstsOf(group, this.#length);
        const written = await this.#commit(group);
        group.forEach((each, index) => {
          each.resolve(written.ok ? ok(this.#position(firsts[index] ?? 0)) : written);
        });
      } catch (bug) {
        for (const each of group) each.reject(bug);
      }
    }
    this.#draining = null;
  }

  /** As many waiting batches as one frame holds; at least one. */
  #takeGroup(): readonly Pending[] {
    let bytes = 2;
    const last = this.#waiting.findIndex((each) => {
      bytes += Buffer.byteLength(each.batch) + 1;
      return bytes > PAYLOAD_LIMIT;
    });
    return this.#waiting.splice(0, last < 0 ? this.#waiting.length : Math.max(1, last));
  }

  async #commit(group: readonly Pending[]): Promise<Result<void, JournalFailure>> {
    const cleared = await this.#clearTail();
    if (!cleared.ok) return cleared;
    const place = { first: this.#length, previous: this.#head };
    const payload = encodePayload(group.map((each) => each.batch));
    const frame = sealFrame(this.#use.keys, place, payload);
    const written = await attempt(this.#use.file, 'write', () => this.#write(frame));
    if (!written.ok) {
      await this.#clearTail();
      return written;
    }
    // A sync tool or a person may have moved the file away: what is synced then is not what will be read, unless it comes back.
    if (!(await namesFile(this.#use.file, this.#use.identity))) {
      this.#isTailDirty = true;
      await this.#clearTail();
      return fail(this.#damaged(this.#length, 'replaced'));
    }
    const count = group.reduce((sum, each) => sum + each.count, 0);
    await this.#advance({ ...place, offset: this.#size, size: frame.length }, frame, count);
    return ok();
  }

  async #write(frame: Buffer): Promise<void> {
    this.#isTailDirty = true;
    await writeFully(this.#use.handle, frame, this.#size);
    await this.#use.handle.datasync();
    this.#isTailDirty = false;
  }

  async #advance(position: FramePosition, frame: Buffer, count: number): Promise<void> {
    this.#frames.push(position);
    this.#head = nextHead(this.#head, frame);
    this.#length += count;
    this.#size += frame.length;
    await this.#use.checkpoint.write({ length: this.#length, head: this.#head });
  }

  /**
   * Cuts off what was never acknowledged. After a failed sync the pages must be written anew: a second sync
   * of the same pages may succeed without having stored them (Linux reports the error only once).
   */
  async #clearTail(): Promise<Result<void, JournalFailure>> {
    if (this.#torn > 0) {
      const kept = await this.#keepTornTail();
      if (!kept.ok) return kept;
      this.#isTailDirty = true;
      this.#torn = 0;
    }
    if (!this.#isTailDirty) return ok();
    const cut = await attempt(this.#use.file, 'write', () => this.#use.handle.truncate(this.#size));
    if (cut.ok) this.#isTailDirty = false;
    return cut;
  }

  async #keepTornTail(): Promise<Result<void, JournalFailure>> {
    const { file, clock } = this.#use;
    const end = this.#size + this.#torn;
    const tail = await attempt(file, 'read', () => readRange(file, this.#size, end));
    return tail.ok ? writeDurably(`${file}.torn-${clock().getTime()}`, tail.value) : tail;
  }

  #openFrame(bytes: Buffer, frame: FramePosition, at: number): readonly JournalEntry[] | null {
    const payload = openFrame(this.#use.keys, frame, bytes.subarray(at, at + frame.size));
    return payload === null ? null : decodePayload(payload, frame.first);
  }

  #frameHolding(sequence: number): number {
    const next = this.#frames.findIndex((frame) => frame.first >= sequence);
    if (sequence > this.#length) return this.#frames.length;
    return (next < 0 ? this.#frames.length : next) - 1;
  }

  #position(first: number): Appended {
    return { head: this.head, length: this.#length, first };
  }

  #damaged(at: number, reason: 'altered' | 'replaced' = 'altered'): JournalFailure {
    return { kind: 'damaged', file: this.#use.file, at, reason };
  }
}

function firstsOf(group: readonly Pending[], before: number): readonly number[] {
  let next = before + 1;
  return group.map((each) => {
    const first = next;
    next += each.count;
    return first;
  });
}

async function readRange(file: string, from: number, to: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.alloc(to - from);
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await handle.read(bytes, done, bytes.length - done, from + done);
      if (bytesRead === 0) return bytes.subarray(0, done);
      done += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
