import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atEnd } from './at-end.ts';

const made: string[] = [];

/**
 * An empty folder of its own, mode 0700, removed with all its content after the last test of the file
 * that asked for it. May be called anywhere in a test file: top level, hooks, tests.
 */
export function temporaryFolder(name = 'test'): string {
  const folder = mkdtempSync(path.join(tmpdir(), `haizhi-${name}-`));
  made.push(folder);
  return folder;
}

atEnd(() => {
  for (const folder of made.splice(0)) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});
