import { useSyncExternalStore } from 'react';

/** A value that tells its readers when another one takes its place. */
export interface Observable<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly subscribe: (changed: () => void) => () => void;
}

/** Makes one. Setting what is there already tells nobody. */
export function observable<T>(first: T): Observable<T> {
  let current = first;
  const readers = new Set<() => void>();
  return {
    get: () => current,
    set: (value) => {
      if (Object.is(value, current)) return;
      current = value;
      for (const changed of readers) changed();
    },
    subscribe: (changed) => {
      readers.add(changed);
      return () => readers.delete(changed);
    },
  };
}

/** The present value inside a component. */
export function useObservable<T>(source: Pick<Observable<T>, 'get' | 'subscribe'>): T {
  return useSyncExternalStore(source.subscribe, source.get);
}
