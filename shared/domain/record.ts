/**
 * What a record holds under its own key. Ids come from files of others, and one called `constructor` or
 * `__proto__` must find nothing that was never put there.
 */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The record without one key; the same record when it has no such key. */
export function without<T>(
  record: Readonly<Record<string, T>>,
  key: string,
): Readonly<Record<string, T>> {
  if (!Object.hasOwn(record, key)) return record;
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}
