import { useEffect, useRef, useState } from 'react';
import { observable } from './observable.ts';

/** A pause this long while typing counts as a thought finished. */
const pauseMs = 600;
/** Somebody who types without a pause is recorded at least this often. */
const longestMs = 4_000;

const pending = new Set<() => void | Promise<void>>();

/** Records everything that is still being typed; done before locking, signing and leaving. */
export async function flushTyping(): Promise<void> {
  await Promise.all([...pending].map((flush) => flush()));
}

const ahead = new Set<object>();

/** Whether something stands in a field that was not given to be recorded yet. */
export const isTyping = observable(false);

function setAhead(field: object, isAhead: boolean): void {
  if (isAhead) ahead.add(field);
  else ahead.delete(field);
  isTyping.set(ahead.size > 0);
}

interface TypedText {
  readonly value: string;
  readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
  readonly onBlur: () => void;
  readonly onCompositionStart: () => void;
  readonly onCompositionEnd: () => void;
}

/**
 * Text that is typed here and recorded elsewhere: `commit` gets it after a pause, on leaving the field, and when the
 * component goes away, never in the middle of a composition by an IME, and never unchanged. A value that changes
 * from outside (undo) shows at once unless somebody is typing.
 */
export function useTypedText(recorded: string, commit: (text: string) => void): TypedText {
  const [value, setValue] = useState(recorded);
  const state = useRef({ typed: recorded, recorded, since: 0, composing: false, commit });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const own = state.current;
  own.commit = commit;
  const [flush] = useState(() => () => {
    clearTimeout(timer.current);
    own.since = 0;
    pending.delete(flush);
    if (own.typed !== own.recorded) {
      own.recorded = own.typed;
      own.commit(own.typed);
    }
    setAhead(own, false);
  });

  useEffect(() => {
    if (own.since === 0 && !own.composing && own.typed !== recorded) {
      own.typed = recorded;
      setValue(recorded);
    }
    own.recorded = recorded;
    setAhead(own, own.typed !== recorded);
  }, [own, recorded]);
  useEffect(() => () => flush(), [flush]);

  const wait = () => {
    clearTimeout(timer.current);
    if (own.composing) return;
    const now = Date.now();
    if (own.since === 0) own.since = now;
    pending.add(flush);
    timer.current = setTimeout(flush, Math.min(pauseMs, own.since + longestMs - now));
  };
  return {
    value,
    onChange: ({ target }) => {
      own.typed = target.value;
      setAhead(own, own.typed !== own.recorded);
      setValue(target.value);
      wait();
    },
    onBlur: flush,
    onCompositionStart: () => {
      own.composing = true;
      clearTimeout(timer.current);
    },
    onCompositionEnd: () => {
      own.composing = false;
      wait();
    },
  };
}
