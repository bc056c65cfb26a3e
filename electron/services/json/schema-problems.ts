import type { z } from 'zod';
import type { Problem } from '../../../shared/failures.ts';
import type { JsonValue } from '../../../shared/json.ts';
import { hiddenIn } from '../../../shared/schema.ts';

type Issue = z.core.$ZodIssue;
type Reason = Problem['reason'];

/**
 * Everything that a schema found wrong with a JSON value, one problem each, in the order of the schema.
 * `file` is how the person knows the file; paths read like `panel.members[2].expert`.
 */
export function schemaProblems(
  file: string,
  value: JsonValue,
  issues: readonly Issue[],
): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf(issue).map((each) => place(file, value, each)));
}

/** A path as people write it: `applications[0].number`; keys that are no plain words in quotes. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      const text = String(key);
      return /^[A-Za-z_$][\w$-]*$/.test(text) ? `.${text}` : `["${text}"]`;
    })
    .join('')
    .replace(/^\./, '');
}

interface Found {
  readonly path: readonly PropertyKey[];
  readonly reason: Reason;
  readonly expected: string;
}

function place(file: string, value: JsonValue, found: Found): Problem {
  const there = valueAt(value, found.path);
  if (found.expected === 'nothing-hidden') {
    const expected = (typeof there === 'string' ? hiddenIn(there) : null) ?? '';
    return {
      file,
      path: jsonPath(found.path).slice(0, 1_000),
      reason: 'hidden-character',
      expected,
    };
  }
  const isAbsent = found.reason === 'wrong-type' && there === undefined;
  return {
    file,
    path: jsonPath(found.path).slice(0, 1_000),
    reason: isAbsent ? 'missing' : found.reason,
    expected: found.expected.slice(0, 500),
  };
}

function problemsOf(issue: Issue): readonly Found[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        reason: 'unknown-key',
        expected: '',
      }));
    case 'invalid_type':
      return [{ path, reason: 'wrong-type', expected: issue.expected }];
    case 'too_small':
      return [{ path, reason: 'too-small', expected: `≥ ${issue.minimum}` }];
    case 'too_big':
      return [{ path, reason: 'too-big', expected: `≤ ${issue.maximum}` }];
    case 'invalid_value':
      return [{ path, reason: 'unknown-option', expected: issue.values.join(' | ') }];
    case 'invalid_format':
      return [{ path, reason: 'wrong-format', expected: formatName(issue) }];
    case 'invalid_key': {
      const [inner] = issue.issues;
      const expected = inner?.code === 'invalid_format' ? formatName(inner) : '';
      return [{ path, reason: 'wrong-format', expected }];
    }
    case 'invalid_union':
      return unionProblems(issue);
    default:
      return [{ path, reason: 'wrong-format', expected: issue.message }];
  }
}

/** The name that the schema gives to its pattern, or that zod gives to the format; a pattern without a name is shown. */
function formatName(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  if (issue.format !== 'regex') return issue.format;
  return /^[a-z0-9-]+$/.test(issue.message) ? issue.message : (issue.pattern ?? '');
}

/** A union tells nothing by itself: the alternative that came nearest does, if one got further than the type. */
function unionProblems(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Found[] {
  const deeper = issue.errors.find((each) => each.some(({ path }) => path.length > 0));
  if (deeper === undefined) return [{ path: issue.path, reason: 'wrong-type', expected: '' }];
  return deeper.flatMap((each) =>
    problemsOf(each).map((found) => ({ ...found, path: [...issue.path, ...found.path] })),
  );
}

function valueAt(value: JsonValue, path: readonly PropertyKey[]): JsonValue | undefined {
  let here: JsonValue | undefined = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<PropertyKey, JsonValue>)[key];
  }
  return here;
}
