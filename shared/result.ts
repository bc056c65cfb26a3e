/**
 * The outcome of anything that can be refused for a reason a person can act on.
 * Expected failures are plain tagged data and travel as values; bugs are thrown.
 */
export type Result<T, F> = Ok<T> | Failed<F>;
type Ok<T> = { readonly ok: true; readonly value: T };
type Failed<F> = { readonly ok: false; readonly failure: F };

/** A successful outcome. */
export function ok(): Ok<void>;
export function ok<T>(value: T): Ok<T>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value };
}

/** A refusal. `failure` is JSON data with a `kind`; it never carries screen text. */
export function fail<const F>(failure: F): Failed<F> {
  return { ok: false, failure };
}

/** Unwraps where a refusal would be a bug: throws, naming the failure. */
export function must<T>(result: Result<T, unknown>): T {
  if (result.ok) return result.value;
  throw new Error(`unexpected refusal: ${JSON.stringify(result.failure)}`);
}

/** Marks a switch over a `kind` union as exhaustive; reaching it is a bug. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
