import { writeFileSync } from 'node:fs';
import type { Stage } from '../command-stage.ts';
import type { RefusalGroup } from './refusal.ts';

/** What goes wrong with an expert's answers and workbook. */
export const expertRefusals: RefusalGroup = {
  name: 'answers and exports',
  prepare: writeAnswers,
  refusals: [
    {
      name: 'a profile that does not fit, with every place',
      line: 'expert init @new --profile @answers/profile.json --out @new.csr.pem',
      zh: /3 处问题.*name：缺少此项.*email：格式不对.*电子邮箱.*feilds：不认识的项目/s,
      en: /3 problems.*name: this is missing.*email: wrong format.*feilds: unknown entry/s,
    },
    {
      name: 'answers that are not there',
      line: 'expert apply @e1 --round T @answers/none.json',
      zh: /none\.json：找不到这个文件/,
      en: /none\.json: there is no such file/,
    },
    {
      name: 'answers that are no JSON',
      line: 'expert apply @e1 --round T @answers/torn.json',
      zh: /torn\.json › 第 3 行第 1 列：不是正确的 JSON（标点、引号或括号有误）/,
      en: /line 3, column 1: not correct JSON/,
    },
    {
      name: 'answers of another form, with every place',
      line: 'expert apply @e1 --round T @answers/malformed.json',
      zh: /3 处问题.*pledge：类型不对.*w1\.opinion：类型不对.*w1\.chekcs：不认识的项目/s,
      en: /3 problems.*pledge: wrong type.*w1\.opinion: wrong type.*w1\.chekcs: unknown entry/s,
    },
    {
      name: 'answers that do not fit the round, all of them',
      line: 'expert apply @e1 --round T @answers/unfitting.json',
      zh: /3 处不能记录.*“z9”没有分配给您.*没有核对事项“7\(2\)\.none”.*评分 101 不在/s,
      en: /3 entries.*“z9” is not assigned.*no check “7\(2\)\.none”.*score 101/s,
    },
    {
      name: 'answers about an application that the center recused',
      line: 'expert apply @e2 --round soft @answers/half.json',
      zh: /中心已决定您对申报“w1”回避/,
      en: /center has recused you from application “w1”/,
    },
    {
      name: 'answers after the signature',
      line: 'expert apply @e2 --round T @answers/o1.json',
      zh: /评审意见已签名，内容不能再改/,
      en: /signed and cannot be changed/,
    },
    {
      name: 'a citation of a document that is not there',
      line: 'expert apply @e1 --round T @answers/citing.json',
      zh: /citing\.json › applications\.w1\.criteria\.7\(1\)：申报中没有这份材料 nothing/,
      en: /the application has no document nothing/,
    },
    {
      name: 'a review that is half filled in',
      line: 'expert export @e1 --round T --out @x.xlsx',
      zh: /还有 \d+ 处没有完成.*申报 o1：尚未作出利益冲突声明/s,
      en: /still missing.*Application o1: no declaration/s,
    },
    {
      name: 'a late review without a reason',
      line: 'expert export @e4 --round soft --out @x.xlsx',
      zh: /截止时间（2025-12-31 .*|2026-01-01 .*）已过。请填写逾期理由/,
      en: /deadline \(.*\) has passed\. Give a reason/,
    },
    {
      name: 'a late review after a hard deadline, whatever the reason',
      line: 'expert export @e4 --round hard --out @x.xlsx --late-reason 生病',
      zh: /不接受逾期意见/,
      en: /takes nothing late/,
    },
    {
      name: 'an application that nobody knows',
      line: 'expert extract @e1 --round T --application z9 --document form --out @x',
      zh: /“z9”没有分配给您/,
      en: /“z9” is not assigned to you/,
    },
    {
      name: 'a document that nobody knows',
      line: 'expert extract @e1 --round T --application w1 --document nothing --out @x',
      zh: /没有编号为“nothing”的材料/,
      en: /no document “nothing”/,
    },
    {
      name: 'a document of an application that is not declared yet',
      line: 'expert extract @e1 --round T --application o1 --document form --out @x',
      zh: /请先对申报“o1”作出利益冲突声明/,
      en: /Declare whether you have a conflict .* “o1” first/,
    },
    {
      name: 'a document of an application that the center recused',
      line: 'expert extract @e2 --round T --application w1 --document form --out @x',
      zh: /回避，不能查看或评审/,
      en: /recused you/,
    },
    {
      name: 'names that are paths',
      line: 'expert extract @e1 --round T --application ../../etc --document passwd --out @x',
      zh: /没有编号为“\.\.\/\.\.\/etc”的申报/,
      en: /no application/,
    },
  ],
};

async function writeAnswers({ at, done }: Stage): Promise<void> {
  const write = (name: string, content: object | string) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(at('answers', `${name}.json`), text);
  };
  write('profile', { organisation: '测试大学', email: 'x', feilds: [] });
  write('torn', '{\n  "pledge": true,\n}\n');
  write('malformed', { pledge: 'yes', applications: { w1: { chekcs: {}, opinion: 5 } } });
  const w1 = { criteria: { '7(1)': { score: 101 } }, checks: { '7(2).none': 'met' } };
  write('unfitting', { applications: { w1, z9: { declaration: { state: 'none' } } } });
  const citations = [{ document: 'nothing', page: 1 }];
  write('citing', { applications: { w1: { criteria: { '7(1)': { citations } } } } });
  const form = ['--application', 'w1', '--document', 'form', '--out', at('form')];
  await done('expert', 'extract', at('e1'), '--round', 'T', ...form);
}
