import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../shared/failures.ts';
import type { Result } from '../../shared/result.ts';
import type { Live } from './live-journal.ts';
import { type Observable, observable, useObservable } from './observable.ts';
import type { OpenJournals } from './open-journals.ts';
import { useRaise } from './use-call.ts';

type Opening<T, S> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly again: () => void }
  | { readonly kind: 'ready'; readonly opened: T; readonly live: Live<S> };

interface Answer<T> {
  readonly round: string;
  readonly attempt: number;
  readonly result: Result<T, Failure>;
}

const notOpen: Pick<Observable<null>, 'get' | 'subscribe'> = observable(null);

/** Joins a round's open journal, or opens it. Nothing is lost when the component goes away. */
export function useOpened<
  S,
  T extends { readonly journal: { readonly live: Pick<Observable<Live<S>>, 'get' | 'subscribe'> } },
>(journals: OpenJournals<T>, round: string): Opening<T, S> {
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const raise = useRaise();
  useEffect(() => {
    let wanted = true;
    const look = () => {
      journals.open(round).then((result) => wanted && setAnswer({ round, attempt, result }), raise);
    };
    look();
    const stop = journals.closings.subscribe(look);
    return () => {
      wanted = false;
      stop();
    };
  }, [journals, round, attempt, raise]);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  const current = answer?.round === round && answer.attempt === attempt;
  const result = current ? answer.result : null;
  const live = useObservable<Live<S> | null>(result?.ok ? result.value.journal.live : notOpen);
  if (result === null) return { kind: 'loading' };
  if (!result.ok) return { kind: 'failed', failure: result.failure, again };
  return { kind: 'ready', opened: result.value, live: live! };
}
