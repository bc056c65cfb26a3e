import { readFileSync } from 'node:fs';
import { inProject } from './project.ts';
import type { Step } from './steps.ts';

type Package = { readonly name: string; readonly version: string; readonly licence: string };

/** Licences whose code may be part of what we hand out, by SPDX name. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Unlicense',
  'Zlib',
]);

/** Fails with the packages inside `dist`, or shipped beside it, whose licence is not on the list. */
export const licences: Step = {
  name: 'licences',
  run: async () => {
    const packages: Package[] = JSON.parse(
      readFileSync(inProject('dist/third-party.json'), 'utf8'),
    );
    const refused = packages.filter(({ licence }) => !isAllowed(licence));
    if (refused.length === 0) return null;
    return refused.map(({ name, licence }) => `${name}: ${licence || 'no licence'}`).join('\n');
  },
};

/** An SPDX expression is allowed when one of its choices is, and a conjunction when all its parts are. */
export function isAllowed(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
  return bare.split(' AND ').every((each) => allowed.has(each));
}

/** The packages that modules come from, each once and by name, as their own package.json describes them. */
export function packagesOf(modules: readonly string[]): readonly Package[] {
  return packageFolders(modules)
    .map(describe)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The folders of these packages, each once. */
export function packageFolders(modules: readonly string[]): readonly string[] {
  return [...new Set(modules.map(packageFolder).filter((each) => each !== null))];
}

/** The innermost package folder of a module's path, or null for a module of our own or of the bundler. */
export function packageFolder(module: string): string | null {
  const inPackage = /^[^\0].*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/;
  return inPackage.exec(module)?.[0] ?? null;
}

/** A package in its own words. */
export function describe(folder: string): Package {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return { name, version, licence: typeof license === 'string' ? license : '' };
}
