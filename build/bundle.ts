import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build as buildRenderer } from 'vite';
import { bundleElectron } from './electron-bundles.ts';
import { fingerprint } from './fingerprint.ts';
import { licenceTexts } from './licence-texts.ts';
import { inProject, root } from './project.ts';
import { billOfMaterials } from './sbom.ts';
import { packagesOf } from './third-party.ts';
import { bundleVerifier, verifierFile } from './verifier.ts';

const sources = [
  'package-lock.json',
  'tsconfig.json',
  'assets',
  'build',
  'electron',
  'renderer',
  'shared',
];
const leftOut = ['assets/sample', 'build/sample', 'build/icons'];

/**
 * Brings `dist` up to date. A build happens in a folder of its own and takes the place of `dist` only when
 * complete, so a failed build, or two at once, never leave half an app behind.
 */
export async function bundleIfChanged(): Promise<'built' | 'unchanged'> {
  const wanted = fingerprint(root, sources, leftOut);
  const stamp = inProject('dist/.stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 'unchanged';

  const staging = inProject('.cache', `build-${process.pid}`);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  try {
    await bundleInto(staging);
    writeFileSync(path.join(staging, '.stamp'), wanted);
    replace(staging, inProject('dist'));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return 'built';
}

/** Builds everything that `dist` holds into an empty folder. The same sources give the same bytes. */
export async function bundleInto(folder: string): Promise<void> {
  const modules = [
    ...(await bundleElectron(path.join(folder, 'electron'))),
    ...(await bundleRenderer(path.join(folder, 'renderer'))),
    ...(await bundleVerifier(path.join(folder, verifierFile))),
  ];
  const packages = JSON.stringify(packagesOf(modules), null, 2);
  writeFileSync(path.join(folder, 'third-party.json'), packages);
  writeFileSync(path.join(folder, 'licences.txt'), licenceTexts(modules));
  writeFileSync(path.join(folder, 'sbom.cdx.json'), billOfMaterials(modules));
}

/**
 * Always the app as it ships: a test runner asks for the build with its own NODE_ENV, which would bring in the
 * development halves of React and antd.
 */
async function bundleRenderer(folder: string): Promise<readonly string[]> {
  const modules: string[] = [];
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await buildRenderer({
      configFile: inProject('build/vite.config.ts'),
      build: { outDir: folder },
      plugins: [{ name: 'list-modules', moduleParsed: ({ id }) => void modules.push(id) }],
    });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
  return modules;
}

function replace(fresh: string, target: string): void {
  const old = `${fresh}-old`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}
