import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleIn } from '../../../electron/opened-file.ts';

const here = path.resolve('/somewhere');

describe('the bundle in a command line', () => {
  it.each<[string, readonly string[], string | null]>([
    ['none', [], null],
    ['only options', ['--home', '/x', '--allow-file-access'], null],
    ['another file', ['/x/result.xlsx'], null],
    ['a bundle', ['/x/2026.hzb'], '/x/2026.hzb'],
    ['a bundle named from where it was typed', ['材料 1.HZB'], path.join(here, '材料 1.HZB')],
    ['the last of two', ['/x/1.hzb', '/x/2.hzb'], '/x/2.hzb'],
    ['an option that looks like one', ['--load-extension=/x/1.hzb'], null],
    ['a name that ends early', ['/x/1\0.hzb'], null],
    [
      'a web address is only a name here',
      ['http://h.example/1.hzb'],
      path.join(here, 'http:/h.example/1.hzb'),
    ],
  ])('%s', (_what, argv, expected) => {
    expect(bundleIn(argv, here)).toBe(expected);
  });
});
