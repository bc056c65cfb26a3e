import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadedBy, packagedFiles } from '../../../build/packaged-files.ts';
import { temporaryFolder } from '../../support/temporary.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const dist = temporaryFolder('dist');
  mkdirSync(path.join(dist, 'electron'));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(path.join(dist, 'electron', name), text);
  }
  return dist;
}

it('follows imports of every form, and circles once', () => {
  const dist = folderWith({
    'a.js': 'import "./b.js"; export * from \'./c.js\';',
    'b.js': 'const later = () => import(`./d.js`); import "./a.js";',
    'c.js': 'import "node:fs"; import "pkg";',
    'd.js': '',
    'e.js': '',
  });
  const loaded = loadedBy(path.join(dist, 'electron'), ['a.js']);
  expect([...loaded].sort()).toEqual(['a.js', 'b.js', 'c.js', 'd.js']);
});

it('takes the desktop app and its workers, and leaves the other doors', () => {
  const dist = folderWith({
    'desktop.js': 'import "./shared-1.js";',
    'preload.cjs': '',
    'compute-worker.js': 'import "./shared-2.js";',
    'shared-1.js': '',
    'shared-2.js': '',
    'shared-3.js': '',
    'host.js': 'import "./shared-3.js";',
    'cli.js': 'import "./shared-3.js";',
  });
  const code = packagedFiles(dist).filter((each) => each.startsWith('dist/electron/'));
  expect(code).toEqual([
    'dist/electron/compute-worker.js',
    'dist/electron/desktop.js',
    'dist/electron/preload.cjs',
    'dist/electron/shared-1.js',
    'dist/electron/shared-2.js',
  ]);
});

it('takes the release key of a build that has one: without it no installer could be checked', () => {
  const app = { 'desktop.js': '', 'preload.cjs': '' };
  const key = 'dist/electron/release-key.pem';
  expect(packagedFiles(folderWith({ ...app, 'release-key.pem': 'PEM' }))).toContain(key);
  expect(packagedFiles(folderWith(app))).not.toContain(key);
});
