import { writeFileSync } from 'node:fs';
import type { RefusalGroup } from './refusal.ts';

/** What goes wrong with passphrases, folders and files, whatever the command. */
export const fileRefusals: RefusalGroup = {
  name: 'passphrases, folders and files',
  prepare: ({ at }) => writeFileSync(at('empty'), ''),
  refusals: [
    {
      name: 'the wrong passphrase of a center',
      line: 'center list @center --round T',
      passphrase: 'quite another one',
      zh: /口令不正确/,
      en: /passphrase is wrong/,
    },
    {
      name: 'the wrong passphrase of an expert',
      line: 'expert export @e1 --round T --out @x.xlsx',
      passphrase: 'quite another one',
      zh: /口令不正确/,
      en: /passphrase is wrong/,
    },
    {
      name: 'a weak passphrase',
      line: 'center init @new --name x',
      passphrase: '12345678901',
      zh: /口令太容易猜到/,
      en: /too easy to guess/,
    },
    {
      name: 'a passphrase file that is not there',
      line: 'center list @center --round T --passphrase-file @none',
      zh: /无法读取.*none”（不存在）/,
      en: /none” cannot be read \(it is not there\)/,
    },
    {
      name: 'a folder for a passphrase file',
      line: 'center list @center --round T --passphrase-file @e1',
      zh: /这是文件夹/,
      en: /it is a folder/,
    },
    {
      name: 'a second founding of a center',
      line: 'center init @center --name again',
      zh: /已经是一个中心/,
      en: /is a center's folder already/,
    },
    {
      name: 'a center where a file lies',
      line: 'center init @empty --name x',
      zh: /无法写入.*不是文件夹/,
      en: /cannot be written \(part of the path is not a folder\)/,
    },
    {
      name: 'a center that is none',
      line: 'center list @e1 --round T',
      zh: /不是中心的工作文件夹/,
      en: /is not a center's folder/,
    },
    {
      name: 'a second identity in one folder',
      line: 'expert init @e1 --profile @e1.profile.json --out @new.csr.pem',
      zh: /已经有一个身份/,
      en: /There is an identity here already/,
    },
    {
      name: 'an identity where a file lies',
      line: 'expert init @empty --profile @e1.profile.json --out @new.csr.pem',
      zh: /无法写入/,
      en: /cannot be written/,
    },
    {
      name: 'a folder without an identity',
      line: 'expert open @nobody @t.hzb',
      zh: /还没有身份/,
      en: /no identity here yet/,
    },
    {
      name: 'a file for a profile',
      line: 'expert open @empty @t.hzb',
      zh: /还没有身份/,
      en: /no identity here yet/,
    },
    {
      name: 'an output in a folder that is not there',
      line: 'expert export @e1 --round T --out @none/x.xlsx',
      zh: /无法写入.*所在的文件夹不存在/,
      en: /its folder does not exist/,
    },
    {
      name: 'a folder for an output',
      line: 'center list @center --round T --format csv --out @e1',
      zh: /无法写入.*这是文件夹/,
      en: /cannot be written \(it is a folder/,
    },
    {
      name: 'an output that would replace an input',
      line: 'panel consolidate @chair --round T @e2.xlsx --out @e2.xlsx',
      zh: /已经存在，没有覆盖/,
      en: /exists already and was not replaced/,
    },
    {
      name: 'an output that would replace a file of the profile',
      line: 'expert export @e2 --round T --out @e2/identity.age',
      zh: /已经存在，没有覆盖/,
      en: /exists already and was not replaced/,
    },
    {
      name: 'a round that nobody knows',
      line: 'center list @center --round X',
      zh: /没有编号为“X”的评审轮次/,
      en: /no round “X”/,
    },
    {
      name: 'a round that is a path',
      line: 'expert apply @e1 --round ../../etc @answers/half.json',
      zh: /没有编号为“\.\.\/\.\.\/etc”的评审轮次/,
      en: /no round “\.\.\/\.\.\/etc”/,
    },
  ],
};
