import { describe, expect, it } from 'vitest';
import { type Chain, complaints, readChain, staleRuntime } from '../../../build/supply-chain.ts';

const integrity = `sha512-${'A'.repeat(86)}==`;
const sound: Chain = {
  manifest: { dependencies: { good: '1.2.3' } },
  lock: {
    '': {},
    'node_modules/good': { version: '1.2.3', license: 'MIT', integrity },
    'node_modules/good/node_modules/@inner/part': { version: '2.0.0', integrity },
  },
  ledger: {
    minimumAgeDays: 7,
    direct: {
      good: {
        version: '1.2.3',
        licence: 'MIT',
        purpose: 'Good.',
        published: '2026-01-01',
        reviewed: '2026-01-08',
      },
    },
    installScripts: { trusted: 'for a reason' },
    banned: { evil: 'steals', 'part@6.6.6': 'stole' },
  },
  npmrc: 'ignore-scripts=true\n',
  packaging: '',
};
const withPackage = (place: string, entry: Chain['lock'][string]): Chain => ({
  ...sound,
  lock: { ...sound.lock, [`node_modules/${place}`]: entry },
});
const withReview = (change: Partial<Chain['ledger']['direct'][string]>): Chain => ({
  ...sound,
  ledger: { ...sound.ledger, direct: { good: { ...sound.ledger.direct.good!, ...change } } },
});

it('finds nothing wrong with this project', () => {
  expect(complaints(readChain())).toEqual([]);
});

describe('the supply chain', () => {
  it('is sound where everything was looked at', () => {
    expect(complaints(sound)).toEqual([]);
  });

  it.each<[string, Chain, RegExp]>([
    [
      'a banned package',
      withPackage('a/node_modules/evil', { version: '1.0.0', integrity }),
      /evil@1\.0\.0 is banned: steals/,
    ],
    [
      'a banned version',
      withPackage('part', { version: '6.6.6', integrity }),
      /part@6\.6\.6 is banned: stole/,
    ],
    [
      'a package without a hash',
      withPackage('bare', { version: '1.0.0' }),
      /bare@1\.0\.0 has no SHA-512/,
    ],
    [
      'a weak hash',
      withPackage('weak', { version: '1.0.0', integrity: 'sha1-AAAA' }),
      /weak@1\.0\.0 has no SHA-512/,
    ],
    [
      'a package from elsewhere',
      withPackage('far', {
        version: '1.0.0',
        integrity,
        resolved: 'git+ssh://git@example.org/far',
      }),
      /does not come from the npm registry: git/,
    ],
    [
      'a registry that only begins alike',
      withPackage('near', {
        version: '1.0.0',
        integrity,
        resolved: 'https://registry.npmjs.org.example/near',
      }),
      /does not come from the npm registry/,
    ],
    [
      'a linked folder',
      withPackage('own', { version: '1.0.0', integrity, link: true }),
      /does not come from/,
    ],
    [
      'an install script that nobody allowed',
      withPackage('runs', { version: '1.0.0', integrity, hasInstallScript: true }),
      /runs@1\.0\.0 has an install script/,
    ],
    [
      'an open range',
      { ...sound, manifest: { dependencies: { good: '^1.2.3' } } },
      /not one exact version/,
    ],
    [
      'another version than locked',
      { ...sound, manifest: { dependencies: { good: '1.2.4' } } },
      /not what is locked/,
    ],
    [
      'a version that nobody reviewed',
      withReview({ version: '1.2.2' }),
      /npm run dependency -- good/,
    ],
    ['a changed licence', withReview({ licence: 'ISC' }), /good: MIT, reviewed as ISC/],
    ['a version too young', withReview({ published: '2026-01-02' }), /6 days old when taken; 7/],
    [
      'a review of what is not used',
      { ...sound, manifest: {} },
      /good is in docs\/dependencies\.json and not used/,
    ],
    ['scripts at install', { ...sound, npmrc: '' }, /lets packages run code/],
    [
      'another runtime in the package than the one that was reviewed',
      { ...sound, packaging: 'appId: x\nelectronVersion: 44.0.0\n' },
      /44\.0\.0 would be packaged/,
    ],
  ])('refuses %s', (_name, chain, complaint) => {
    expect(complaints(chain).join('\n')).toMatch(complaint);
  });

  it('lets a listed package have its script', () => {
    const chain = withPackage('trusted', { version: '1.0.0', integrity, hasInstallScript: true });
    expect(complaints(chain)).toEqual([]);
  });
});

describe('a release', () => {
  const ledgerOf = (reviewed: string): Pick<Chain, 'ledger'> => ({
    ledger: { ...sound.ledger, direct: { electron: { ...sound.ledger.direct.good!, reviewed } } },
  });

  it('is built on a runtime that somebody looked at within eight weeks', () => {
    expect(staleRuntime(ledgerOf('2026-01-01'), '2026-02-26')).toBeNull();
    expect(staleRuntime(ledgerOf('2026-01-01'), '2026-02-27')).toMatch(/57 days ago/);
    expect(staleRuntime(sound, '2026-01-08')).toMatch(/take the current one/);
  });
});
