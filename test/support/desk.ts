import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { atEnd } from './at-end.ts';
import { type DeskOptions, deskOn, type TestDesk } from './desk-services.ts';

export type { DeskOptions, TestDesk };

const open: TestDesk[] = [];

/** Opens services on a folder: a profile's, or a center's. Closed after the last test of the file. */
export function openDesk(folder: string, options: DeskOptions = {}): TestDesk {
  const desk = deskOn(folder, options);
  open.push(desk);
  return desk;
}

/** A copy of a closed folder under services of its own. */
export function openCopy(folder: string, target: string, options: DeskOptions = {}): TestDesk {
  cpSync(folder, target, { recursive: true });
  return openDesk(target, options);
}

/** Every file below a folder by its path, with size and hash: equal before and after what must change nothing. */
export function contentOf(folder: string, leftOut: RegExp = /\.lock$|registry|home/): object {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !leftOut.test(name) && statSync(path.join(folder, name)).isFile())
    .toSorted();
  return Object.fromEntries(
    files.map((name) => {
      const bytes = readFileSync(path.join(folder, name));
      return [name, createHash('sha256').update(bytes).digest('hex')];
    }),
  );
}

atEnd(async () => {
  for (const desk of open.splice(0)) await desk.close();
});
