import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The doors of the packaged app. The browser host and the command line are for where Electron is not. */
const entries = ['desktop.js', 'preload.cjs'];

/** The public key by which the app judges a downloaded installer, where the build had one. */
const releaseKey = 'release-key.pem';

/** Of the one package that ships beside the bundles, what a database in a folder needs. */
const database = 'node_modules/@electric-sql/pglite';

/**
 * The patterns of what goes into `app.asar`: the two entries, the workers, every chunk that these load, the release key, the
 * page, and the database. Whatever is not named stays out.
 */
export function packagedFiles(dist: string): readonly string[] {
  const folder = path.join(dist, 'electron');
  const workers = globSync('*-worker.js', { cwd: folder });
  const code = [...loadedBy(folder, [...entries, ...workers])].sort();
  const key = existsSync(path.join(folder, releaseKey)) ? [releaseKey] : [];
  return [
    'package.json',
    ...[...code, ...key].map((file) => `dist/electron/${file}`),
    'dist/renderer/**',
    '!**/node_modules/**',
    `${database}/package.json`,
    `${database}/LICENSE*`,
    `${database}/dist/*.{js,wasm,data}`,
    `${database}/dist/fs/*.js`,
  ];
}

/** The files of a folder that these load, themselves included. A name in a string counts, even where it is no import. */
export function loadedBy(folder: string, entries: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const text = readFileSync(path.join(folder, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/["'`]\.\/([\w-]+\.js)["'`]/g)) waiting.push(name);
  }
  return seen;
}
