import type { Failure } from '../../shared/failures.ts';
import type { Result } from '../../shared/result.ts';
import { onForget } from './keys.ts';

/** Journals that are open in this window, by round; each is opened once, however many screens look at it. */
export interface OpenJournals<T> {
  readonly open: (round: string) => Promise<Result<T, Failure>>;
  /** Closes a round's journal, so that the next look opens it anew: a newer bundle has come. */
  readonly close: (round: string) => void;
}

/** Keeps what `obtain` opens until it is closed or the identity is locked. What failed to open is tried again. */
export function openJournals<T>(
  obtain: (round: string) => Promise<Result<T, Failure>>,
  end: (opened: T) => void,
): OpenJournals<T> {
  const opened = new Map<string, Promise<Result<T, Failure>>>();
  const close = (round: string) => {
    const entry = opened.get(round);
    opened.delete(round);
    void entry?.then(
      (result) => result.ok && end(result.value),
      () => undefined,
    );
  };
  onForget(() => {
    for (const round of [...opened.keys()]) close(round);
  });
  const forgetIf = (round: string, failed: boolean) => {
    if (failed) opened.delete(round);
  };
  return {
    close,
    open: (round) => {
      const present = opened.get(round);
      if (present !== undefined) return present;
      const entry = obtain(round);
      opened.set(round, entry);
      entry.then(
        (result) => forgetIf(round, !result.ok),
        () => forgetIf(round, true),
      );
      return entry;
    },
  };
}
