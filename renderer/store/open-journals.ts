import type { Failure } from '../../shared/failures.ts';
import type { Result } from '../../shared/result.ts';
import { onForget } from './keys.ts';
import { type Observable, observable } from './observable.ts';

/** Journals that are open in this window, by round; each is opened once, however many screens look at it. */
export interface OpenJournals<T> {
  readonly open: (round: string) => Promise<Result<T, Failure>>;
  /** Closes a round's journal, so that the next look opens it anew: a newer bundle or workbook has come. */
  readonly close: (round: string) => void;
  /** Counts the closings, so that screens that look at a closed journal look again. */
  readonly closings: Observable<number>;
}

/** Keeps what `obtain` opens until it is closed or the identity is locked. What failed to open is tried again. */
export function openJournals<T>(
  obtain: (round: string) => Promise<Result<T, Failure>>,
  end: (opened: T) => void,
): OpenJournals<T> {
  const opened = new Map<string, Promise<Result<T, Failure>>>();
  const closings = observable(0);
  const close = (round: string) => {
    const entry = opened.get(round);
    if (entry === undefined) return;
    opened.delete(round);
    closings.set(closings.get() + 1);
    void entry.then(
      (result) => result.ok && end(result.value),
      () => undefined,
    );
  };
  onForget(() => {
    for (const round of [...opened.keys()]) close(round);
  });
  const open = (round: string) => {
    const present = opened.get(round);
    if (present !== undefined) return present;
    const entry = obtain(round);
    opened.set(round, entry);
    const forget = () => opened.get(round) === entry && opened.delete(round);
    entry.then((result) => !result.ok && forget(), forget);
    return entry;
  };
  return { close, open, closings };
}
