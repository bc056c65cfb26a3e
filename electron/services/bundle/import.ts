import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RandomAccess } from '../random-access.ts';
import type { ZipEntry } from '../zip/reader.ts';
import { type BundleFailure, Interruption, inEntry } from './bundle-failure.ts';
import {
  type BundleSummary,
  checkCenter,
  openFile,
  readContainer,
  type SignedContainer,
} from './inspect.ts';
import type { Progress } from './pack.ts';
import { stopIfCancelled, writeStaged } from './staged-file.ts';

/** What is imported, where to, and what the user has agreed to. */
export type ImportInput = {
  readonly source: string;
  /** In the library; a file there is replaced at the very end. */
  readonly target: string;
  /** Fingerprint of the pinned center. */
  readonly authority: string;
  /** Digest of the bundle that was inspected and accepted. */
  readonly digest: string;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
};

const pieceLength = 1024 * 1024;

/**
 * Copies a bundle into the library and checks SHA-256 and CRC-32 of every entry in the bytes it writes. Then the copy itself
 * is looked at: a faulty or hostile stick may tell another story on every reading. All or nothing, durable.
 */
export async function importBundle(
  input: ImportInput,
): Promise<Result<BundleSummary, BundleFailure>> {
  const file = await openFile(input.source);
  if (!file.ok) return file;
  try {
    const container = await readContainer(file.value.access);
    if (!container.ok) return container;
    const expected = checkExpected(container.value.summary, input);
    if (!expected.ok) return expected;
    const copy = checkedCopy(file.value.access, container.value, input);
    const written = await writeStaged(input.target, copy, input.signal, (part) =>
      checkCopy(part, input),
    );
    return written.ok ? ok(container.value.summary) : written;
  } finally {
    await file.value.handle.close();
  }
}

function checkExpected(summary: BundleSummary, input: ImportInput): Result<void, BundleFailure> {
  const center = checkCenter(summary, input.authority);
  if (!center.ok) return center;
  return summary.digest === input.digest ? ok() : fail({ kind: 'exchanged' });
}

async function checkCopy(part: string, input: ImportInput): Promise<Result<void, BundleFailure>> {
  const file = await openFile(part);
  if (!file.ok) return file;
  try {
    const container = await readContainer(file.value.access);
    return container.ok ? checkExpected(container.value.summary, input) : container;
  } finally {
    await file.value.handle.close();
  }
}

/** The whole file, piece by piece in order; throws an Interruption at the first entry that is not as listed. */
async function* checkedCopy(
  source: RandomAccess,
  container: SignedContainer,
  input: ImportInput,
): AsyncGenerator<Uint8Array> {
  const checks = new EntryChecks(container);
  for (let position = 0; position < source.size; position += pieceLength) {
    stopIfCancelled(input.signal);
    const piece = await source.read(position, Math.min(pieceLength, source.size - position));
    if (!piece.ok) throw new Interruption(inEntry(piece.failure, ''));
    checks.take(piece.value, position);
    yield piece.value;
    const done = position + piece.value.length;
    input.onProgress?.({ done, total: source.size });
  }
}

/** Follows the bytes of the file in order and judges each entry as its last byte passes. */
class EntryChecks {
  readonly #entries: readonly ZipEntry[];
  readonly #expected: ReadonlyMap<string, string>;
  #next = 0;
  #hash: Hash = createHash('sha256');
  #crc = 0;

  constructor({ zip, summary }: SignedContainer) {
    this.#entries = [...zip.entries.values()].sort((a, b) => a.start - b.start);
    this.#expected = new Map(summary.manifest.files.map((file) => [file.path, file.sha256]));
  }

  take(piece: Uint8Array, position: number): void {
    const end = position + piece.length;
    for (let entry = this.#entries[this.#next]; entry !== undefined; ) {
      const entryEnd = entry.start + entry.size;
      if (entry.start >= end) return;
      const part = piece.subarray(
        Math.max(entry.start - position, 0),
        Math.min(entryEnd, end) - position,
      );
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
