import { hkdfSync } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type CenterEvent, type CenterLogReport, centerEvent } from '../../../shared/center-log.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import type { JournalFailure } from '../journal/failure.ts';
import { inspectJournal } from '../journal/inspect.ts';
import { type Journal, openJournal, salvageJournal } from '../journal/journal.ts';
import type { Platform } from '../platform.ts';
import type { CenterPaths } from './folder.ts';
import type { CenterKeys } from './keys.ts';

/** Where a center's log lies, and what opens it. */
interface CenterLog {
  readonly paths: Pick<CenterPaths, 'log'>;
  readonly keys: Pick<CenterKeys, 'age'>;
  readonly platform: Platform;
}

/** The log takes no entry; the act that asked for it does not take place. */
export type LogFailure = Failure<'center-log'> | WritingFailure;

/** How often, every 100 ms, a log is asked for that another program is just writing. */
const tries = 30;

/**
 * Notes what staff are about to do: to be called once an act is judged and before it takes effect. Success means that it is
 * on disk. The log is held no longer than that, so that several programs may work on one center.
 */
export async function noteActs(
  log: CenterLog,
  events: readonly CenterEvent[],
): Promise<Result<void, LogFailure>> {
  const journal = await open(log);
  if (!journal.ok) return fail(logFailure(journal.failure, log));
  try {
    const noted = await journal.value.append(events);
    return noted.ok ? ok() : fail(logFailure(noted.failure, log));
  } finally {
    await journal.value.close();
  }
}

/** Checks every byte of the log. Writes nothing, locks nothing. */
export async function inspectLog(log: CenterLog): Promise<CenterLogReport> {
  const { path: file } = optionsOf(log);
  const found = await inspectJournal(optionsOf(log));
  if (!found.ok) {
    return { entries: [], head: null, torn: 0, failure: unreadable(found.failure, file) };
  }
  const { damage, length, head, torn } = found.value;
  const entries = found.value.entries.flatMap(({ sequence: seq, at, value }) => {
    const event = centerEvent.safeParse(value);
    return event.success ? [{ seq, at, event: event.data }] : [];
  });
  if (damage !== null) {
    const failure = { kind: 'journal-damaged', file, record: length + 1, reason: damage } as const;
    return { entries, head, torn: 0, failure };
  }
  // Sealed with the center's key and of no known kind: only a newer version writes that.
  const isNewer = entries.length < length;
  const failure = isNewer
    ? ({ kind: 'newer-version', format: 'journal', version: 2 } as const)
    : null;
  return { entries, head, torn, failure };
}

/**
 * Goes on with a damaged log from its last sound entry: a person's own decision, which the log names from then on. The
 * damaged file is kept beside it. A sound log stays as it is.
 */
export async function resumeLog(log: CenterLog): Promise<Result<void, LogFailure>> {
  const { failure } = await inspectLog(log);
  if (failure?.kind !== 'journal-damaged') return ok();
  const salvaged = await salvageJournal(optionsOf(log));
  if (!salvaged.ok) return fail(logFailure(salvaged.failure, log));
  const { record } = failure;
  return noteActs(log, [{ kind: 'log.resumed', record, kept: salvaged.value.kept ?? '' }]);
}

async function open(log: CenterLog): Promise<Result<Journal, JournalFailure>> {
  for (let tried = 1; ; tried++) {
    const opened = await openJournal(optionsOf(log));
    if (opened.ok || opened.failure.kind !== 'locked' || tried === tries) return opened;
    await pause(100);
  }
}

function optionsOf({ paths, keys, platform }: CenterLog) {
  const key = new Uint8Array(hkdfSync('sha256', keys.age, '', 'haizhi-center-log/1', 32));
  return { path: paths.log, key, id: 'center', clock: () => platform.now() };
}

function logFailure(failure: JournalFailure, { paths }: CenterLog): LogFailure {
  switch (failure.kind) {
    case 'not-writable':
    case 'disk-full':
    case 'read-only':
      return writingFailure(failure, paths.log);
    case 'damaged':
      return { kind: 'center-log', file: paths.log, detail: `${failure.reason} ${failure.at + 1}` };
    default:
      return { kind: 'center-log', file: paths.log, detail: failure.kind };
  }
}

function unreadable(failure: JournalFailure, file: string): CenterLogReport['failure'] {
  switch (failure.kind) {
    case 'wrong-key':
      return { kind: 'journal-damaged', file, record: 1, reason: 'foreign' };
    case 'newer-version':
      return { kind: 'newer-version', format: 'journal', version: failure.version };
    default:
      return { kind: 'not-readable', file, detail: failure.kind };
  }
}
