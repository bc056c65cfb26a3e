import type { Recorded } from '../../shared/domain/review.ts';
import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { FaultError } from '../../shared/rpc.ts';
import { reaching } from '../client.ts';
import { catchUp, type Reading, withoutKnown } from './catch-up.ts';
import { type Changes, followed, noChanges, type Retracing, type Way } from './changes.ts';
import { type Observable, observable } from './observable.ts';
import type { Outbox } from './outbox.ts';
import type { Projection } from './projection.ts';

/** Whether what is on screen is on disk. `problem` keeps everything and tries again by itself. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'saving' }
  | { readonly kind: 'problem'; readonly failure: Failure; readonly waiting: number };

/** What is on screen: the recorded entries, with everything that waits to be recorded on top. */
export interface Live<S> {
  readonly state: S;
  readonly save: SaveState;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What tells one kind of journal from another. `W`: events that a person may record; `R`: why one is refused. */
export interface JournalParts<S, E, W extends E, R> {
  readonly start: S;
  readonly step: (state: S, entry: Recorded<E>) => Result<S, R>;
  readonly retracing: Retracing<S, E, W>;
  readonly read: (after: number) => Promise<Result<Reading<E>, Failure>>;
  readonly write: (events: readonly W[]) => Promise<Result<Reading<E>, Failure>>;
  readonly projection: Projection<E>;
  readonly outbox: Outbox<W>;
  readonly now: () => string;
}

/** The state, and what led to it as far as it can be taken back. */
interface Standing<S, E, W> {
  readonly state: S;
  readonly changes: Changes<E, W>;
}

const retryMs = 5_000;

/** Opens a journal: the projection first, then whatever the journal has beyond it, then what was never sent. */
export async function openLiveJournal<S, E, W extends E, R>(
  parts: JournalParts<S, E, W, R>,
): Promise<Result<LiveJournal<S, E, W, R>, Failure>> {
  const entries = await reaching(() => catchUp(parts.projection, parts.read));
  if (!entries.ok) return entries;
  const unsent = await parts.outbox.read();
  const since = entries.value.slice(unsent.after);
  return ok(new LiveJournal(parts, entries.value, withoutKnown(since, unsent.events)));
}

/** A journal as a screen works on it: shown at once, recorded in order, honest about what is on disk. */
export class LiveJournal<S, E, W extends E, R> {
  readonly live: Observable<Live<S>>;
  readonly #parts: JournalParts<S, E, W, R>;
  #base: Standing<S, E, W>;
  #length: number;
  #waiting: readonly W[];
  #standing: Standing<S, E, W>;
  #sending: Promise<boolean> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #kept: Promise<void> = Promise.resolve();
  /** The last answer did not come or did not fit: what is on disk is read before anything is sent again. */
  #inDoubt = false;
  #open = true;
  #lastAt: string | null;

  constructor(
    parts: JournalParts<S, E, W, R>,
    entries: readonly Recorded<E>[],
    waiting: readonly W[],
  ) {
    this.#parts = parts;
    this.#length = entries.length;
    const start: Standing<S, E, W> = { state: parts.start, changes: noChanges };
    this.#base = entries.reduce((standing, entry) => this.#settle(standing, entry), start);
    this.#waiting = waiting;
    this.#standing = this.#view();
    this.#lastAt = entries.at(-1)?.at ?? null;
    const save: SaveState = { kind: 'saved', at: this.#lastAt };
    this.live = observable<Live<S>>(this.#present(save));
    if (waiting.length > 0) void this.#send();
  }

  /** Shows the events and records them in order; refused as a whole when the domain refuses one of them. */
  record(events: readonly W[]): Result<void, R> {
    let { state } = this.#standing;
    for (const event of events) {
      const next = this.#parts.step(state, this.#entry(event));
      if (!next.ok) return next;
      state = next.value;
    }
    this.#queue(events);
    return ok();
  }

  /** Takes the last change back, or makes it again, as a new event that is given; `null` where there is none to move. */
  retrace(way: Way): W | null {
    const event = this.#retraced(way);
    if (event !== null) this.#queue([event]);
    return event;
  }

  /** Reads what others (an opened document, a signature) have added, then sends what still waits. */
  async refresh(): Promise<void> {
    const news = await this.#inTurn(() => this.#reread());
    if (!news.ok) this.#stop(news.failure);
    else if (this.#waiting.length > 0) await this.#send();
    else this.#show({ kind: 'saved', at: this.#lastAt });
  }

  /** Gives up what waits: the way out where the privileged side refuses it for good. */
  discard(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#inTurn(async () => {
      this.#waiting = [];
      await this.#keep();
      this.#show({ kind: 'saved', at: this.#lastAt });
    });
  }

  /** Resolves when everything is on disk (`true`), or waits because of a problem (`false`). */
  settled(): Promise<boolean> {
    return this.#waiting.length === 0 ? Promise.resolve(true) : this.#send();
  }

  /** Everything on disk, in order: from the projection where it has all of it, else from the journal itself. */
  async entries(): Promise<Result<readonly Recorded<E>[], Failure>> {
    await this.settled();
    const kept = await this.#parts.projection.read();
    if (kept.length === this.#length) return ok(kept);
    const all = await reaching(() => this.#parts.read(0));
    return all.ok ? ok(all.value.events) : all;
  }

  close(): void {
    this.#open = false;
    clearTimeout(this.#timer);
  }

  /** The event of the next step on that way, where the domain allows it as things stand. */
  #retraced(way: Way): W | null {
    const { state, changes } = this.#standing;
    const event = way === 'undo' ? changes.done?.top.back : changes.undone?.top.forth;
    if (event === undefined) return null;
    // What has an inverse was made by a person's hand.
    const marked = this.#parts.retracing.mark(event as W, way);
    return this.#parts.step(state, this.#entry(marked)).ok ? marked : null;
  }

  #queue(events: readonly W[]): void {
    this.#waiting = [...this.#waiting, ...events];
    this.#show({ kind: 'saving' });
    void this.#keep();
    void this.#send();
  }

  /** One thing at a time talks to the privileged side, or entries would be taken in twice. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  #send(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#sending ??= this.#inTurn(() => this.#sendAll());
    return this.#sending;
  }

  async #sendAll(): Promise<boolean> {
    try {
      while (await this.#hasMore()) {
        const failure = await this.#sendBatch(this.#waiting);
        if (failure !== null) return this.#stop(failure);
        this.#show({ kind: 'saving' });
      }
      this.#show({ kind: 'saved', at: this.#lastAt });
      return true;
    } finally {
      this.#sending = null;
    }
  }

  /** Puts what waits into the outbox, one write after the other, so that a crash of the page loses none of it. */
  #keep(): Promise<void> {
    const { outbox } = this.#parts;
    this.#kept = this.#kept.then(() =>
      this.#waiting.length === 0
        ? outbox.clear()
        : outbox.write({ after: this.#length, events: this.#waiting }),
    );
    return this.#kept;
  }

  /** Whether something waits, also what was recorded while the outbox was emptied. */
  async #hasMore(): Promise<boolean> {
    if (this.#waiting.length === 0) await this.#keep();
    return this.#waiting.length > 0;
  }

  async #sendBatch(batch: readonly W[]): Promise<Failure | null> {
    if (this.#inDoubt) {
      const read = await this.#reread();
      return read.ok ? null : read.failure;
    }
    const answer = await this.#write(batch);
    if (!answer.ok) return answer.failure;
    const news = answer.value.events;
    if (news[0]?.seq !== this.#length + 1) {
      this.#inDoubt = true;
      return null;
    }
    await this.#parts.projection.append(news);
    this.#settleAll(news);
    this.#waiting = this.#waiting.slice(batch.length);
    return null;
  }

  /** A bug on the other side must not lock somebody out of the round: it is shown as a problem of these events. */
  async #write(batch: readonly W[]): Promise<Result<Reading<E>, Failure>> {
    try {
      return await reaching(() => this.#parts.write(batch));
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      return fail({ kind: 'not-recorded', detail: error.message });
    }
  }

  /** Somebody else has recorded meanwhile, or an answer got lost on its way: what is on disk counts. */
  async #reread(): Promise<Result<void, Failure>> {
    const news = await reaching(() => this.#parts.read(this.#length));
    if (!news.ok) return news;
    await this.#parts.projection.append(news.value.events);
    this.#waiting = withoutKnown(news.value.events, this.#waiting);
    this.#settleAll(news.value.events);
    this.#inDoubt = false;
    return ok();
  }

  #stop(failure: Failure): false {
    this.#inDoubt = true;
    this.#show({ kind: 'problem', failure, waiting: this.#waiting.length });
    clearTimeout(this.#timer);
    if (this.#open) this.#timer = setTimeout(() => void this.refresh(), retryMs);
    return false;
  }

  #show(save: SaveState): void {
    if (!this.#open) return;
    this.#standing = this.#view();
    this.live.set(this.#present(save));
  }

  #present(save: SaveState): Live<S> {
    const [canUndo, canRedo] = [this.#retraced('undo') !== null, this.#retraced('redo') !== null];
    return { state: this.#standing.state, save, canUndo, canRedo };
  }

  #view(): Standing<S, E, W> {
    return this.#waiting.reduce(
      (standing, event) => this.#settle(standing, this.#entry(event)),
      this.#base,
    );
  }

  #settleAll(entries: readonly Recorded<E>[]): void {
    this.#base = entries.reduce((standing, entry) => this.#settle(standing, entry), this.#base);
    this.#length += entries.length;
    this.#lastAt = entries.at(-1)?.at ?? this.#lastAt;
  }

  /** An entry that the present round no longer allows changes nothing, as in the fold of the privileged side. */
  #settle(standing: Standing<S, E, W>, entry: Recorded<E>): Standing<S, E, W> {
    const { state, changes } = standing;
    const next = this.#parts.step(state, entry);
    if (!next.ok) return standing;
    const { retracing } = this.#parts;
    return { state: next.value, changes: followed(retracing, state, changes, entry.event) };
  }

  #entry(event: W): Recorded<E> {
    return { seq: this.#length + 1, at: this.#parts.now(), event };
  }
}
