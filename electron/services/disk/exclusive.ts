/** Runs actions one after another in the order of the calls; an action that throws does not stop the next. */
export type Exclusive = <T>(action: () => Promise<T>) => Promise<T>;

/** A queue of its own: what reads a state, decides and writes must not interleave with another that does. */
export function createExclusive(): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const next = last.then(action, action);
    last = next.then(
      () => undefined,
      () => undefined,
    );
    return next;
  };
}
