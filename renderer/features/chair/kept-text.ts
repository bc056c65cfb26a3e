import { useState } from 'react';
import { useDraft } from '../../store/use-draft.ts';

/** Text of a form that is recorded with a button. */
export interface KeptText {
  readonly text: string;
  readonly write: (text: string) => void;
  /** After recording: what is recorded shows from now on. */
  readonly done: () => void;
}

/**
 * Shows what is recorded until somebody writes; what is written survives a reload before it is recorded. A component
 * that uses it is keyed by what `name` speaks of.
 */
export function useKeptText(round: string, name: string, recorded: string): KeptText {
  const draft = useDraft(round, name, 'meeting');
  const [typed, setTyped] = useState<string | null>(null);
  const kept = draft.text === '' ? recorded : draft.text;
  return {
    text: typed ?? kept,
    write: (text) => {
      setTyped(text);
      draft.write(text);
    },
    done: () => {
      setTyped(null);
      draft.clear();
    },
  };
}
