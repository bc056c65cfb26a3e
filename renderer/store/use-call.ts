import { useCallback, useEffect, useRef, useState } from 'react';
import type { HaizhiContract, MethodName } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failures.ts';
import type { Result } from '../../shared/result.ts';
import type { Input, Output } from '../../shared/rpc.ts';
import { call, reaching } from '../client.ts';
import { noticingLock } from './session.ts';

type Reading<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly value: T };

/** Reads something when the component appears and whenever the input changes; `again` reads it once more. */
export function useRead<K extends MethodName>(
  name: K,
  input: Input<HaizhiContract, K>,
): Reading<Output<HaizhiContract, K>> & { readonly again: () => void } {
  const [reading, setReading] = useState<Reading<Output<HaizhiContract, K>>>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const raise = useRaise();
  const key = JSON.stringify({ input, attempt });
  useEffect(() => {
    let wanted = true;
    const asked = JSON.parse(key) as { readonly input: Input<HaizhiContract, K> };
    reaching(() => call(name, asked.input)).then((answer) => {
      noticingLock(answer as Result<unknown, Failure>);
      if (!wanted) return;
      if (answer.ok) setReading({ kind: 'ready', value: answer.value });
      else setReading({ kind: 'failed', failure: answer.failure as Failure });
    }, raise);
    return () => {
      wanted = false;
    };
  }, [name, key, raise]);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...reading, again };
}

interface Action<A extends readonly unknown[]> {
  readonly run: (...args: A) => void;
  readonly busy: boolean;
  /** Why the last run was refused; `null` before one, while running, and after a success. */
  readonly failure: Failure | null;
  readonly clear: () => void;
}

/** Something a person starts: one run at a time, its refusal kept to be shown, a bug given to the error boundary. */
export function useAction<A extends readonly unknown[]>(
  work: (...args: A) => Promise<Result<unknown, Failure>>,
): Action<A> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const raise = useRaise();
  const run = (...args: A) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setFailure(null);
    reaching(() => work(...args))
      .then((result) => {
        noticingLock(result);
        if (!result.ok && result.failure.kind !== 'cancelled') setFailure(result.failure);
      }, raise)
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  };
  return { run, busy, failure, clear: () => setFailure(null) };
}

/** Gives an error of something asynchronous to the error boundary above the component. */
export function useRaise(): (error: unknown) => void {
  const [, setState] = useState(null);
  return useCallback((error: unknown) => {
    setState(() => {
      throw error;
    });
  }, []);
}
