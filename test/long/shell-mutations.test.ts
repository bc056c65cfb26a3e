import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleIfChanged } from '../../build/bundle.ts';
import { bundleElectron } from '../../build/electron-bundles.ts';
import { inProject } from '../../build/project.ts';
import { canRunDesktop } from '../support/desktop-app.ts';
import { type ShellMutation, shellMutations } from '../support/shell-mutations.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The tests of the desktop app are worth what they notice: each fault in its wiring must make one of them fail. */

const everything = 'test/e2e/desktop';
/** Each has a browser and an app of its own. */
const atOnce = Math.max(1, availableParallelism());

/** A copy of the app, its privileged side bundled anew with the mutation. */
async function mutant({ file, from, to }: Omit<ShellMutation, 'by' | 'name'>): Promise<string> {
  const folder = temporaryFolder('mutant');
  mkdirSync(path.join(folder, 'dist'));
  for (const each of ['assets', 'node_modules', 'dist/renderer']) {
    symlinkSync(inProject(each), path.join(folder, each));
  }
  cpSync(inProject('package.json'), path.join(folder, 'package.json'));
  const change = (code: string) => code.replace(from, () => to);
  await bundleElectron(path.join(folder, 'dist/electron'), [
    {
      name: 'mutation',
      transform: (code, id) => (id === inProject(file) ? { code: change(code) } : null),
    },
  ]);
  const bundled = path.join(folder, file);
  if (file.startsWith('dist/')) writeFileSync(bundled, change(readFileSync(bundled, 'utf8')));
  return folder;
}

/** The names of the tests that failed; none where all passed. */
async function failuresOf(app: string, tests: string): Promise<readonly string[]> {
  const runner = inProject('node_modules/vitest/vitest.mjs');
  const config = ['--config', 'build/vitest.config.ts', '--project', 'e2e', '--bail', '1'];
  const child = spawn(process.execPath, [runner, 'run', ...config, tests], {
    cwd: inProject(),
    env: { ...process.env, HAIZHI_TESTED_APP: app, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const [status] = await once(child, 'close');
  const failed = said.split('\n').filter((line) => /^ ?FAIL /.test(line.trimStart()));
  return status === 0 ? [] : failed.length > 0 ? failed : [said.slice(-500)];
}

/** Tries all of them, as many at once as the machine has processors. */
async function tryAll(): Promise<ReadonlyMap<string, readonly string[]>> {
  const noticed = new Map<string, readonly string[]>();
  const left = [...shellMutations];
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const failures = await failuresOf(await mutant(next), `test/e2e/${next.by}.test.ts`);
      noticed.set(next.name, failures);
      console.log(`${next.name}: ${failures[0] ?? 'SURVIVED'}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return noticed;
}

describe.skipIf(!canRunDesktop)('a fault in the desktop app', () => {
  let noticed: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    await bundleIfChanged();
    noticed = await tryAll();
  });

  it('can be made in every place that is named', () => {
    const lost = shellMutations.filter(
      ({ file, from }) => !readFileSync(inProject(file), 'utf8').includes(from),
    );
    expect(lost).toEqual([]);
  });

  it('is not seen where there is none', async () => {
    const { file } = shellMutations[0]!;
    expect(await failuresOf(await mutant({ file, from: '', to: '' }), everything)).toEqual([]);
  });

  it.each(shellMutations)('is noticed: $name', ({ name }) => {
    expect(noticed.get(name)).not.toEqual([]);
  });
});
