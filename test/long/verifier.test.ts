import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../../build/project.ts';
import { bundleVerifier, verifierFile } from '../../build/verifier.ts';
import { runCommandLine } from '../../electron/cli/command-line.ts';
import type { Terminal } from '../../electron/cli/terminal.ts';
import { repack, replaceIn, SCORES } from '../hostile/workbooks/repack.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The single file that a court or an auditor gets, run where there is nothing else of us. */

const folder = temporaryFolder('verifier');
const at = (...names: string[]) => path.join(folder, ...names);
const alone = at('alone');
const golden = (name: string) => inProject('test/fixtures/workbooks/version-1', name);
const trust = ['--trust', golden('authority.pem')];

beforeAll(async () => {
  await bundleVerifier(at('first', verifierFile));
  await bundleVerifier(at('second', verifierFile));
  mkdirSync(alone);
  copyFileSync(at('first', verifierFile), path.join(alone, verifierFile));
  const signed = new Uint8Array(readFileSync(golden('result.en.xlsx')));
  writeFileSync(
    at('altered.xlsx'),
    repack(signed, (p) => replaceIn(p, SCORES, '<v>', '<v>1')),
  );
});

/** The Node of the machine, which may be as old as 20; not the one that comes with the libraries. */
function systemNode(): string {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = folders
    .filter((each) => each !== '' && !each.includes('node_modules'))
    .map((each) => path.join(each, process.platform === 'win32' ? 'node.exe' : 'node'))
    .find(existsSync);
  return found ?? process.execPath;
}

function verify(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(systemNode(), [verifierFile, ...args], {
    cwd: alone,
    encoding: 'utf8',
    env: { PATH: '', HOME: alone, TZ: process.env.TZ },
  });
  return { status, stdout, stderr };
}

/** What `haizhi verify` prints. */
async function printedByUs(...args: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const terminal: Terminal = {
    variables: {},
    isAttended: false,
    print: (text) => void printed.push(text),
    mention: (text) => void printed.push(text),
    ask: async () => null,
    close: () => undefined,
  };
  await runCommandLine(['verify', ...args], terminal);
  return printed.join('');
}

describe('the verifier as a single file', () => {
  it('is the same bytes each time, with nothing of this machine in it', () => {
    const [first, second] = ['first', 'second'].map((name) => readFileSync(at(name, verifierFile)));
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
    expect(first?.includes(inProject())).toBe(false);
    expect(first?.toString('utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('runs under the Node of the machine in a folder of its own, and leaves nothing there', () => {
    const major = Number(execFileSync(systemNode(), ['-p', 'process.versions.node.split(".")[0]']));
    expect(major).toBeGreaterThanOrEqual(20);
    const { status, stdout } = verify(golden('result.zh.xlsx'), golden('panel.en.xlsx'), ...trust);
    expect(stdout).toContain('签名有效');
    expect(stdout).toContain('王静仪');
    expect(stdout).toContain('郑国华');
    expect(status).toBe(0);
    expect(readdirSync(alone)).toEqual([verifierFile]);
  });

  it.each<[string, readonly string[]]>([
    ['a result', [golden('result.zh.xlsx'), ...trust]],
    ['two files', [golden('result.en.xlsx'), golden('panel.zh.xlsx'), '--lang', 'en', ...trust]],
    ['a panel, to a script', [golden('panel.en.xlsx'), '--json', ...trust]],
    ['a panel of an unknown center', [golden('panel.en.xlsx'), '--lang', 'en']],
    ['no workbook', [golden('authority.pem'), '--lang', 'en', ...trust]],
    ['no center', [golden('result.zh.xlsx'), '--trust', golden('result.key.pem')]],
    ['nothing', [path.join(folder, 'nothing-here.xlsx'), ...trust]],
    ['nothing beside a result', ['/nothing-here.xlsx', golden('result.zh.xlsx'), ...trust]],
    ['a folder beside a result', [golden(''), golden('result.zh.xlsx'), ...trust]],
  ])('says what haizhi verify says of %s', async (_, args) => {
    const { stdout, stderr } = verify(...args);
    expect(stdout + stderr).toBe(await printedByUs(...args));
  });

  it('names the altered part, and tells a script by its exit code', () => {
    const { status, stderr } = verify(at('altered.xlsx'), ...trust);
    expect(stderr).toContain(SCORES);
    expect(status).toBe(1);
    const { stdout } = verify(at('altered.xlsx'), golden('result.en.xlsx'), '--json', ...trust);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      value: [{ verdict: 'invalid', reason: 'part-altered', part: SCORES }, { verdict: 'valid' }],
    });
    const unread = verify('/nothing.xlsx', golden('result.en.xlsx'), '--json', ...trust);
    expect(JSON.parse(unread.stdout)).toMatchObject({
      ok: false,
      value: [
        { name: 'nothing.xlsx', verdict: 'unread', reason: 'not-readable', detail: 'ENOENT' },
        { verdict: 'valid' },
      ],
    });
    const { stdout: unknown } = verify(golden('result.en.xlsx'), '--json');
    expect(JSON.parse(unknown)).toMatchObject({
      value: [{ verdict: 'untrusted', signer: null, claimed: { name: '王静仪' } }],
    });
    expect(verify(golden('result.zh.xlsx')).status).toBe(1);
    expect(verify().status).toBe(2);
    expect(verify('--lang', 'fr', golden('result.zh.xlsx')).status).toBe(2);
    expect(verify('--help').status).toBe(0);
  });
});
