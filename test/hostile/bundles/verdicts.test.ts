import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fingerprint } from '../../../electron/services/pki/certificate.ts';
import { must } from '../../../shared/result.ts';
import { openDesk } from '../../support/desk.ts';
import { passphrase } from '../../support/small-round.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { containerCases } from './container-cases.ts';
import { contentCases } from './content-cases.ts';
import { type Cast, castOf, forge } from './forge.ts';
import type { HostileCase } from './hostile-case.ts';
import { ageCases, signatureCases } from './key-cases.ts';
import { honestBundle, makeReaderProfile } from './reader-profile.ts';
import { takeAtDesk } from './take-at-desk.ts';
import { takeIn } from './take-in.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = temporaryFolder('hostile');
const staging = path.join(folder, 'library');
let cast: Cast;
let authority: string;

beforeAll(async () => {
  mkdirSync(staging);
  cast = await castOf();
  authority = fingerprint(cast.center.authority.certificate);
});

function filesBelow(place: string): readonly string[] {
  const entries = existsSync(place)
    ? readdirSync(place, { recursive: true, withFileTypes: true })
    : [];
  return entries.filter((each) => each.isFile()).map(({ name }) => name);
}

async function run({ change, expected }: HostileCase): Promise<void> {
  const file = path.join(folder, 'case.hzb');
  const forgery = typeof change === 'function' ? await change(cast) : change;
  writeFileSync(file, await forge(cast, forgery));
  rmSync(staging, { recursive: true });
  mkdirSync(staging);
  const { identity } = cast.reader;
  expect(await takeIn({ file, staging, authority, identity })).toBe(expected);
  const refused = /^(inspect|import) /.test(expected);
  expect(readdirSync(staging)).toEqual(refused ? [] : ['round.hzb', 'round.hzb.blocks']);
  expect(readdirSync(folder).sort()).toEqual(['case.hzb', 'library']);
}

const all = [...containerCases, ...contentCases, ...ageCases, ...signatureCases];

describe('a hostile bundle', () => {
  it('is one of many', () => {
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(new Set(all.map((each) => each.name)).size).toBe(all.length);
  });

  it('is refused by an app that takes one after the other, and then opens an honest one', async () => {
    const profile = path.join(temporaryFolder('hostile-desk'), 'profile');
    await makeReaderProfile(profile, cast, passphrase);
    const desk = openDesk(profile);
    must(await desk.call('identity.unlock', { passphrase }));
    const file = path.join(profile, '..', 'case.hzb');
    for (const { name, change, atDesk } of all.filter((each) => each.atDesk.step === 'open')) {
      const forgery = typeof change === 'function' ? await change(cast) : change;
      writeFileSync(file, await forge(cast, forgery));
      const { step, failure } = await takeAtDesk(desk, file, authority);
      expect([name, step, JSON.stringify(failure)]).toEqual([
        name,
        'open',
        expect.stringContaining(atDesk.word),
      ]);
      expect(filesBelow(path.join(profile, 'rounds'))).toEqual([]);
    }
    writeFileSync(file, await honestBundle(cast));
    expect(await takeAtDesk(desk, file, authority)).toEqual({ step: 'done', failure: null });
  });

  describe('by its container', () => {
    it.each(containerCases)('$name → $expected', run);
  });
  describe('by its content', () => {
    it.each(contentCases)('$name → $expected', run);
  });
  describe('by its encryption', () => {
    it.each(ageCases)('$name → $expected', run);
  });
  describe('by its signature', () => {
    it.each(signatureCases)('$name → $expected', run);
  });
});
