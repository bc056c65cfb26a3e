import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../../../build/project.ts';
import { runCommandLine } from '../../../../electron/cli/command-line.ts';
import type { Terminal } from '../../../../electron/cli/terminal.ts';
import { repack, replaceIn, SCORES } from '../../../hostile/workbooks/repack.ts';
import { payloadIn } from '../../../support/signed-payload.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

const folder = temporaryFolder('convert');
const at = (name: string) => path.join(folder, name);
const golden = (name: string) => inProject('test/fixtures/workbooks/version-1', name);
const trust = ['--trust', golden('authority.pem')];

async function run(...args: readonly string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const terminal: Terminal = {
    variables: {},
    isAttended: false,
    print: (text) => void said.push(text),
    mention: (text) => void said.push(text),
    ask: async () => null,
    close: () => undefined,
  };
  const code = await runCommandLine(['workbook', 'convert', ...args], terminal);
  return { code, said: said.join('') };
}

describe('haizhi workbook convert', () => {
  it.each(['result.zh', 'result.en', 'panel.zh', 'panel.en'])(
    'gives the content of %s as JSON and as CSV',
    async (name) => {
      const file = golden(`${name}.xlsx`);
      const json = at(`${name}.json`);
      const csv = at(`${name}.csv`);
      expect((await run(file, ...trust, '--format', 'json', '--out', json)).code).toBe(0);
      const payload = payloadIn(file);
      expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual(payload);
      expect((await run(file, ...trust, '--format', 'csv', '--out', csv)).code).toBe(0);
      const text = readFileSync(csv, 'utf8');
      expect(text.startsWith('\uFEFF')).toBe(true);
      for (const one of payload.applications) {
        if ('name' in one) expect(text).toContain(one.name);
        expect(text).toContain(one.number);
      }
      expect(text).toContain(payload.signer.name);
    },
  );

  it('gives nothing for a workbook that is not valid, and says why', async () => {
    const altered = at('altered.xlsx');
    const signed = new Uint8Array(readFileSync(golden('result.en.xlsx')));
    writeFileSync(
      altered,
      repack(signed, (p) => replaceIn(p, SCORES, '<v>', '<v>1')),
    );
    const refused = await run(altered, ...trust, '--format', 'csv', '--out', at('no.csv'));
    expect(refused.code).toBe(1);
    expect(refused.said).toContain(SCORES);
    expect(existsSync(at('no.csv'))).toBe(false);
  });

  it('says what is missing or wrong in the call', async () => {
    const file = golden('result.en.xlsx');
    const out = ['--out', at('x.csv')];
    expect((await run(file, '--format', 'csv', ...out)).code).toBe(2);
    expect((await run(file, ...trust, '--format', 'pdf', ...out)).code).toBe(2);
    expect((await run(file, ...trust, '--format', 'csv')).code).toBe(2);
    const nowhere = ['--out', at('no-folder/x.csv')];
    expect((await run(file, ...trust, '--format', 'csv', ...nowhere)).code).toBe(1);
    expect((await run(at('no.xlsx'), ...trust, '--format', 'csv', ...out)).code).toBe(1);
    expect(existsSync(at('x.csv'))).toBe(false);
  });
});
