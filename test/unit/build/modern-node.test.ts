import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProject, root } from '../../../build/project.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const run = inProject('build/run.js');

/** A script somewhere else, by its path from the project. */
function script(content: string): string {
  const file = path.join(temporaryFolder('script'), 'script.ts');
  writeFileSync(file, content);
  return path.relative(root, file);
}

describe('run.js', () => {
  it('hands on arguments, output and exit code', () => {
    const file = script('console.log(process.argv.slice(2).join("|")); process.exit(3);');
    const { status, stdout } = spawnSync(process.execPath, [run, file, 'a b', '--c'], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 3, stdout: 'a b|--c\n' });
  });

  it('hands on a signal, and ends as the script ends', async () => {
    const file = script(
      'process.on("SIGTERM", () => process.exit(7)); setInterval(() => {}, 1e6); console.log("up");',
    );
    const child = spawn(process.execPath, [run, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([7, null]);
  });

  it('dies by the signal that killed the script', async () => {
    const child = spawn(process.execPath, [run, script('process.kill(process.pid, "SIGKILL");')]);
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  });

  it('says how it is used', () => {
    const { status, stderr } = spawnSync(process.execPath, [run], { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain('usage: node build/run.js SCRIPT.ts');
  });
});
