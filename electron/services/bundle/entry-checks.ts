import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ZipEntry } from '../zip/reader.ts';
import { Interruption } from './bundle-failure.ts';
import type { SignedContainer } from './inspect.ts';

/** Follows the bytes of a bundle in order and judges each entry, by SHA-256 and CRC-32, as its last byte passes. */
export class EntryChecks {
  readonly #entries: readonly ZipEntry[];
  readonly #expected: ReadonlyMap<string, string>;
  #position = 0;
  #next = 0;
  #hash: Hash = createHash('sha256');
  #crc = 0;

  /** Begins at the first byte of the file. */
  constructor({ zip, summary }: SignedContainer) {
    this.#entries = [...zip.entries.values()].sort((a, b) => a.start - b.start);
    this.#expected = new Map(summary.manifest.files.map((file) => [file.path, file.sha256]));
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
      this.#hash.update(part);
      this.#crc = crc32(part, this.#crc);
      if (entryEnd > end) return;
      this.#judge(entry);
      this.#next += 1;
      entry = this.#entries[this.#next];
    }
  }

  #judge(entry: ZipEntry): void {
    const sha256 = this.#hash.digest('hex');
    const expected = this.#expected.get(entry.name) ?? sha256;
    if (sha256 !== expected) throw new Interruption({ kind: 'altered', entry: entry.name });
    if (this.#crc !== entry.crc32) {
      throw new Interruption({ kind: 'zip', flaw: 'checksum', entry: entry.name });
    }
    this.#hash = createHash('sha256');
    this.#crc = 0;
  }
}
