import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it, TestRunner } from 'vitest';

/** Commands that live outside PATH on Debian, or under another name. */
const ELSEWHERE: Readonly<Record<string, () => readonly string[]>> = {
  postgres: () => postgresFolders().map((folder) => path.join(folder, 'postgres')),
  initdb: () => postgresFolders().map((folder) => path.join(folder, 'initdb')),
  pg_ctl: () => postgresFolders().map((folder) => path.join(folder, 'pg_ctl')),
  libreoffice: () => search('soffice'),
};

/**
 * Path of an independent tool that a test compares us with, or null where it is not installed.
 * `python3-uno` stands for a python3 that can `import uno`.
 * With CI=true a missing tool throws instead, so that the test file fails by its name and is never skipped.
 */
export function tool(name: string): string | null {
  const found = name === 'python3-uno' ? pythonWithUno() : find(name);
  if (found === null && process.env.CI === 'true') {
    throw new Error(`${name} is missing on this machine and CI=true forbids to skip its tests`);
  }
  if (found === null) noteLacking(name);
  return found;
}

/** For the closing report, which names the tool that skipped tests want. */
function noteLacking(name: string): void {
  const meta = TestRunner.getCurrentSuite().file.meta;
  meta.lacking = [...(meta.lacking ?? []), name];
}

/**
 * A `describe` that runs only where every tool is there. Elsewhere it is skipped under a name that says
 * which tool it needs; with CI=true it fails with that name instead.
 * @param run gets the path of each tool, in the order asked.
 */
export function describeWith(
  tools: readonly string[],
  name: string,
  run: (...paths: string[]) => void,
): void {
  const paths = tools.map((each) => (each === 'python3-uno' ? pythonWithUno() : find(each)));
  const missing = tools.filter((_, index) => paths[index] === null);
  if (missing.length === 0) {
    describe(name, () => run(...paths.filter((each) => each !== null)));
  } else if (process.env.CI === 'true') {
    it(`${name} (needs ${missing.join(', ')})`, () => {
      throw new Error(`missing on this machine: ${missing.join(', ')}`);
    });
  } else {
    for (const each of missing) noteLacking(each);
    describe.skip(`${name} (needs ${missing.join(', ')})`, () => run(...tools));
  }
}

function find(name: string): string | null {
  const candidates = [...search(name), ...(ELSEWHERE[name]?.() ?? [])];
  return candidates.find(isExecutable) ?? null;
}

function search(name: string): readonly string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((each) => each !== '');
  const names = process.platform === 'win32' ? [`${name}.exe`, name] : [name];
  return folders.flatMap((folder) => names.map((each) => path.join(folder, each)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function postgresFolders(): readonly string[] {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => path.join(root, version, 'bin'));
}

function pythonWithUno(): string | null {
  for (const python of ['/usr/bin/python3', find('python3')]) {
    if (python === null || !isExecutable(python)) continue;
    try {
      execFileSync(python, ['-c', 'import uno'], { stdio: 'ignore' });
      return python;
    } catch {
      // This python has no uno module: try the next one.
    }
  }
  return null;
}
