import type { Problem } from '../../../shared/failures.ts';
import { jsonPath } from '../json/schema-problems.ts';

/** One thing wrong in a file of the round's folder: `path` inside its JSON, `expected` for the message. */
export function problemAt(
  file: string,
  path: readonly PropertyKey[],
  reason: Problem['reason'],
  expected = '',
): Problem {
  return { file, path: jsonPath(path), reason, expected: expected.slice(0, 500) };
}

/** The places (from 0) of values that stand earlier in the list too. */
export function repeated(values: readonly string[]): readonly number[] {
  const first = new Map<string, number>();
  return values.flatMap((value, place) => {
    if (first.has(value)) return [place];
    first.set(value, place);
    return [];
  });
}
