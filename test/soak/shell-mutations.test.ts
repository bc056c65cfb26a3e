import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleIfChanged } from '../../build/bundle.ts';
import { bundleElectron } from '../../build/electron-bundles.ts';
import { inProject } from '../../build/project.ts';
import { canRunDesktop } from '../support/desktop-app.ts';
import { type ShellMutation, shellMutations } from '../support/shell-mutations.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The tests of the desktop app are worth what they notice: each fault in its wiring must make one of them fail. */

/** A copy of the app, its privileged side bundled anew with the mutation. */
async function mutant({ file, from, to }: ShellMutation): Promise<string> {
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
  return folder;
}

/** The names of the tests that failed; none where all passed. */
async function failuresOf(app: string): Promise<readonly string[]> {
  const runner = inProject('node_modules/vitest/vitest.mjs');
  const config = ['--config', 'build/vitest.config.ts', '--project', 'e2e', '--bail', '1'];
  const child = spawn(process.execPath, [runner, 'run', ...config, 'test/e2e/desktop'], {
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

describe.skipIf(!canRunDesktop)('a fault in the desktop app', () => {
  beforeAll(async () => {
    await bundleIfChanged();
  });

  it('can be made in every place that is named', () => {
    const lost = shellMutations.filter(
      ({ file, from }) => !readFileSync(inProject(file), 'utf8').includes(from),
    );
    expect(lost).toEqual([]);
  });

  it('is not seen where there is none', async () => {
    const { file } = shellMutations[0]!;
    expect(await failuresOf(await mutant({ name: '', file, from: '', to: '' }))).toEqual([]);
  });

  it.each(shellMutations)('is noticed: $name', async (mutation) => {
    const noticed = await failuresOf(await mutant(mutation));
    console.log(`${mutation.name}: ${noticed[0] ?? 'SURVIVED'}`);
    expect(noticed).not.toEqual([]);
  });
});
