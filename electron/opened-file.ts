import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The bundle or backup that a command line asks to be opened, as systems pass it on a double click: the last argument
 * that is no option and ends in `.hzb` or `.hzp`; Linux may write it as a `file:` address. Another process may have
 * written it: nothing else in it is looked at, and the file is judged like any other. Absolute path; `null` where there is none.
 */
export function openedFileIn(argv: readonly string[], folder: string): string | null {
  const asked = argv.findLast((each) => !each.startsWith('-') && /\.hz[bp]$/i.test(each));
  const file = asked !== undefined && /^file:/i.test(asked) ? pathOf(asked) : asked;
  return file === undefined || file.includes('\0') ? null : path.resolve(folder, file);
}

/** An address may name another machine, or hide a separator: such a one is no file of this one. */
function pathOf(address: string): string | undefined {
  try {
    return fileURLToPath(address);
  } catch {
    return undefined;
  }
}

/** Where the page takes such a file: bundles where rounds are, backups where a profile is restored. */
export function screenOf(file: string): 'rounds' | 'welcome' {
  return /\.hzp$/i.test(file) ? 'welcome' : 'rounds';
}
