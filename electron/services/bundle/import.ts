import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { acquireLock } from '../disk/file-lock.ts';
import { filePieces } from '../disk/file-pieces.ts';
import { systemCode } from '../disk/random-access.ts';
import type { ZipArchive } from '../zip/reader.ts';
import { checkBegun } from './begun-copy.ts';
import { BlockLists } from './block-lists.ts';
import { type BundleFailure, Interruption } from './bundle-failure.ts';
import { EntryChecks } from './entry-checks.ts';
import {
  type BundleSummary,
  checkCenter,
  type OpenFile,
  openFile,
  readContainer,
  type SignedContainer,
} from './inspect.ts';
import type { Progress } from './pack.ts';
import { type BegunPart, stopIfCancelled, writeStaged } from './staged-file.ts';
import { strikeEntries } from './strike.ts';

/** What is imported, where to, and what the user has agreed to. */
export type ImportInput = {
  readonly source: string;
  /** In the library; a file there is replaced at the very end. */
  readonly target: string;
  /** Fingerprint of the pinned center. */
  readonly authority: string;
  /** Digest of the bundle that was inspected and accepted. */
  readonly digest: string;
  /** The owner's key, under which the hashes of the blocks are kept: see `BlockLists`. */
  readonly profileKey: Uint8Array;
  /** Applications that may not come into the library: see `strikeEntries`. Left out: none. */
  readonly struck?: readonly string[];
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
};

/**
 * Copies a bundle into the library and checks SHA-256 and CRC-32 of every entry in the bytes it writes. Then the copy itself
 * is looked at: a faulty or hostile stick may tell another story on every reading. The hashes of its blocks are kept beside
 * it, by which every later read is checked. All or nothing, durable. What an attempt
 * left that was killed, or whose stick was pulled, is not copied again but hashed where it lies, and is worth no more than
 * that; cancelling leaves nothing behind.
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
    const copied = await locked(input, (part) =>
      copyInto(part, file.value, container.value, input),
    );
    return copied.ok ? ok(container.value.summary) : copied;
  } finally {
    await file.value.handle.close();
  }
}

function checkExpected(summary: BundleSummary, input: ImportInput): Result<void, BundleFailure> {
  const center = checkCenter(summary, input.authority);
  if (!center.ok) return center;
  return summary.digest === input.digest ? ok() : fail({ kind: 'exchanged' });
}

/** One writer of the part at a time: what another one writes would not be what was hashed here. */
async function locked(
  { target, digest }: ImportInput,
  copy: (part: string) => Promise<Result<void, BundleFailure>>,
): Promise<Result<void, BundleFailure>> {
  const part = `${target}.${digest.slice(0, 16)}.part`;
  const lock = await acquireLock(part);
  if (!lock.ok) {
    const code = lock.failure.kind === 'locked' ? 'EBUSY' : lock.failure.code;
    return fail({ kind: 'cannot-write', code });
  }
  try {
    await removeOtherParts(target, part);
    return await copy(part);
  } finally {
    await lock.value.release();
  }
}

/** What is left of bundles that nobody goes on with. A folder or file that resists is none of this call's business. */
async function removeOtherParts(target: string, part: string): Promise<void> {
  const folder = path.dirname(target);
  const own = path.basename(part);
  for (const name of await readdir(folder).catch(() => [])) {
    const rest = name.startsWith(`${path.basename(target)}.`) && /\.[0-9a-f]{16}\.part$/.test(name);
    if (rest && name !== own) await rm(path.join(folder, name), { force: true }).catch(() => null);
  }
}

async function copyInto(
  part: string,
  file: OpenFile,
  container: SignedContainer,
  input: ImportInput,
): Promise<Result<void, BundleFailure>> {
  let kept = 0;
  let checks = new EntryChecks(container);
  const copy = (resume: boolean) =>
    writeStaged({
      target: input.target,
      part,
      resume,
      signal: input.signal,
      content: (begun) => {
        kept = begun.size;
        checks = new EntryChecks(container);
        return checkedCopy(file, begun, { checks, zip: container.zip }, input);
      },
      accept: () => acceptCopy(part, container, checks, input),
    });
  const copied = await copy(true);
  // Power may have gone before what was left had reached the disk: then it is no fault of the source.
  if (copied.ok || kept === 0 || !isAboutBytes(copied.failure)) return copied;
  return copy(false);
}

function isAboutBytes({ kind }: BundleFailure): boolean {
  return kind !== 'cancelled' && kind !== 'cannot-read' && kind !== 'cannot-write';
}

/** The hashes of the blocks are on the disk before the copy has its name; they say nothing of another bundle. */
async function acceptCopy(
  part: string,
  { summary }: SignedContainer,
  { blocks }: EntryChecks,
  input: ImportInput,
): Promise<Result<void, BundleFailure>> {
  const checked = await checkCopy(part, input);
  if (!checked.ok) return checked;
  const struck = await strikeEntries(part, input.struck ?? []);
  if (!struck.ok) return struck;
  const lists = new BlockLists(input.target, input.profileKey, summary.manifest.files);
  const kept = await lists.keepAll(blocks);
  lists.close();
  return kept;
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

/** Hashes what has been copied before, then gives the rest of the file; throws an Interruption where it is not as listed. */
async function* checkedCopy(
  { handle, access }: OpenFile,
  begun: BegunPart,
  { checks, zip }: { readonly checks: EntryChecks; readonly zip: ZipArchive },
  { signal, onProgress }: ImportInput,
): AsyncGenerator<Uint8Array> {
  const take = (piece: Uint8Array) => {
    stopIfCancelled(signal);
    checks.take(piece);
    onProgress?.({ done: checks.position, total: access.size });
  };
  if (begun.size > 0) await checkBegun(begun, access, zip, take);
  for await (const piece of readable(filePieces(handle, checks.position, access.size))) {
    take(piece);
    yield piece;
  }
  if (checks.position !== access.size) throw new Interruption({ kind: 'altered', entry: '' });
}

/** Refusals of the source's medium, told apart from those of the library's. */
async function* readable(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new Interruption({ kind: 'cannot-read', code, entry: '' });
  }
}
