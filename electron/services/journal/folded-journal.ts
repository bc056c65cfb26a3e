import type { z } from 'zod';
import type { Recorded } from '../../../shared/domain/review.ts';
import type { Failure } from '../../../shared/failures.ts';
import type { JsonValue } from '../../../shared/json.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readingFailure, writingFailure } from '../disk/disk-failure.ts';
import { createExclusive } from '../disk/exclusive.ts';
import type { Locked } from '../disk/file-lock.ts';
import type { JournalFailure } from './failure.ts';
import { type Journal, openJournal } from './journal.ts';
import type { JournalEntry } from './payload.ts';

/** Why a journal gives nothing or takes nothing; `identity-locked`: it was closed meanwhile. */
export type RecordFailure = Failure<
  | 'journal-damaged'
  | 'journal-in-use'
  | 'held-elsewhere'
  | 'newer-version'
  | 'review-keys-lost'
  | 'content-invalid'
  | 'identity-locked'
  | 'not-readable'
  | 'not-writable'
  | 'disk-full'
  | 'read-only'
>;

/** How a journal's events become a state; pure. */
export interface Folding<S, E, R> {
  /** Judges the values of the journal; a value that does not fit is a journal of a newer version. */
  readonly event: z.ZodType<E>;
  /**
   * How events stand in the journal; left out: as they are. Asked for once, with what the journal holds, while this process
   * alone has it.
   */
  readonly coding?: (
    values: readonly JsonValue[],
  ) => Promise<Result<EventCoding<E>, RecordFailure>>;
  readonly fold: (entries: readonly Recorded<E>[]) => S;
  /** Fetches what folding these entries needs, before `fold` is called. */
  readonly prepare?: (entries: readonly Recorded<E>[]) => Promise<Result<void, RecordFailure>>;
  readonly step: (state: S, entry: Recorded<E>) => Result<S, R>;
}

/** Another form for events inside the journal. `decode` may give anything: `event` judges it. */
export interface EventCoding<E> {
  encode(event: E): unknown;
  decode(value: JsonValue): unknown;
}

/** Where to keep it; see `JournalOptions`. */
interface FoldedJournalOptions {
  readonly path: string;
  readonly key: Uint8Array;
  readonly id: string;
  readonly clock: () => Date;
}

/** Events as they were recorded and the position of the journal after them. */
export interface Acknowledged<E> {
  readonly events: readonly Recorded<E>[];
  readonly journal: { readonly head: string; readonly length: number };
}

/**
 * A journal together with the state that its events make. One caller at a time changes it, in the order of
 * the calls, so that what is decided on a state is recorded on that state.
 */
export interface FoldedJournal<S, E, R> {
  readonly state: S;
  /** Head and length as they are now. */
  readonly position: { readonly head: string; readonly length: number };
  /** The head after the first `count` entries; null where the journal is shorter or no write ended there. */
  headAfter(count: number): string | null;
  /** Entries after `after`, and the present position. */
  events(after: number): Promise<Result<Acknowledged<E>, RecordFailure>>;
  /** Records all of the events or none. A success means that they are on disk. */
  record(events: readonly E[]): Promise<Result<Acknowledged<E>, R | RecordFailure>>;
  /** The same, for events that are decided on the state of that moment; `decide` may take its time and refuse. */
  recordAfter<V, F>(
    decide: (view: JournalView<S, E>) => Promise<Result<Decided<E, V>, F>>,
  ): Promise<Result<V, F | R | RecordFailure>>;
  close(): Promise<void>;
}

/** The journal as it stands while a decision is taken: nothing is recorded meanwhile. */
export interface JournalView<S, E> extends Acknowledged<E> {
  readonly state: S;
}

/** Events to record, and what to answer once they are on disk. */
export interface Decided<E, V> {
  readonly events: readonly E[];
  readonly value: V;
}

/** Opens or creates the journal and folds what it holds. */
export async function openFoldedJournal<S, E, R>(
  options: FoldedJournalOptions,
  folding: Folding<S, E, R>,
): Promise<Result<FoldedJournal<S, E, R>, RecordFailure>> {
  const opened = await openJournal(options);
  if (!opened.ok) return fail(recordFailure(opened.failure, options.path));
  const folded = await foldOpened(opened.value, options, folding);
  if (!folded.ok) await opened.value.close();
  return folded;
}

async function foldOpened<S, E, R>(
  journal: Journal,
  options: FoldedJournalOptions,
  folding: Folding<S, E, R>,
): Promise<Result<FoldedJournal<S, E, R>, RecordFailure>> {
  const held = await journal.read(0);
  if (!held.ok) return fail(recordFailure(held.failure, options.path));
  const values = held.value.map(({ value }) => value);
  const coding = (await folding.coding?.(values)) ?? ok(asTheyAre);
  if (!coding.ok) return coding;
  const reading: EventReading<E> = { event: folding.event, coding: coding.value };
  const entries = recordedOf(held.value, options.path, reading);
  if (!entries.ok) return entries;
  const prepared = (await folding.prepare?.(entries.value)) ?? ok();
  if (!prepared.ok) return prepared;
  return ok(new Folded(journal, options, folding, reading, folding.fold(entries.value)));
}

/** What tells events from other values, and finds them in the journal. */
interface EventReading<E> {
  readonly event: z.ZodType<E>;
  readonly coding: EventCoding<E>;
}

const asTheyAre: EventCoding<unknown> = { encode: (event) => event, decode: (value) => value };

class Folded<S, E, R> implements FoldedJournal<S, E, R> {
  readonly #journal: Journal;
  readonly #path: string;
  readonly #clock: () => Date;
  readonly #folding: Folding<S, E, R>;
  readonly #reading: EventReading<E>;
  readonly #exclusive = createExclusive();
  #state: S;

  constructor(
    journal: Journal,
    { path, clock }: FoldedJournalOptions,
    folding: Folding<S, E, R>,
    reading: EventReading<E>,
    state: S,
  ) {
    this.#journal = journal;
    this.#path = path;
    this.#clock = clock;
    this.#folding = folding;
    this.#reading = reading;
    this.#state = state;
  }

  get state(): S {
    return this.#state;
  }

  get position(): { head: string; length: number } {
    return { head: this.#journal.head, length: this.#journal.length };
  }

  headAfter(count: number): string | null {
    return this.#journal.headAfter(count);
  }

  events(after: number): Promise<Result<Acknowledged<E>, RecordFailure>> {
    return this.#exclusive(() => this.#after(after));
  }

  record(events: readonly E[]): Promise<Result<Acknowledged<E>, R | RecordFailure>> {
    return this.#exclusive(() => this.#append(events));
  }

  recordAfter<V, F>(
    decide: (view: JournalView<S, E>) => Promise<Result<Decided<E, V>, F>>,
  ): Promise<Result<V, F | R | RecordFailure>> {
    return this.#exclusive(async () => {
      const present = await this.#after(0);
      if (!present.ok) return present;
      const decided = await decide({ ...present.value, state: this.#state });
      if (!decided.ok) return decided;
      const recorded = await this.#append(decided.value.events);
      return recorded.ok ? ok(decided.value.value) : recorded;
    });
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  /** Every event is tried on the state before anything is written. */
  async #append(events: readonly E[]): Promise<Result<Acknowledged<E>, R | RecordFailure>> {
    const refused = this.#refusal(events);
    if (refused !== null) return refused;
    const { coding } = this.#reading;
    const appended = await this.#journal.append(events.map((each) => coding.encode(each)));
    if (!appended.ok) return fail(recordFailure(appended.failure, this.#path));
    const recorded = await this.#after(appended.value.first - 1);
    if (recorded.ok) this.#state = this.#stepAll(recorded.value.events);
    return recorded;
  }

  #refusal(events: readonly E[]): { readonly ok: false; readonly failure: R } | null {
    const at = this.#clock().toISOString();
    let state = this.#state;
    for (const [place, event] of events.entries()) {
      const next = this.#folding.step(state, { seq: this.#journal.length + place + 1, at, event });
      if (!next.ok) return next;
      state = next.value;
    }
    return null;
  }

  #stepAll(entries: readonly Recorded<E>[]): S {
    return entries.reduce((state, entry) => {
      const next = this.#folding.step(state, entry);
      if (!next.ok) throw new Error('a recorded event was refused by the state it was tried on');
      return next.value;
    }, this.#state);
  }

  async #after(after: number): Promise<Result<Acknowledged<E>, RecordFailure>> {
    const entries = await this.#journal.read(after);
    if (!entries.ok) return fail(recordFailure(entries.failure, this.#path));
    const events = recordedOf(entries.value, this.#path, this.#reading);
    return events.ok ? ok({ events: events.value, journal: this.position }) : events;
  }
}

function recordedOf<E>(
  entries: readonly JournalEntry[],
  path: string,
  { event, coding }: EventReading<E>,
): Result<readonly Recorded<E>[], RecordFailure> {
  const recorded: Recorded<E>[] = [];
  for (const entry of entries) {
    const read = event.safeParse(coding.decode(entry.value));
    if (!read.success) return fail(unreadable(path, entry));
    recorded.push({ seq: entry.sequence, at: entry.at, event: read.data });
  }
  return ok(recorded);
}

function unreadable(path: string, entry: JournalEntry): Failure<'content-invalid'> {
  return { kind: 'content-invalid', entry: path, path: `${entry.sequence}`, detail: 'event' };
}

/** Who has a journal: another window or program here, or a computer of another name. */
export function lockFailure(
  { host, pid, elsewhere }: Locked,
  file: string,
): Failure<'journal-in-use' | 'held-elsewhere'> {
  return elsewhere
    ? { kind: 'held-elsewhere', file, host }
    : { kind: 'journal-in-use', file, detail: `${host} ${pid}` };
}

/** A journal's own failure, for a method that reads and writes; `path` is what the person is told of it. */
export function recordFailure(failure: JournalFailure, path: string): RecordFailure {
  switch (failure.kind) {
    case 'locked':
      return lockFailure(failure, path);
    case 'damaged':
      return {
        kind: 'journal-damaged',
        file: path,
        record: failure.at + 1,
        reason: failure.reason,
      };
    case 'wrong-key':
      return { kind: 'journal-damaged', file: path, record: 1, reason: 'foreign' };
    case 'newer-version':
      return { kind: 'newer-version', format: 'journal', version: failure.version };
    case 'batch-too-large':
      return { kind: 'not-writable', file: path, detail: 'LIMIT' };
    case 'closed':
      return { kind: 'identity-locked' };
    case 'missing':
    case 'not-readable':
      return readingFailure(failure, path);
    default:
      return writingFailure(failure, path);
  }
}
