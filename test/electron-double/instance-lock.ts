import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface SecondStart {
  readonly argv: readonly string[];
  readonly folder: string;
}

/**
 * One running app for each user data folder. A second one leaves its command line in a file and wakes the first.
 * @returns whether this process is the first.
 */
export function takeInstanceLock(folder: string, told: (second: SecondStart) => void): boolean {
  const lock = path.join(folder, 'electron-double.lock');
  const message = path.join(folder, 'electron-double.second');
  const holder = holderOf(lock);
  if (holder !== null) {
    const second: SecondStart = { argv: process.argv, folder: process.cwd() };
    writeFileSync(message, JSON.stringify(second));
    process.kill(holder, 'SIGURG');
    return false;
  }
  writeFileSync(lock, String(process.pid));
  process.on('exit', () => rmSync(lock, { force: true }));
  process.on('SIGURG', () => told(JSON.parse(readFileSync(message, 'utf8'))));
  return true;
}

function holderOf(lock: string): number | null {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    process.kill(holder, 0);
    return holder;
  } catch {
    return null;
  }
}
