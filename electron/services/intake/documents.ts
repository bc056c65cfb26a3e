import { createHash } from 'node:crypto';
import { open, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ApplicationDocument } from '../../../shared/domain/application.ts';
import type { Problem } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ApplicationDescription } from '../../../shared/round-folder.ts';
import { isDocumentName } from '../bundle/manifest.ts';
import { attempt } from '../disk/file-failure.ts';
import { headLength, mediaTypeOf } from '../disk/media-type.ts';
import { problemAt } from './problem.ts';

type DocumentDescription = ApplicationDescription['documents'][number];

/** A document of an application and where its bytes lie. */
export interface TakenDocument {
  readonly document: ApplicationDocument;
  readonly path: string;
}

/** Largest document that a bundle carries: 1 GiB. */
const largest = 1024 ** 3;
const pieceLength = 1024 * 1024;

/**
 * Finds a document below its application's folder, hashes it and tells its media type from its content.
 * `file` and `at` say where the description stands. Refused with a reason: missing, unreadable, empty, above 1 GiB, a
 * folder, or a path that leads outside, also through a link.
 */
export async function takeDocument(
  folder: string,
  described: DocumentDescription,
  file: string,
  at: readonly PropertyKey[],
  signal: AbortSignal,
): Promise<Result<TakenDocument, Problem>> {
  const refuse = (reason: Problem['reason'], expected = described.file) =>
    fail(problemAt(file, [...at, 'file'], reason, expected));
  const name = described.name ?? path.posix.basename(described.file.replaceAll('\\', '/'));
  if (!isDocumentName(name)) return fail(problemAt(file, [...at, 'name'], 'wrong-format', name));
  const place = await placeOf(folder, described.file);
  if (place === 'outside') return refuse('path-outside');
  if (place === 'missing') return refuse('document-missing');
  const found = await attempt(place, 'read', () => stat(place));
  if (!found.ok) return refuse('document-unreadable', `${described.file}: ${found.failure.code}`);
  if (!found.value.isFile()) return refuse('document-unreadable');
  if (found.value.size === 0) return refuse('empty-document');
  if (found.value.size > largest) return refuse('too-big', `≤ ${largest}`);
  const read = await attempt(place, 'read', () => readThrough(place, signal));
  if (!read.ok) return refuse('document-unreadable', `${described.file}: ${read.failure.code}`);
  const { id, kind, criteria } = described;
  const { sha256, size, head } = read.value;
  const mediaType = mediaTypeOf(described.file, head);
  return ok({ document: { id, name, kind, mediaType, size, sha256, criteria }, path: place });
}

/** The file itself, through links, when it lies in the folder. Paths are written with `/` on every system. */
async function placeOf(folder: string, file: string): Promise<string | 'outside' | 'missing'> {
  const parts = file.split(/[\\/]/);
  const leaves = parts.some((each) => each === '' || each === '..' || each.includes('\0'));
  if (leaves || path.isAbsolute(file) || path.win32.isAbsolute(file)) return 'outside';
  const place = path.join(folder, ...parts);
  const real = await realpath(place).catch(() => null);
  if (real === null) return 'missing';
  const root = await realpath(folder);
  return real.startsWith(root + path.sep) ? real : 'outside';
}

async function readThrough(file: string, signal: AbortSignal) {
  const handle = await open(file, 'r');
  try {
    const hash = createHash('sha256');
    let size = 0;
    let head: Buffer = Buffer.alloc(0);
    const stream = handle.createReadStream({ highWaterMark: pieceLength, autoClose: false });
    for await (const piece of stream as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      if (size === 0) head = Buffer.from(piece.subarray(0, headLength));
      hash.update(piece);
      size += piece.length;
    }
    return { sha256: hash.digest('hex'), size, head };
  } finally {
    await handle.close();
  }
}
