import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * SHA-256 in hex over the names and contents of every file below the given files and folders, in a stable
 * order. Equal fingerprints mean that a build would give the same result.
 * @param sources paths relative to `root`; what does not exist counts as absent, not as an error.
 * @param leftOut paths relative to `root` that no build reads.
 */
export function fingerprint(
  root: string,
  sources: readonly string[],
  leftOut: readonly string[] = [],
): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesBelow(root, source, leftOut)).sort()) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Every file at or below a path, relative to `root` with forward slashes, in no particular order. */
export function filesBelow(
  root: string,
  start: string,
  leftOut: readonly string[] = [],
): readonly string[] {
  const absolute = path.join(root, start);
  if (leftOut.includes(start) || !existsSync(absolute)) return [];
  if (!isFolder(absolute)) return [start];
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const inner = `${start}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, inner, leftOut) : [inner];
  });
}

function isFolder(absolute: string): boolean {
  return existsSync(`${absolute}${path.sep}`);
}
