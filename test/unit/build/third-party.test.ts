import { describe, expect, it } from 'vitest';
import { inProject } from '../../../build/project.ts';
import { isAllowed, packageFolder, packagesOf } from '../../../build/third-party.ts';

describe('isAllowed', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['(MIT AND Zlib)', true],
    ['GPL-3.0-only', false],
    ['(MIT AND GPL-3.0-only)', false],
    ['MIT/X11', false],
    ['', false],
    ['UNLICENSED', false],
  ])('%s: %s', (expression, expected) => {
    expect(isAllowed(expression)).toBe(expected);
  });
});

describe('packageFolder', () => {
  it.each([
    ['/p/node_modules/zod/v4/core.js', '/p/node_modules/zod'],
    ['/p/node_modules/@noble/ciphers/aes.js', '/p/node_modules/@noble/ciphers'],
    ['/p/node_modules/a/node_modules/b/index.js', '/p/node_modules/a/node_modules/b'],
    ['/p/shared/result.ts', null],
    ['\0/p/node_modules/zod/index.js?commonjs', null],
  ])('%j', (module, folder) => {
    expect(packageFolder(module)).toBe(folder);
  });
});

describe('packagesOf', () => {
  it('names each package once, as its package.json says', () => {
    const zod = inProject('node_modules/zod');
    const found = packagesOf([`${zod}/index.js`, `${zod}/v4/index.js`, inProject('build/run.js')]);
    expect(found).toEqual([{ name: 'zod', version: expect.any(String), licence: 'MIT' }]);
  });
});
