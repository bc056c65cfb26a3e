import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, packageFolders } from './third-party.ts';

const licenceFile = /^(licen[cs]e|copying|notice|third[-_]?party)/i;

/**
 * The licences of all packages that modules come from, in their own words, as one text: most of them ask that
 * their text goes wherever their code goes.
 */
export function licenceTexts(modules: readonly string[]): string {
  const packages = packageFolders(modules).map((folder) => ({ folder, ...describe(folder) }));
  packages.sort((a, b) => (a.name < b.name ? -1 : 1));
  return packages
    .map(({ folder, name, version, licence }) => {
      const texts = textsIn(folder);
      const body = texts.length > 0 ? texts.join('\n\n') : copyrightIn(folder, licence);
      return `${'='.repeat(78)}\n${name} ${version} (${licence})\n${'='.repeat(78)}\n\n${body}\n`;
    })
    .join('\n');
}

function textsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').trim().replaceAll('\r\n', '\n'));
}

/** For a package that carries no file: what its own description says of who made it. */
function copyrightIn(folder: string, licence: string): string {
  const { author } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const name = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  return `Copyright of ${name}, under ${licence}. The package carries no licence file.`;
}
