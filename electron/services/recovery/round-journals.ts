import { stat } from 'node:fs/promises';
import type { Failure } from '../../../shared/failures.ts';
import type { Result } from '../../../shared/result.ts';
import type { RoundHome } from '../home.ts';
import type { JournalFailure } from '../journal/failure.ts';
import { recordFailure } from '../journal/folded-journal.ts';
import { type Inspection, inspectJournal } from '../journal/inspect.ts';
import type { JournalOptions } from '../journal/journal.ts';
import { contradiction, rolledBack } from './history.ts';
import type { JournalName, OwnExport } from './own-exports.ts';

/** Where one of a round's journals lies, and what opens it. */
export interface JournalPlace extends Pick<JournalOptions, 'path' | 'key' | 'id'> {
  readonly journal: JournalName;
}

/** The journals of a round that are there, or were: one whose file is gone is there as long as its note is. */
export async function journalsOf(
  home: RoundHome,
  round: string,
  key: Uint8Array,
): Promise<readonly JournalPlace[]> {
  const all = [
    { journal: 'review', path: home.reviewJournal, id: `${round}/review`, key },
    { journal: 'meeting', path: home.meetingJournal, id: `${round}/meeting`, key },
  ] as const;
  const found: JournalPlace[] = [];
  for (const each of all) {
    const files = [each.path, `${each.path}.head`];
    const stats = await Promise.all(files.map((file) => stat(file).catch(() => null)));
    if (stats.some((one) => one !== null)) found.push(each);
  }
  return found;
}

/** What a journal is found to be, and what is wrong with it; `null`: nothing. */
export interface Judged {
  readonly found: Inspection | null;
  readonly failure: Failure<'journal-damaged' | 'newer-version' | 'not-readable'> | null;
}

/** Checks every byte of a journal, then its history against workbooks that were made of it. */
export async function judgeJournal(
  place: JournalPlace,
  exports: readonly OwnExport[],
): Promise<Judged> {
  const { path, journal } = place;
  const inspected: Result<Inspection, JournalFailure> = await inspectJournal(place);
  if (!inspected.ok) return { found: null, failure: readable(inspected.failure, path) };
  const found = inspected.value;
  const { damage, length } = found;
  if (damage !== null) {
    const record = length + 1;
    return { found, failure: { kind: 'journal-damaged', file: path, record, reason: damage } };
  }
  const named = resumptionsIn(found);
  const judged = { position: { length }, headAfter: (count: number) => found.headAfter(count) };
  for (const each of exports) {
    if (each.journal !== journal || named.has(each.workbook)) continue;
    const reason = contradiction(judged, each);
    if (reason !== null) return { found, failure: rolledBack(path, length, each, reason) };
  }
  return { found, failure: null };
}

function resumptionsIn({ entries }: Inspection): ReadonlySet<string> {
  const hashes = entries.flatMap(({ value }) =>
    typeof value === 'object' && value !== null && 'sha256' in value ? [String(value.sha256)] : [],
  );
  return new Set(hashes);
}

function readable(failure: JournalFailure, file: string): NonNullable<Judged['failure']> {
  const told = recordFailure(failure, file);
  switch (told.kind) {
    case 'journal-damaged':
    case 'newer-version':
      return told;
    default:
      return { kind: 'not-readable', file, detail: 'detail' in told ? told.detail : told.kind };
  }
}
