import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A page on disk that leads the browser to the app. */
interface LaunchPage {
  readonly address: string;
  /** The secret in it is worth nothing without the host; still it goes when the host does. */
  readonly remove: () => void;
}

/**
 * Every account of a machine can read every command line (`ps`), and faster than a browser starts: a secret there,
 * even one that works once, is taken by whoever looks. So the browser is given a file that only this account can read.
 * @param folder of this account; made where it is missing.
 */
export function writeLaunchPage(folder: string, address: string): LaunchPage {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = fileIn(folder);
  const remove = () => rmSync(file, { force: true });
  // What lies there from before may be a link, or readable for others.
  remove();
  const page = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${address}">\n`;
  writeFileSync(file, page, { flag: 'wx', mode: 0o600 });
  return { address: pathToFileURL(file).href, remove };
}

/** The address of the page that an earlier start has written there and not removed yet; `null` for none. */
export function launchPageIn(folder: string): string | null {
  const file = fileIn(folder);
  return existsSync(file) ? pathToFileURL(file).href : null;
}

function fileIn(folder: string): string {
  return path.join(folder, 'launch.html');
}
