import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, fingerprint } from '../../../build/fingerprint.ts';
import { temporaryFolder } from '../../support/temporary.ts';

function project(): string {
  const folder = temporaryFolder('fingerprint');
  mkdirSync(path.join(folder, 'src/inner'), { recursive: true });
  writeFileSync(path.join(folder, 'src/a.ts'), 'a');
  writeFileSync(path.join(folder, 'src/inner/b.ts'), 'b');
  return folder;
}

describe('fingerprint', () => {
  it('is the same for the same files elsewhere', () => {
    expect(fingerprint(project(), ['src'])).toBe(fingerprint(project(), ['src']));
  });

  it.each<[string, (folder: string) => void]>([
    ['content', (folder) => writeFileSync(path.join(folder, 'src/a.ts'), 'A')],
    [
      'a name',
      (folder) => renameSync(path.join(folder, 'src/a.ts'), path.join(folder, 'src/c.ts')),
    ],
    ['a new file', (folder) => writeFileSync(path.join(folder, 'src/inner/c.ts'), '')],
    [
      'a byte that moves from one file to the next',
      (folder) => {
        writeFileSync(path.join(folder, 'src/a.ts'), '');
        writeFileSync(path.join(folder, 'src/inner/b.ts'), 'ab');
      },
    ],
  ])('changes with %s', (_, change) => {
    const folder = project();
    const before = fingerprint(folder, ['src']);
    change(folder);
    expect(fingerprint(folder, ['src'])).not.toBe(before);
  });

  it('does not see what is left out or absent', () => {
    const folder = project();
    expect(fingerprint(folder, ['src', 'gone'], ['src/inner'])).toBe(
      fingerprint(folder, ['src/a.ts']),
    );
  });
});

describe('filesBelow', () => {
  it('lists files with forward slashes', () => {
    expect([...filesBelow(project(), 'src')].sort()).toEqual(['src/a.ts', 'src/inner/b.ts']);
  });
});
