import path from 'node:path';

/** The folder of package.json, whatever the working folder of the caller. */
export const root = path.resolve(import.meta.dirname, '..');

/** Absolute path of something inside the project. */
export function inProject(...parts: readonly string[]): string {
  return path.join(root, ...parts);
}
