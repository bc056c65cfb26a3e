import { useEffect, useRef, useState } from 'react';
import type { Place } from './database.ts';
import { currentSeal } from './keys.ts';
import { type Box, openBox } from './outbox.ts';
import { useSession } from './session.ts';

export interface Draft {
  readonly text: string;
  readonly write: (text: string) => void;
  readonly clear: () => void;
}

/**
 * Text that is not ready to be recorded (a reason before its form is sent): kept sealed through a reload or a crash.
 * `name` tells the field, e.g. `declare/a07`. Empty until the kept text has been read.
 */
export function useDraft(round: string, name: string, journal: Place['journal'] = 'review'): Draft {
  const owner = useSession().identity.fingerprint ?? '';
  const [text, setText] = useState('');
  const box = useRef<Promise<Box<string> | null>>(Promise.resolve(null));
  useEffect(() => {
    let wanted = true;
    box.current = currentSeal().then((seal) =>
      seal === null ? null : openBox<string>({ owner, journal, round }, `draft/${name}`, seal),
    );
    void box.current
      .then((opened) => opened?.read() ?? null)
      .then((kept) => wanted && setText(kept ?? ''));
    return () => {
      wanted = false;
    };
  }, [owner, journal, round, name]);
  return {
    text,
    write: (next) => {
      setText(next);
      void box.current.then((opened) => opened?.write(next));
    },
    clear: () => {
      setText('');
      void box.current.then((opened) => opened?.clear());
    },
  };
}
