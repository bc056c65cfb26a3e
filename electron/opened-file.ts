import path from 'node:path';

/**
 * The bundle that a command line asks to be opened, as systems pass it on a double click: the last argument that is
 * no option and ends in `.hzb`. Another process may have written it: nothing else in it is looked at, and the file is
 * judged like any other bundle. Absolute path; `null` where there is none.
 */
export function bundleIn(argv: readonly string[], folder: string): string | null {
  const asked = argv.findLast((each) => !each.startsWith('-') && /\.hzb$/i.test(each));
  return asked === undefined || asked.includes('\0') ? null : path.resolve(folder, asked);
}
