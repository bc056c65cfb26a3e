import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { rawZip } from '../../hostile/bundles/raw-zip.ts';
import { alter, type Refusal, type RefusalGroup } from './refusal.ts';

const entries = ['mimetype', 'round.age', 'a/w1.age', 'a/o1.age', 'manifest.json', 'manifest.p7s'];

const changedEntries = entries.map((entry): Refusal => {
  return {
    name: `a bundle with a byte changed in ${entry}`,
    line: `expert open @e3 @changed/${entry.replace('/', '-')} --trust #center`,
    zh: /(不符|不是申报材料包|不合规范|不可接受).*(没有打开|索取)/,
    en: /does not match|is not an application bundle|not as it must be|not acceptable/,
  };
});

/** What goes wrong with bundles. */
export const bundleRefusals: RefusalGroup = {
  name: 'bundles',
  prepare: ({ at }) => {
    mkdirSync(at('changed'));
    for (const entry of entries) {
      const to = at('changed', entry.replace('/', '-'));
      alter(at('t2.hzb'), to, entry, entry === 'mimetype' ? 10 : 60);
    }
    alter(at('t2.hzb'), at('changed', 'end'), null, -10);
    const whole = readFileSync(at('t2.hzb'));
    writeFileSync(at('cut.hzb'), whole.subarray(0, 3_000));
    const unsigned = Object.entries(unzipSync(whole)).filter(([name]) => name !== 'manifest.p7s');
    writeFileSync(
      at('unsigned.hzb'),
      rawZip(unsigned.map(([name, content]) => ({ name, content }))),
    );
  },
  refusals: [
    ...changedEntries,
    {
      name: 'a bundle with a byte changed at its end',
      line: 'expert open @e3 @changed/end --trust #center',
      zh: /没有打开|索取/,
      en: /not opened|Ask the center/,
    },
    {
      name: 'a bundle that was cut off',
      line: 'expert open @e3 @cut.hzb --trust #center',
      zh: /“cut\.hzb”不是申报材料包（文件不完整，缺少结尾）/,
      en: /“cut\.hzb” is not an application bundle \(the file is incomplete/,
    },
    {
      name: 'a bundle that nobody signed',
      line: 'expert open @e3 @unsigned.hzb --trust #center',
      zh: /材料包没有签名，无法确认来自中心/,
      en: /bundle is not signed/,
    },
    {
      name: 'an empty file for a bundle',
      line: 'expert open @e3 @empty --trust #center',
      zh: /“empty”不是申报材料包/,
      en: /“empty” is not an application bundle/,
    },
    {
      name: 'a workbook for a bundle',
      line: 'expert open @e3 @e2.xlsx --trust #center',
      zh: /“e2\.xlsx”不是申报材料包/,
      en: /“e2\.xlsx” is not an application bundle/,
    },
    {
      name: 'a bundle that is not there',
      line: 'expert open @e3 @none.hzb --trust #center',
      zh: /无法读取.*none\.hzb”（不存在）/,
      en: /none\.hzb” cannot be read \(it is not there\)/,
    },
    {
      name: 'a folder for a bundle',
      line: 'expert open @e3 @center --trust #center',
      zh: /无法读取.*这是文件夹/,
      en: /cannot be read \(it is a folder/,
    },
    {
      name: 'the bundle of other people',
      line: 'expert open @twin @t2.hzb --trust #center',
      zh: /没有加密给您/,
      en: /not encrypted to you/,
    },
    {
      name: 'a first bundle, with nobody there to compare',
      line: 'expert open @e3 @t2.hzb',
      zh: /第一次收到“交流中心”的材料包.*核对指纹/,
      en: /first bundle from “交流中心”.*compare the fingerprint/,
    },
    {
      name: 'another fingerprint than was given',
      line: 'expert open @e3 @t2.hzb --trust abababab',
      zh: /与您给出的 abababab 不一致/,
      en: /not abababab as you gave it/,
    },
    {
      name: 'the bundle of another center',
      line: 'expert open @e1 @foreign.hzb',
      zh: /来自另一个中心“另一个中心”/,
      en: /comes from another center/,
    },
    {
      name: 'an older bundle',
      line: 'expert open @e1 @t.hzb',
      zh: /第 1 版材料包，而您已有第 2 版/,
      en: /number 1; you have number 2/,
    },
  ],
};
