import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Beside the sources and the build, two levels up from either; in a package, beside the archive of the app. */
const places = ['../../assets/sample', '../../../assets/sample'];

/** The sample round: real files in each case, never inside an archive. */
export const sampleFolder = sampleFrom(import.meta.url, existsSync);

/**
 * Where the sample round lies for the module at `address`.
 * @returns the first place that exists, else the first: whoever reads there says what is missing.
 */
export function sampleFrom(address: string, exists: (folder: string) => boolean): string {
  const folders = places.map((place) => fileURLToPath(new URL(place, address)));
  return folders.find(exists) ?? folders[0]!;
}
