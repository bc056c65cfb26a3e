import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import packageJson from 'electron/package.json' with { type: 'json' };
import { inProject } from '../../build/project.ts';
import { makeStubRuntime } from './stub-runtime.ts';

/** Runs `npm run package` for a system against a stub of its runtime. @returns the folder with what it made. */
export async function packageFor(
  system: 'linux' | 'win' | 'mac',
  folder: string,
  options: readonly string[],
): Promise<string> {
  const runtime = path.join(folder, `runtime-${system}`);
  makeStubRuntime(runtime, system, packageJson.version);
  const out = path.join(folder, `made-for-${system}`);
  const script = inProject('build/package.ts');
  const args = [script, `--${system}`, '--electron', runtime, '--out', out, ...options];
  const PATH = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter);
  const CUSTOM_FPM_PATH = inProject('test/support/fpm-by-dpkg.ts');
  await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, PATH, CUSTOM_FPM_PATH },
    maxBuffer: 2 ** 26,
  });
  return out;
}
