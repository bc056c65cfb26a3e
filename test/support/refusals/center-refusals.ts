import { rmSync, writeFileSync } from 'node:fs';
import type { Stage } from '../command-stage.ts';
import { smallRound, writeRound } from '../small-round.ts';
import type { RefusalGroup } from './refusal.ts';

/** What goes wrong with requests and rounds at the center. */
export const centerRefusals: RefusalGroup = {
  name: 'requests and rounds',
  prepare: (stage) => {
    writeMalformed(stage);
    writeIncomplete(stage);
  },
  refusals: [
    {
      name: 'a person who is enrolled already, in another role',
      line: 'center enrol @center @e1.csr.pem --role chair',
      zh: /e1@round\.example 已在名册中/,
      en: /e1@round\.example is on the roster already/,
    },
    {
      name: 'a person who is enrolled already, with another key',
      line: 'center enrol @center @twin.csr.pem --role expert',
      zh: /e1@round\.example 已在名册中/,
      en: /e1@round\.example is on the roster already/,
    },
    {
      name: 'a request that is none',
      line: 'center enrol @center @e1.profile.json --role expert',
      zh: /不是有效的登记申请（内容无法识别）/,
      en: /not a valid enrolment request \(its content is not understood\)/,
    },
    {
      name: 'a workbook for a request',
      line: 'center enrol @center @workbook.csr.pem --role expert',
      zh: /“workbook\.csr\.pem”不是有效的登记申请/,
      en: /“workbook\.csr\.pem” is not a valid enrolment request/,
    },
    {
      name: 'a folder for a request',
      line: 'center enrol @center @e1 --role expert',
      zh: /无法读取.*这是文件夹/,
      en: /cannot be read \(it is a folder/,
    },
    {
      name: 'a round folder that is not there',
      line: 'center pack @center --round @none --out @x.hzb',
      zh: /无法读取.*不存在/,
      en: /it is not there/,
    },
    {
      name: 'a file for a round folder',
      line: 'center pack @center --round @empty --out @x.hzb',
      zh: /无法读取.*需要的是文件夹/,
      en: /a folder is needed/,
    },
    {
      name: 'a round folder without round.json',
      line: 'center pack @center --round @answers --out @x.hzb',
      zh: /1 处问题.*round\.json：找不到这个文件/s,
      en: /1 problem.*round\.json: there is no such file/s,
    },
    {
      name: 'a malformed round.json, with path and reason of every error',
      line: 'center pack @center --round @malformed --out @x.hzb',
      zh: /8 处问题.*id：格式不对.*title：缺少此项.*year：类型不对.*deadline\.at：格式不对.*members\[0\]\.expert：格式不对.*titel：不认识的项目.*w1\/application\.json › number：格式不对/s,
      en: /8 problems.*id: wrong format.*title: this is missing.*year: wrong type.*deadline\.at: wrong.*members\[0\]\.expert: wrong.*titel: unknown entry.*number: wrong/s,
    },
    {
      name: 'a round with people, applications and documents that are not there, or empty',
      line: 'center pack @center --round @incomplete --out @x.hzb',
      zh: /6 处问题.*名册中没有 ghost@round\.example.*没有这份申报 z9.*找不到这份材料 form\.pdf.*材料是空文件.*x9\/application\.json：找不到这个文件/s,
      en: /6 problems.*ghost@round\.example is not on the roster.*no such application z9.*not in the folder form\.pdf.*empty file.*x9\/application\.json: there is no such file/s,
    },
  ],
};

function writeMalformed({ at }: Stage): void {
  const { round, applications } = smallRound();
  const { title, ...rest } = round;
  rest.panel.members[0] = { expert: 'nobody', role: 'expert' };
  const wrong = { id: 'no id', year: 'soon', deadline: { at: 'soon', hard: false }, titel: title };
  const [w1] = Object.values(applications);
  if (w1 !== undefined) w1.number = 'first';
  writeRound(at('malformed'), { round: { ...rest, ...wrong }, applications });
}

function writeIncomplete({ at }: Stage): void {
  const { round, applications } = smallRound();
  round.panel.members[3] = { expert: 'ghost@round.example', role: 'expert' };
  round.panel.members[2] = { ...round.panel.members[2], assigned: ['w1', 'o1', 'z9'] };
  writeRound(at('incomplete'), {
    round: { ...round, applications: ['w1', 'o1', 'x9'] },
    applications,
  });
  writeFileSync(at('incomplete', 'o1', 'form.pdf'), '');
  rmSync(at('incomplete', 'w1', 'form.pdf'));
}
