import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { writeDurably, writeStreamDurably } from '../disk/durable-file.ts';
import { attempt } from '../disk/file-failure.ts';
import { makeFolder } from '../disk/file-system.ts';
import type { RandomAccess } from '../disk/random-access.ts';
import { homeIn } from '../home.ts';
import { readPublicIdentity } from '../identity/identity-files.ts';
import type { Job } from '../work.ts';
import type { ZipArchive } from '../zip/reader.ts';
import type { OpenBackup } from './open-backup.ts';

export type StagingFailure =
  | WritingFailure
  | Failure<'cancelled' | 'not-readable' | 'backup-altered'>;

/** Which parts of a backup are wanted, where they are put, and what its person knows the backup by. */
interface Staging {
  readonly folder: string;
  readonly parts: readonly string[];
  readonly name: string;
}

/** Writes parts of a backup and its identity file, synced, into a folder of their own, and finds the identity readable there. */
export async function stageParts(
  { identity, profile }: OpenBackup,
  { folder, parts, name }: Staging,
  job: Job,
): Promise<Result<void, StagingFailure>> {
  await rm(folder, { recursive: true, force: true });
  const staged = homeIn(folder);
  const sizes = parts.map((part) => profile.region(part).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  for (const [place, part] of parts.entries()) {
    const target = path.join(folder, ...part.split('/'));
    const report = (bytes: number) => job.report('copy', done + bytes, total);
    const written = await writePart(profile, part, target, { job, report });
    if (!written.ok) return written;
    done += sizes[place] ?? 0;
  }
  const made = await attempt(folder, 'write', () => makeFolder(folder));
  if (!made.ok) return fail(writingFailure(made.failure));
  const kept = await writeDurably(staged.identity, identity);
  if (!kept.ok) return fail(writingFailure(kept.failure));
  const readable = await readPublicIdentity(staged);
  if (readable.ok) return ok();
  return fail({ kind: 'backup-altered', file: name, detail: path.basename(readable.failure.file) });
}

interface Report {
  readonly job: Job;
  readonly report: (bytes: number) => void;
}

async function writePart(
  profile: ZipArchive,
  part: string,
  target: string,
  { job, report }: Report,
): Promise<Result<void, StagingFailure>> {
  const made = await attempt(target, 'write', () => makeFolder(path.dirname(target)));
  if (!made.ok) return fail(writingFailure(made.failure));
  const pieces = piecesOf(profile.region(part));
  const { signal } = job;
  try {
    const written = await writeStreamDurably(target, pieces, { signal, onProgress: report });
    if (written.ok) return ok();
    const { failure } = written;
    return fail(failure.kind === 'cancelled' ? failure : writingFailure(failure));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return fail({ kind: 'not-readable', file: part, detail: error.message });
  }
}

/** The medium gave out while it was read: everything on it had been found right before. */
class Unreadable extends Error {}

const pieceLength = 1024 * 1024;

async function* piecesOf(region: RandomAccess): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < region.size; position += pieceLength) {
    const piece = await region.read(position, Math.min(pieceLength, region.size - position));
    if (!piece.ok) throw new Unreadable(piece.failure.kind);
    yield piece.value;
  }
}
