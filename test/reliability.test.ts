import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject } from '../build/project.ts';

/** The table of faults in `docs/reliability.md` names tests: a name that no test has would be a promise without proof. */

const table = readFileSync(inProject('docs/reliability.md'), 'utf8');
const rows = table.split('\n').filter((line) => line.startsWith('|') && line.includes('`test/'));

/** The test files of a row, each with the names quoted behind it. */
function named(
  row: string,
): readonly { readonly file: string; readonly names: readonly string[] }[] {
  const cell = row.split('|').at(-2) ?? '';
  return [...cell.matchAll(/`(test\/[^`]+)`((?: "[^"]+")+)/g)].map(
    ([, file = '', quoted = '']) => ({
      file,
      names: [...quoted.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
    }),
  );
}

/** Names that the file does not hold, whether it is there or not. */
function missing({ file, names }: ReturnType<typeof named>[number]): readonly string[] {
  const text = existsSync(inProject(file)) ? readFileSync(inProject(file), 'utf8') : '';
  return names.filter((name) => !text.includes(name)).map((name) => `${file}: ${name}`);
}

describe('the table of faults', () => {
  it('names a test for every fault', () => {
    const faults = table.split('\n').filter((line) => /^\| (?!Fault)/.test(line));
    expect(faults.length).toBeGreaterThan(20);
    expect(rows).toHaveLength(faults.length);
    expect(rows.filter((row) => named(row).length === 0)).toEqual([]);
  });

  it('names no test that does not exist', () => {
    expect(rows.flatMap((row) => named(row).flatMap(missing))).toEqual([]);
    expect(missing({ file: 'test/layers.test.ts', names: ['no such test'] })).toHaveLength(1);
  });
});
