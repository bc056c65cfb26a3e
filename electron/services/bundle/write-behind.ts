import type { FileHandle } from 'node:fs/promises';
import { writeFully } from '../disk/file-system.ts';
import { borrowBuffer, returnBuffer } from '../disk/lent-buffer.ts';

/** Bytes written at a time. */
const writeLength = 1024 * 1024;

/**
 * Collects small pieces and writes them to a file in large ones, one write under way while the next is collected. Errors of
 * a write come out of the call after it.
 */
export class WriteBehind {
  readonly #handle: FileHandle;
  readonly #buffers = [borrowBuffer(), borrowBuffer()];
  #position: number;
  #used = 0;
  #writing: Promise<void> = Promise.resolve();

  /** Begins at `position` of the open file. */
  constructor(handle: FileHandle, position: number) {
    this.#handle = handle;
    this.#position = position;
  }

  /** Takes all of `piece`, which may be overwritten afterwards. */
  async take(piece: Uint8Array): Promise<void> {
    for (let at = 0; at < piece.length; ) {
      const [buffer] = this.#buffers as [Buffer];
      const taken = piece.subarray(at, at + writeLength - this.#used);
      buffer.set(taken, this.#used);
      this.#used += taken.length;
      at += taken.length;
      if (this.#used === writeLength) await this.#write();
    }
  }

  /** Success means that the system has taken everything; it is not on the disk yet. */
  async flush(): Promise<void> {
    if (this.#used > 0) await this.#write();
    await this.#writing;
  }

  /** Waits until no write is under way, whatever came of it. The file may be closed then; nothing may be taken any more. */
  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    for (const buffer of this.#buffers.splice(0)) returnBuffer(buffer);
  }

  async #write(): Promise<void> {
    await this.#writing;
    const full = this.#buffers.shift() as Buffer;
    this.#buffers.push(full);
    this.#writing = writeFully(this.#handle, full.subarray(0, this.#used), this.#position);
    // Told by the next call that waits for it: until then it must not end the process.
    this.#writing.catch(() => undefined);
    this.#position += this.#used;
    this.#used = 0;
  }
}
