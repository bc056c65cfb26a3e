import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from '../../build/fingerprint.ts';
import { inProject, root } from '../../build/project.ts';

const place = inProject('.cache/prepared');
const sources = ['package-lock.json', 'electron', 'shared', 'test/support'];
const keptMs = 3_600_000;
const folders = new Map<string, Promise<string>>();

/**
 * A folder that is made once for this day and these sources, by the test file that first asks for it, and then is
 * there for all: what takes many seconds to make takes none to copy. Nobody writes into it.
 * @param make fills an empty folder, and has closed everything in it when it is done.
 */
export function prepared(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const known = folders.get(name);
  if (known !== undefined) return known;
  const folder = prepare(name, make);
  folders.set(name, folder);
  return folder;
}

async function prepare(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const today = new Date().toISOString().slice(0, 10);
  const state = `${today}-${fingerprint(root, sources).slice(0, 16)}`;
  const folder = path.join(place, state, name);
  if (existsSync(folder)) return folder;
  forgetOthers(state);
  const staging = `${folder}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  try {
    await make(staging);
    // Another test file may have been faster.
    if (!existsSync(folder)) renameSync(staging, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return folder;
}

/** Those of an hour ago: another run may still copy from a younger one. */
function forgetOthers(state: string): void {
  if (!existsSync(place)) return;
  for (const other of readdirSync(place)) {
    const folder = path.join(place, other);
    const age = Date.now() - statSync(folder).mtimeMs;
    if (other !== state && age > keptMs) rmSync(folder, { recursive: true, force: true });
  }
}
