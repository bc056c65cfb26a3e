import { copyFileSync, writeFileSync } from 'node:fs';
import { type Stage, secret } from '../command-stage.ts';
import { typed } from '../typed.ts';
import { alter, type RefusalGroup } from './refusal.ts';

/** What goes wrong with signed workbooks, at the chair's, at the center's and at anybody's. */
export const workbookRefusals: RefusalGroup = {
  name: 'signed workbooks',
  prepare: writeWorkbooks,
  refusals: [
    {
      name: 'a panel of somebody who is not its chair',
      line: 'panel consolidate @e1 --round T @e2.xlsx --out @x.xlsx',
      zh: /只有本轮的专家组组长/,
      en: /Only the chair/,
    },
    {
      name: 'a workbook of another round, at the chair',
      line: 'panel consolidate @chair --round T @u.xlsx --out @x.xlsx',
      zh: /u\.xlsx: 未收下.*另一轮评审.*没有签名/s,
      en: /u\.xlsx: refused.*another round.*Nothing was signed/s,
    },
    {
      name: 'an altered workbook, at the chair',
      line: 'panel consolidate @chair --round T @forged.xlsx --out @x.xlsx',
      zh: /forged\.xlsx: 未收下.*sheet2\.xml”.*没有签名/s,
      en: /forged\.xlsx: refused.*sheet2\.xml”.*Nothing was signed/s,
    },
    {
      name: 'a bundle for a workbook',
      line: 'panel consolidate @chair --round T @t2.hzb --out @x.xlsx',
      zh: /t2\.hzb: 未收下/,
      en: /t2\.hzb: refused/,
    },
    {
      name: 'decisions that are not there',
      line: 'panel consolidate @chair --round T --decisions @answers/none.json --out @x.xlsx',
      zh: /none\.json：找不到这个文件/,
      en: /none\.json: there is no such file/,
    },
    {
      name: 'decisions about people and flags that nobody knows, all of them',
      line: 'panel consolidate @chair --round T --decisions @unknown.json --out @x.xlsx',
      zh: /2 处问题.*present\[0\]：专家组中没有 x@y\.example.*没有这处分歧提示 nothing/s,
      en: /2 problems.*x@y\.example is not on this panel.*no such flag is raised: nothing/s,
    },
    {
      name: 'decisions with more votes than people',
      line: 'panel consolidate @chair --round T --decisions @voting.json --out @x.xlsx',
      zh: /申报“w1”共记 15 票/,
      en: /“w1” has 15 votes/,
    },
    {
      name: 'a meeting that is not finished',
      line: 'panel consolidate @chair --round T --out @x.xlsx',
      zh: /还有 \d+ 处没有完成，暂不能签名/,
      en: /still missing before you can sign/,
    },
    {
      name: 'a workbook of a round of another center',
      line: 'center import @other-center @e2.xlsx',
      zh: /e2\.xlsx: 未收下/,
      en: /e2\.xlsx: refused/,
    },
    {
      name: 'an altered workbook, at the center',
      line: 'center import @center @forged.xlsx',
      zh: /forged\.xlsx: 未收下.*sheet2\.xml”/s,
      en: /forged\.xlsx: refused.*sheet2\.xml”/s,
    },
    {
      name: 'a workbook that is not there, beside one that is',
      line: 'center import @center @e2.xlsx @none.xlsx',
      zh: /无法读取.*none\.xlsx”（不存在）/,
      en: /none\.xlsx” cannot be read/,
    },
    {
      name: 'an altered workbook, for anybody',
      line: 'verify @forged.xlsx --trust @center/authority.pem',
      zh: /forged\.xlsx: 无效.*sheet2\.xml”/s,
      en: /forged\.xlsx: invalid.*sheet2\.xml”/s,
    },
    {
      name: 'a workbook that is not there, beside a genuine one, for anybody',
      line: 'verify @none.xlsx @e2.xlsx --trust @center/authority.pem',
      zh: /none\.xlsx: 没有核验\n +读不出这个文件.*e2\.xlsx: 签名有效/s,
      en: /none\.xlsx: not checked\n +This file cannot be read.*e2\.xlsx: signature valid/s,
    },
    {
      name: 'a file that is no workbook',
      line: 'verify @empty --trust @center/authority.pem',
      zh: /empty: 无效/,
      en: /empty: invalid/,
    },
    {
      name: 'a certificate that is not a center’s',
      line: 'verify @e2.xlsx --trust @center/signer.pem',
      zh: /“signer\.pem”不是中心的证书/,
      en: /“signer\.pem” is not a center's certificate/,
    },
    {
      name: 'a certificate of another center',
      line: 'verify @e2.xlsx --trust @other-center/authority.pem',
      zh: /e2\.xlsx: 签名者不受信任/,
      en: /e2\.xlsx: signer not trusted/,
    },
  ],
};

async function writeWorkbooks({ at }: Stage): Promise<void> {
  alter(at('e2.xlsx'), at('forged.xlsx'), 'xl/worksheets/sheet2.xml', 400);
  copyFileSync(at('e2.xlsx'), at('workbook.csr.pem'));
  const flags = { nothing: { disposition: 'kept', reason: '' } };
  writeFileSync(at('unknown.json'), JSON.stringify({ present: ['x@y.example'], flags }));
  const vote = { yes: 15, no: 0, abstained: 0 };
  const applications = { w1: { vote, decision: 'approve' } };
  writeFileSync(at('voting.json'), JSON.stringify({ applications }));
  const open = ['panel', 'consolidate', at('chair'), '--round', 'T', '--out', at('x.xlsx')];
  await typed(open, { passphrase: secret });
}
