import { crc32 } from 'node:zlib';
import type { ZipEntry } from '../zip/reader.ts';
import { BlockHasher } from './block-hashes.ts';
import { Interruption } from './bundle-failure.ts';
import type { SignedContainer } from './inspect.ts';

/** Follows the bytes of a bundle in order and judges each entry, by SHA-256 and CRC-32, as its last byte passes. */
export class EntryChecks {
  readonly #entries: readonly ZipEntry[];
  readonly #expected: ReadonlyMap<string, string>;
  readonly #blocks = new Map<string, Uint8Array>();
  #position = 0;
  #next = 0;
  #hasher: BlockHasher;
  #crc = 0;

  /** Begins at the first byte of the file. */
  constructor({ zip, summary }: SignedContainer) {
    this.#entries = [...zip.entries.values()].sort((a, b) => a.start - b.start);
    this.#expected = new Map(summary.manifest.files.map((file) => [file.path, file.sha256]));
    this.#hasher = new BlockHasher(this.#entries[0]?.size ?? 0);
  }

  /** The hashes of the blocks of each entry that passed, by its name. */
  get blocks(): ReadonlyMap<string, Uint8Array> {
    return this.#blocks;
  }

  /** Bytes that passed so far. */
  get position(): number {
    return this.#position;
  }

  /** Takes the bytes that follow. Throws an Interruption at the first entry that is not as listed. */
  take(piece: Uint8Array): void {
    const start = this.#position;
    const end = start + piece.length;
    this.#position = end;
    for (let entry = this.#entries[this.#next]; entry !== undefined; ) {
      const entryEnd = entry.start + entry.size;
      if (entry.start >= end) return;
      const from = Math.max(entry.start - start, 0);
      const part = piece.subarray(from, Math.min(entryEnd, end) - start);
      this.#hasher.take(part);
      this.#crc = crc32(part, this.#crc);
      if (entryEnd > end) return;
      this.#judge(entry);
      this.#next += 1;
      entry = this.#entries[this.#next];
    }
  }

  #judge(entry: ZipEntry): void {
    const { sha256, blocks } = this.#hasher.finish();
    const expected = this.#expected.get(entry.name) ?? sha256;
    if (sha256 !== expected) throw new Interruption({ kind: 'altered', entry: entry.name });
    if (this.#crc !== entry.crc32) {
      throw new Interruption({ kind: 'zip', flaw: 'checksum', entry: entry.name });
    }
    this.#blocks.set(entry.name, blocks);
    this.#hasher = new BlockHasher(this.#entries[this.#next + 1]?.size ?? 0);
    this.#crc = 0;
  }
}
