import { createHash } from 'node:crypto';
import { open, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ApplicationDocument } from '../../../shared/domain/application.ts';
import type { Problem } from '../../../shared/failures.ts';
import { spellHidden } from '../../../shared/hidden-text.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ApplicationDescription } from '../../../shared/round-folder.ts';
import { hiddenIn } from '../../../shared/schema.ts';
import { isDocumentName } from '../bundle/manifest.ts';
import { attempt } from '../disk/file-failure.ts';
import { filePieces } from '../disk/file-pieces.ts';
import { headLength, mediaTypeOf } from '../disk/media-type.ts';
import type { ArchiveMember } from '../zip/archive.ts';
import { problemAt } from './problem.ts';

export type DocumentDescription = ApplicationDescription['documents'][number];

/** A document of an application and where its bytes lie: a file, or a member of the applicant's ZIP file. */
export interface TakenDocument {
  readonly document: ApplicationDocument;
  readonly path: string;
  readonly member?: ArchiveMember;
}

/** One line of a description, and where it stands. */
export interface DescribedDocument {
  /** The application's folder. */
  readonly folder: string;
  readonly described: DocumentDescription;
  /** The description's file and the place in it, for problems. */
  readonly file: string;
  readonly at: readonly PropertyKey[];
}

/** Where a document was found. `inside` is its path in a ZIP file, '' for the whole file; `null` for an ordinary file. */
export interface DocumentPlace {
  readonly path: string;
  readonly inside: string | null;
}

/** Largest document that a bundle carries: 1 GiB. */
const largest = 1024 ** 3;

/**
 * The file itself, through links, when it lies in the application's folder; a path may go on inside of a `.zip` file. Paths
 * are written with `/` on every system. Refused: missing, or a path that leads outside, also through a link.
 */
export async function findDocument(
  line: DescribedDocument,
): Promise<Result<DocumentPlace, Problem>> {
  const { folder, described } = line;
  const parts = described.file.split(/[\\/]/);
  const leaves = parts.some((each) => each === '' || each === '..' || each.includes('\0'));
  if (leaves || path.isAbsolute(described.file) || path.win32.isAbsolute(described.file)) {
    return fail(problemIn(line, 'path-outside'));
  }
  const archived = await archivedParts(folder, parts);
  const place = path.join(folder, ...parts.slice(0, archived ?? parts.length));
  const real = await realpath(place).catch(() => null);
  if (real === null) return fail(problemIn(line, 'document-missing'));
  const root = await realpath(folder);
  if (!real.startsWith(root + path.sep)) return fail(problemIn(line, 'path-outside'));
  return ok({ path: real, inside: archived === null ? null : parts.slice(archived).join('/') });
}

/** A problem of the line's `file`. */
export function problemIn(
  { described, file, at }: DescribedDocument,
  reason: Problem['reason'],
  expected: string = described.file,
): Problem {
  return problemAt(file, [...at, 'file'], reason, expected);
}

/** How many parts of the path lead to a ZIP file; `null` where none does. */
async function archivedParts(folder: string, parts: readonly string[]): Promise<number | null> {
  for (const [index, part] of parts.entries()) {
    if (!/\.zip$/i.test(part)) continue;
    const found = await stat(path.join(folder, ...parts.slice(0, index + 1))).catch(() => null);
    if (found?.isFile()) return index + 1;
  }
  return null;
}

/**
 * Takes a document that is a file: hashes it and tells its media type from its content. Refused with a reason: unreadable,
 * empty, above 1 GiB, a folder, a name that is none. `signal` aborts between pieces by throwing.
 */
export async function takeFile(
  place: string,
  line: DescribedDocument,
  signal: AbortSignal,
): Promise<Result<TakenDocument, Problem>> {
  const { described, file, at } = line;
  const name = described.name ?? path.posix.basename(described.file.replaceAll('\\', '/'));
  const flaw = nameProblem(file, [...at, 'name'], name);
  if (flaw !== null) return fail(flaw);
  const unreadable = (code: string) =>
    fail(problemIn(line, 'document-unreadable', `${described.file}: ${code}`));
  const found = await attempt(place, 'read', () => stat(place));
  if (!found.ok) return unreadable(found.failure.code);
  const { size } = found.value;
  if (!found.value.isFile()) return fail(problemIn(line, 'document-unreadable'));
  if (size === 0) return fail(problemIn(line, 'empty-document'));
  if (size > largest) return fail(problemIn(line, 'too-big', `≤ ${largest}`));
  const read = await attempt(place, 'read', async () => {
    const handle = await open(place, 'r');
    try {
      return await digest(filePieces(handle, 0, size), signal);
    } finally {
      await handle.close();
    }
  });
  if (!read.ok) return unreadable(read.failure.code);
  return ok({ document: documentOf(described, name, read.value), path: place });
}

/** What is wrong with the name under which a document would be shown; `null`: nothing. A hidden character is told by its code. */
export function nameProblem(
  file: string,
  at: readonly PropertyKey[],
  name: string,
): Problem | null {
  const found = hiddenIn(name);
  if (found !== null)
    return problemAt(file, at, 'hidden-character', `${spellHidden(name)}: ${found}`);
  return isDocumentName(name) ? null : problemAt(file, at, 'wrong-format', spellHidden(name));
}

/** What is known of a content after it was read once. */
interface ContentDigest {
  readonly sha256: string;
  readonly size: number;
  readonly head: Uint8Array;
}

/** The document of a description, told by its content. */
export function documentOf(
  { id, kind, criteria }: DocumentDescription,
  name: string,
  { sha256, size, head }: ContentDigest,
): ApplicationDocument {
  return { id, name, kind, mediaType: mediaTypeOf(name, head), size, sha256, criteria };
}

/** Hashes a content. `signal` aborts between pieces by throwing. */
export async function digest(
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<ContentDigest> {
  const hash = createHash('sha256');
  let size = 0;
  let head = Buffer.alloc(0);
  for await (const piece of pieces) {
    signal.throwIfAborted();
    if (head.length < headLength) {
      head = Buffer.concat([head, piece.subarray(0, headLength - head.length)]);
    }
    hash.update(piece);
    size += piece.length;
  }
  return { sha256: hash.digest('hex'), size, head };
}
