import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject } from '../build/project.ts';

/** Two documents promise things and name the tests that hold them: a name that no test has would be a promise without proof. */

const faults = rowsOf('docs/reliability.md');
const promises = rowsOf('docs/security-tests.md');

interface Named {
  readonly file: string;
  readonly names: readonly string[];
}

/** The rows of the tables in a document, without their heads. */
function rowsOf(document: string): readonly string[] {
  const lines = readFileSync(inProject(document), 'utf8').split('\n');
  return lines.filter((line, place) => line.startsWith('|') && !isHead(lines, place));
}

function isHead(lines: readonly string[], place: number): boolean {
  return [lines[place], lines[place + 1]].some((line) => line?.startsWith('|---'));
}

/** The test files of a row, each with the names quoted behind it. */
function named(row: string): readonly Named[] {
  const cell = row.split('|').at(-2) ?? '';
  return [...cell.matchAll(/`(test\/[^`]+\.tsx?)`((?: "[^"]+")*)/g)].map(
    ([, file = '', quoted = '']) => ({
      file,
      names: [...quoted.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
    }),
  );
}

/** What of it is not there: the file, or names that the file does not hold. */
function missing({ file, names }: Named): readonly string[] {
  if (!existsSync(inProject(file))) return [file];
  const text = readFileSync(inProject(file), 'utf8');
  return names.filter((name) => !text.includes(name)).map((name) => `${file}: ${name}`);
}

/** The numbers of a row such as `| 78–81 loopback |`. */
function numbersOf(row: string): readonly number[] {
  const [, first, last = first] = /^\| (\d+)(?:–(\d+))? /.exec(row) ?? [];
  const from = Number(first);
  return Array.from({ length: Number(last) - from + 1 }, (_, more) => from + more);
}

describe('the table of faults', () => {
  it('names a test for every fault', () => {
    expect(faults.length).toBeGreaterThan(20);
    expect(faults.filter((row) => !named(row).some(({ names }) => names.length > 0))).toEqual([]);
  });

  it('names no test that does not exist', () => {
    expect(faults.flatMap(named).flatMap(missing)).toEqual([]);
    expect(
      missing({ file: 'test/promises.test.ts', names: ['no such'.concat(' test')] }),
    ).toHaveLength(1);
    expect(missing({ file: 'test/nowhere.test.ts', names: [] })).toHaveLength(1);
  });
});

describe('the table of promises', () => {
  it('has each of the 89, in order', () => {
    expect(promises.flatMap(numbersOf)).toEqual(
      Array.from({ length: 89 }, (_, place) => place + 1),
    );
  });

  it('names no test that does not exist', () => {
    expect(promises.flatMap(named).flatMap(missing)).toEqual([]);
  });
});
