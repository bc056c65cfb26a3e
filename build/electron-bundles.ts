import { copyFileSync, existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'rolldown';
import { inProject, root } from './project.ts';

/** Loads its WebAssembly from the folder beside it, so it stays a package: the only one that ships. */
const shipped = '@electric-sql/pglite';
/** `pg` asks for it and does without. */
const absent = 'pg-native';

/**
 * Bundles the privileged side into one folder: desktop, host, CLI and workers as ESM, the preload as CommonJS.
 * @param more plugins before the build's own, for tests that change a source.
 * @returns the paths of all modules that went in, with the shipped package's own.
 */
export async function bundleElectron(
  folder: string,
  more: readonly Plugin[] = [],
): Promise<readonly string[]> {
  const main = await build({
    input: entries(),
    cwd: root,
    platform: 'node',
    external: isExternal,
    transform: { target: 'node24' },
    plugins: [...more, workerFiles(), withoutUnzipper()],
    output: {
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: 'shared-[hash].js',
    },
  });
  const preload = await build({
    input: 'electron/preload.ts',
    cwd: root,
    platform: 'node',
    external: ['electron'],
    plugins: [...more],
    transform: { target: 'chrome144' },
    output: { file: path.join(folder, 'preload.cjs'), format: 'cjs', codeSplitting: false },
  });
  // The public half of the key that installers are signed with, where this is released by somebody who has one.
  const releaseKey = inProject('assets/release-key.pem');
  if (existsSync(releaseKey)) copyFileSync(releaseKey, path.join(folder, 'release-key.pem'));
  const modules = [...main.output, ...preload.output].flatMap((each) =>
    each.type === 'chunk' ? each.moduleIds : [],
  );
  return [...modules, inProject('node_modules', shipped, 'package.json')];
}

function entries(): Record<string, string> {
  const workers = globSync('electron/**/*-worker.ts', { cwd: root });
  const files = ['electron/desktop.ts', 'electron/host.ts', 'electron/cli.ts', ...workers];
  return Object.fromEntries(files.map((file) => [path.basename(file, '.ts'), inProject(file)]));
}

function isExternal(id: string): boolean {
  const packages = ['electron', shipped, absent];
  return (
    id.startsWith('node:') || packages.some((each) => id === each || id.startsWith(`${each}/`))
  );
}

/**
 * From source a worker is `new URL('../x-worker.ts', import.meta.url)`; in the bundle every file lies in one
 * folder, so the same expression must say `./x-worker.js`.
 */
function workerFiles(): Plugin {
  const reference = /(new URL\(\s*['"])[^'"]*?([\w-]+-worker)\.ts(['"],\s*import\.meta\.url)/g;
  return {
    name: 'worker-files',
    transform: {
      filter: { id: /\.ts$/, code: 'import.meta.url' },
      handler: (code) => ({ code: code.replace(reference, '$1./$2.js$3') }),
    },
  };
}

/**
 * exceljs loads it for a streaming reader that we do not use, and it brings `buffers` along, which carries no
 * licence and so may not be handed out.
 */
function withoutUnzipper(): Plugin {
  const empty = '\0without-unzipper';
  return {
    name: 'without-unzipper',
    resolveId: { filter: { id: /^unzipper$/ }, handler: () => empty },
    load: { filter: { id: /without-unzipper$/ }, handler: () => 'export {};' },
  };
}
