import { globSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'rolldown';
import { inProject, root } from './project.ts';

/** Loads its WebAssembly from the folder beside it, so it stays a package: the only one that ships. */
const shipped = '@electric-sql/pglite';
/** `pg` asks for it and does without. */
const absent = 'pg-native';

/** Bundles the privileged side into one folder: desktop, host, CLI and workers as ESM, the preload as CommonJS. */
export async function bundleElectron(folder: string): Promise<void> {
  await build({
    input: entries(),
    cwd: root,
    platform: 'node',
    external: isExternal,
    transform: { target: 'node24' },
    plugins: [workerFiles()],
    output: {
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: 'shared-[hash].js',
    },
  });
  await build({
    input: 'electron/preload.ts',
    cwd: root,
    platform: 'node',
    external: ['electron'],
    transform: { target: 'chrome144' },
    output: { file: path.join(folder, 'preload.cjs'), format: 'cjs', codeSplitting: false },
  });
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
