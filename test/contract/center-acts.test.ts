import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  foundPanel,
  makeIdentity,
  passphrase,
  smallRound,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { typed } from '../support/typed.ts';

/** What the center's staff decide by the command line, and what packing says of it. */

const folder = temporaryFolder('center-acts');
const at = (...names: string[]) => path.join(folder, ...names);
const run = (...args: string[]) => typed(['center', ...args], { passphrase });
const sanction = (applicant: string, year: string, grounds = '伪造协议') =>
  run('sanction', at('center'), '--applicant', applicant, '--year', year, '--grounds', grounds);

beforeAll(async () => {
  const panel = await foundPanel(folder);
  await panel.close();
});

describe('haizhi center sanction', () => {
  it.each([
    ['', '2025', '伪造', /选项 --applicant 的内容是空的/],
    ['两行\n文字', '2025', '伪造', /--applicant 是一行文字/],
    ['某站', '1999', '伪造', /--year 是 2020 至 2100/],
    ['某站', '今年', '伪造', /--year 是 2020 至 2100/],
    ['某站', '2025', '  ', /--grounds/],
  ])('refuses “%s”, %s, “%s” as a wrong call', async (applicant, year, grounds, words) => {
    const ran = await sanction(applicant, year, grounds);
    expect([ran.status, ran.err]).toEqual([2, expect.stringMatching(words)]);
  });

  it('bars an applicant for two years: its round is not packed, and the log names the act', async () => {
    const recorded = await sanction('海智工作站', '2025');
    expect([recorded.status, recorded.out]).toEqual([
      0,
      expect.stringContaining('海智工作站：2026、2027 年不得申报'),
    ]);
    const source = writeRound(at('barred'), smallRound());
    const packed = await run('pack', at('center'), '--round', source, '--out', at('barred.hzb'));
    expect([packed.status, packed.err]).toEqual([1, expect.stringContaining('因弄虚作假不得申报')]);
    expect(existsSync(at('barred.hzb'))).toBe(false);
    const log = await typed(['log', 'verify', at('center')], { passphrase });
    expect(log.out).toMatch(/海智工作站.*伪造协议/);
  });
});

describe('a panel with an even number of members', () => {
  it('is packed with a warning that says how many', async () => {
    const sixth = 'e6@round.example';
    const { desk } = await makeIdentity(at('e6'), sixth);
    await desk.close();
    const request = at('e6', 'request.csr.pem');
    const enrolled = await run('enrol', at('center'), request, '--role', 'expert');
    expect(enrolled.status, enrolled.err).toBe(0);
    const described = smallRound();
    described.round.id = '2029-even';
    described.round.year = 2029;
    described.round.panel.members.push({ expert: sixth, role: 'expert' });
    const source = writeRound(at('even'), described);
    const packed = await run('pack', at('center'), '--round', source, '--out', at('even.hzb'));
    expect(packed.status, packed.err).toBe(0);
    expect(packed.out).toMatch(/round\.json › panel\.members：专家组有 6 人，是偶数/);
    expect(existsSync(at('even.hzb'))).toBe(true);
  });
});
