/** Whether an event goes a step back in what was changed, or forth again. */
export type Way = 'undo' | 'redo';

/** What undoing has to know of one kind of journal. `W`: events that a person records. */
export interface Retracing<S, E, W extends E> {
  /** The event that takes another one back, read from the state before it; `null` for what cannot be taken back. */
  readonly inverse: (state: S, event: E) => W | null;
  /** The same event, marked so that the journal tells an undo from a change by hand. */
  readonly mark: (event: W, way: Way) => W;
  readonly wayOf: (event: E) => Way | null;
  /** Which changes can never be taken back after this event; `null` when all of them still can. */
  readonly ends: (event: E) => ((change: E) => boolean) | null;
}

/** One change and the way back. */
interface Change<E, W> {
  readonly forth: E;
  readonly back: W;
}

/** Changes one upon the other; `null` is none. */
type Pile<T> = { readonly top: T; readonly below: Pile<T> } | null;

/** What can be undone and redone. It is read from the journal alone, so it outlives page, program and computer. */
export interface Changes<E, W> {
  readonly done: Pile<Change<E, W>>;
  readonly undone: Pile<Change<E, W>>;
}

export const noChanges: Changes<never, never> = { done: null, undone: null };

/** The changes after one more event; `state` is the one before it. An undo moves the last change, a redo moves it back. */
export function followed<S, E, W extends E>(
  { inverse, wayOf, ends }: Retracing<S, E, W>,
  state: S,
  { done, undone }: Changes<E, W>,
  event: E,
): Changes<E, W> {
  const way = wayOf(event);
  if (way === 'undo' && done !== null) {
    return { done: done.below, undone: { top: done.top, below: undone } };
  }
  if (way === 'redo' && undone !== null) {
    return { done: { top: undone.top, below: done }, undone: undone.below };
  }
  const isOver = ends(event);
  if (isOver !== null) {
    const lasts = ({ forth }: Change<E, W>) => !isOver(forth);
    return { done: kept(done, lasts), undone: kept(undone, lasts) };
  }
  const back = inverse(state, event);
  if (back === null) return { done, undone };
  return { done: { top: { forth: event, back }, below: done }, undone: null };
}

function kept<T>(pile: Pile<T>, lasts: (each: T) => boolean): Pile<T> {
  const all: T[] = [];
  for (let rest = pile; rest !== null; rest = rest.below) if (lasts(rest.top)) all.push(rest.top);
  return all.reduceRight<Pile<T>>((below, top) => ({ top, below }), null);
}
