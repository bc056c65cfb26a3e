import type { z } from 'zod';
import type { Failure, Problem } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readBounded } from '../disk/durable-file.ts';
import { jsonPath, schemaProblems } from './schema-problems.ts';
import { type JsonValue, readStrictJson } from './strict-json.ts';

/** Largest JSON file that people prepare, in bytes. */
const limit = 8 * 1024 * 1024;

/**
 * Reads a JSON file that a person wrote and holds it against a schema. All problems come at once, each with
 * its path; `shown` is the name of the file in them. A byte order mark (Windows editors write one) is allowed.
 */
export async function readJsonFile<S extends z.ZodType>(
  file: string,
  shown: string,
  schema: S,
): Promise<Result<z.output<S>, Failure<'input-invalid'>>> {
  const read = await readJson(file, shown);
  if (!read.ok) return fail({ kind: 'input-invalid', problems: [read.failure] });
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return ok(parsed.data);
  const problems = schemaProblems(shown, read.value, parsed.error.issues).slice(0, 2_000);
  return fail({ kind: 'input-invalid', problems: [...problems] });
}

/** The JSON value of such a file, without any schema; one problem when it is missing, unreadable or no JSON. */
export async function readJson(file: string, shown: string): Promise<Result<JsonValue, Problem>> {
  const bytes = await readBounded(file, limit);
  if (!bytes.ok) {
    const { kind, code } = bytes.failure;
    if (kind === 'missing') return fail(problem(shown, '', 'file-missing', ''));
    if (kind === 'too-large') return fail(problem(shown, '', 'too-big', `≤ ${limit}`));
    return fail(problem(shown, '', 'file-unreadable', code));
  }
  const content = withoutMark(bytes.value);
  const json = readStrictJson(content);
  if (json.ok) return json;
  const { path, flaw } = json.failure;
  const found = flaw === 'syntax' ? syntaxPlace(content) : '';
  return fail(problem(shown, found || readablePath(path), 'not-json', flaw));
}

/** `3:17`, line and column from 1, where the text stops being JSON; '' where the parser does not say. */
function syntaxPlace(content: Uint8Array): string {
  const text = new TextDecoder().decode(content);
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const place = /line (\d+) column (\d+)/.exec(message);
    if (place !== null) return `${place[1]}:${place[2]}`;
    const lines = text.split('\n');
    return /end of JSON/.test(message) ? `${lines.length}:${(lines.at(-1) ?? '').length + 1}` : '';
  }
}

/** A JSON Pointer as all other paths are written. */
function readablePath(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  const plain = steps.map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'));
  return jsonPath(plain.map((each) => (/^\d+$/.test(each) ? Number(each) : each)));
}

function problem(file: string, path: string, reason: Problem['reason'], expected: string): Problem {
  return { file, path: path.slice(0, 1_000), reason, expected };
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return isMarked ? bytes.subarray(3) : bytes;
}
