import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { JournalResumed } from '../../../shared/domain/review.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readingFailure } from '../disk/disk-failure.ts';
import { attempt } from '../disk/file-failure.ts';
import type { RecordFailure } from '../journal/folded-journal.ts';
import type { OwnExport } from './own-exports.ts';

/** An open journal, as far as its history is judged. */
interface JudgedJournal {
  readonly position: { readonly head: string; readonly length: number };
  headAfter(count: number): string | null;
  events(
    after: number,
  ): Promise<Result<{ readonly events: readonly { readonly event: object }[] }, RecordFailure>>;
  record(events: readonly JournalResumed[]): Promise<Result<unknown, { readonly kind: string }>>;
}

/** What a journal is judged by. */
interface Evidence {
  /** The journal's file. */
  readonly file: string;
  /** Workbooks of its owner that it does not name. */
  readonly exports: readonly OwnExport[];
}

/**
 * Judges a journal that has just been opened by what lies beside it. A damaged file that was set aside and is not named
 * yet is named in the journal now: a salvage that a crash broke off leaves a trace all the same. A workbook that was
 * made of a longer or another journal stops the round, until its person has decided to go on.
 */
export async function judgeHistory(
  journal: JudgedJournal,
  { file, exports }: Evidence,
): Promise<Result<void, RecordFailure>> {
  const damaged = await damagedFiles(file);
  if (damaged.length === 0 && exports.every((each) => contradiction(journal, each) === null)) {
    return ok();
  }
  const named = await resumptions(journal);
  if (!named.ok) return named;
  for (const each of damaged) {
    const noted = await noteDamaged(journal, each, named.value);
    if (!noted.ok) return noted;
  }
  for (const each of exports) {
    const reason = named.value.has(each.workbook) ? null : contradiction(journal, each);
    if (reason !== null) return fail(rolledBack(file, journal.position.length, each, reason));
  }
  return ok();
}

/** Why a journal cannot be the one that a workbook was made of; null when it can. */
export function contradiction(
  journal: { headAfter(count: number): string | null; readonly position: { length: number } },
  { length, head }: OwnExport,
): 'rolled-back' | 'replaced' | null {
  if (journal.headAfter(length) === head) return null;
  return journal.position.length < length ? 'rolled-back' : 'replaced';
}

/** The failure that names the first entry which is gone, or by which the histories differ at the latest. */
export function rolledBack(
  file: string,
  present: number,
  { length }: OwnExport,
  reason: 'rolled-back' | 'replaced',
): Failure<'journal-damaged'> {
  const record = reason === 'rolled-back' ? present + 1 : length;
  return { kind: 'journal-damaged', file, record, reason };
}

/** Hashes of everything that this journal says it was resumed from. */
async function resumptions(
  journal: JudgedJournal,
): Promise<Result<ReadonlySet<string>, RecordFailure>> {
  const read = await journal.events(0);
  if (!read.ok) return read;
  const hashes = read.value.events.flatMap(({ event }) =>
    'kind' in event && event.kind === 'journal.resumed' && 'sha256' in event
      ? [String(event.sha256)]
      : [],
  );
  return ok(new Set(hashes));
}

async function damagedFiles(file: string): Promise<readonly string[]> {
  const folder = path.dirname(file);
  const names = await readdir(folder).catch(() => []);
  const start = `${path.basename(file)}.damaged-`;
  return names.filter((name) => name.startsWith(start)).map((name) => path.join(folder, name));
}

async function noteDamaged(
  journal: JudgedJournal,
  file: string,
  named: ReadonlySet<string>,
): Promise<Result<void, RecordFailure>> {
  const bytes = await attempt(file, 'read', () => readFile(file));
  if (!bytes.ok) return fail(readingFailure(bytes.failure));
  const sha256 = createHash('sha256').update(bytes.value).digest('hex');
  if (named.has(sha256)) return ok();
  const recorded = await journal.record([{ kind: 'journal.resumed', cause: 'damaged', sha256 }]);
  return recorded.ok ? ok() : fail(onDisk(recorded.failure));
}

/** The rules of a review and of a meeting always take this event: what refuses it is the disk. */
function onDisk(failure: { readonly kind: string }): RecordFailure {
  if ('file' in failure || 'entry' in failure || 'format' in failure) {
    return failure as RecordFailure;
  }
  if (failure.kind === 'identity-locked') return { kind: 'identity-locked' };
  throw new Error(`a resumption was not recorded: ${failure.kind}`);
}
