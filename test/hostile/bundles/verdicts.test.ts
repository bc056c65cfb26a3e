import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fingerprint } from '../../../electron/services/pki/certificate.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { containerCases } from './container-cases.ts';
import { contentCases } from './content-cases.ts';
import { type Cast, castOf, forge } from './forge.ts';
import type { HostileCase } from './hostile-case.ts';
import { ageCases, signatureCases } from './key-cases.ts';
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

describe('a hostile bundle', () => {
  it('is one of many', () => {
    const all = [...containerCases, ...contentCases, ...ageCases, ...signatureCases];
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(new Set(all.map((each) => each.name)).size).toBe(all.length);
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
