import { createHash, type Hash } from 'node:crypto';
import { fail, ok } from '../../../shared/result.ts';
import type { RandomAccess } from '../disk/random-access.ts';

/** Encrypted bytes that are hashed, and so read, together: about one chunk of age, so that no read costs much more. */
export const blockLength = 64 * 1024;
export const hashLength = 32;

/** How many blocks an entry of `size` bytes has; the last one may be short. */
export function blockCount(size: number): number {
  return Math.ceil(size / blockLength);
}

/** Takes the bytes of an entry in order and gives the SHA-256 of the whole and of each block. */
export class BlockHasher {
  readonly #whole: Hash = createHash('sha256');
  readonly #blocks: Buffer;
  #block: Hash = createHash('sha256');
  #position = 0;

  /** For an entry of `size` bytes. */
  constructor(size: number) {
    this.#blocks = Buffer.alloc(blockCount(size) * hashLength);
  }

  take(bytes: Uint8Array): void {
    this.#whole.update(bytes);
    for (let at = 0; at < bytes.length; ) {
      const room = blockLength - (this.#position % blockLength);
      const part = bytes.subarray(at, at + room);
      this.#block.update(part);
      this.#position += part.length;
      at += part.length;
      if (part.length === room) this.#endBlock();
    }
  }

  /** The whole's hash in lower-case hex, and those of the blocks one after another. Nothing may be taken after it. */
  finish(): { readonly sha256: string; readonly blocks: Uint8Array } {
    if (this.#position % blockLength !== 0) this.#endBlock();
    return { sha256: this.#whole.digest('hex'), blocks: this.#blocks };
  }

  #endBlock(): void {
    const place = blockCount(this.#position) - 1;
    this.#block.digest().copy(this.#blocks, place * hashLength);
    this.#block = createHash('sha256');
  }
}

/** An entry of which every byte that is read lies in a block of the hash it has in `blocks`; else 'not-authentic'. */
export function checkedBlocks(source: RandomAccess, blocks: Uint8Array): RandomAccess {
  return {
    size: source.size,
    read: async (position, length) => {
      if (position < 0 || length < 0 || position + length > source.size) {
        return fail({ kind: 'cut-short' });
      }
      const first = Math.floor(position / blockLength);
      const start = first * blockLength;
      const end = Math.min(blockCount(position + length) * blockLength, source.size);
      const read = await source.read(start, Math.max(end - start, 0));
      if (!read.ok) return read;
      const right = isRight(read.value, blocks.subarray(first * hashLength));
      const from = position - start;
      return right ? ok(read.value.subarray(from, from + length)) : fail({ kind: 'not-authentic' });
    },
  };
}

function isRight(bytes: Uint8Array, hashes: Uint8Array): boolean {
  for (let place = 0; place * blockLength < bytes.length; place += 1) {
    const block = bytes.subarray(place * blockLength, (place + 1) * blockLength);
    const expected = hashes.subarray(place * hashLength, (place + 1) * hashLength);
    if (!createHash('sha256').update(block).digest().equals(expected)) return false;
  }
  return true;
}
