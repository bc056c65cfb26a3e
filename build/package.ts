import path from 'node:path';
import { parseArgs } from 'node:util';
import { Arch, build, Platform } from 'electron-builder';
import { bundleIfChanged } from './bundle.ts';
import { packagedFiles } from './packaged-files.ts';
import { inProject, root } from './project.ts';
import { readChain, staleRuntime } from './supply-chain.ts';

/**
 * `npm run package`: the installers of this system, or of `--linux`, `--win`, `--mac`, each with what
 * `build/electron-builder.yml` names for it. `--dir` stops at the unpacked app.
 */

const { values } = parseArgs({
  options: {
    linux: { type: 'boolean', default: false },
    win: { type: 'boolean', default: false },
    mac: { type: 'boolean', default: false },
    dir: { type: 'boolean', default: false },
    /** The targets to make instead of all of the system, such as `tar.gz`. */
    target: { type: 'string', multiple: true },
    arch: { type: 'string', multiple: true },
    out: { type: 'string', default: inProject('release') },
    /** An unpacked Electron to build on instead of the one that electron-builder fetches. */
    electron: { type: 'string' },
  },
});

/** npm moves to the project's folder; a relative path means the folder in which the command was typed. */
const typedIn = process.env.INIT_CWD ?? process.cwd();
const asked = (['linux', 'win', 'mac'] as const).filter((name) => values[name]);
const systems = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC };
const platforms = asked.length === 0 ? [Platform.current()] : asked.map((name) => systems[name]);
const targets = values.dir ? ['dir'] : (values.target ?? []);
const archs = (values.arch ?? []).map(archNamed);

if (values.electron === undefined) {
  const complaint = staleRuntime(readChain(), new Date().toISOString().slice(0, 10));
  if (complaint !== null) throw new Error(complaint);
}
await bundleIfChanged();
for (const platform of platforms) {
  const made = await build({
    projectDir: root,
    targets: platform.createTarget([...targets], ...archs),
    publish: 'never',
    config: {
      extends: inProject('build/electron-builder.yml'),
      directories: { output: path.resolve(typedIn, values.out) },
      files: [...packagedFiles(inProject('dist'))],
      ...(values.electron === undefined
        ? {}
        : { electronDist: path.resolve(typedIn, values.electron) }),
    },
  });
  for (const file of made) console.log(file);
}

function archNamed(name: string): Arch {
  if (name === 'x64') return Arch.x64;
  if (name === 'arm64') return Arch.arm64;
  if (name === 'universal') return Arch.universal;
  throw new Error(`${name}: x64, arm64 or universal`);
}
