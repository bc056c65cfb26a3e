import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openedFileIn, screenOf } from '../../../electron/opened-file.ts';

const here = path.resolve('/somewhere');

describe('the file in a command line', () => {
  it.each<[string, readonly string[], string | null]>([
    ['none', [], null],
    ['only options', ['--home', '/x', '--allow-file-access'], null],
    ['another file', ['/x/result.xlsx'], null],
    ['a bundle', ['/x/2026.hzb'], '/x/2026.hzb'],
    ['a bundle named from where it was typed', ['材料 1.HZB'], path.join(here, '材料 1.HZB')],
    ['the last of two', ['/x/1.hzb', '/x/2.hzb'], '/x/2.hzb'],
    ['a backup', ['/x/林.hzp'], '/x/林.hzp'],
    ['an address of a file', ['file:///x/%E6%9D%90%E6%96%99%201.hzb'], '/x/材料 1.hzb'],
    ['an address on another machine', ['file://elsewhere/x/1.hzb'], null],
    ['an address with a hidden separator', ['file:///x%2F..%2F1.hzb'], null],
    ['an address with a hidden end', ['file:///x/1%00.hzb'], null],
    ['an option that looks like one', ['--load-extension=/x/1.hzb'], null],
    ['a name that ends early', ['/x/1\0.hzb'], null],
    [
      'a web address is only a name here',
      ['http://h.example/1.hzb'],
      path.join(here, 'http:/h.example/1.hzb'),
    ],
  ])('%s', (_what, argv, expected) => {
    expect(openedFileIn(argv, here)).toBe(expected);
  });
});

it('a bundle opens where rounds are, a backup where a profile is restored', () => {
  expect(['/x/1.hzb', '/x/1.HZP'].map(screenOf)).toEqual(['rounds', 'welcome']);
});
