import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { BundleFailure } from '../../../electron/services/bundle/bundle-failure.ts';
import { importBundle } from '../../../electron/services/bundle/import.ts';
import { inspectBundle } from '../../../electron/services/bundle/inspect.ts';
import { type BundleReader, openBundle } from '../../../electron/services/bundle/open.ts';
import { fingerprint } from '../../../electron/services/pki/certificate.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { containerCases } from './container-cases.ts';
import { contentCases } from './content-cases.ts';
import { type Cast, castOf, documentBytes, forge } from './forge.ts';
import type { HostileCase, Step } from './hostile-case.ts';
import { ageCases, signatureCases } from './key-cases.ts';

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

/** Takes a bundle the whole way of a user and tells where it was stopped, and how. */
async function takeIn(file: string): Promise<string> {
  const summary = await inspectBundle(file);
  if (!summary.ok) return told('inspect', summary.failure);
  const target = path.join(staging, 'round.hzb');
  const { digest } = summary.value;
  const copied = await importBundle({ source: file, target, authority, digest });
  if (!copied.ok) return told('import', copied.failure);
  const identities = [cast.reader.identity];
  const bundle = await openBundle({ path: target, identities, authority, origin: 'library' });
  if (!bundle.ok) return told('open', bundle.failure);
  try {
    return await readAll(bundle.value);
  } finally {
    await bundle.value.close();
  }
}

async function readAll(bundle: BundleReader): Promise<string> {
  const round = await bundle.round();
  if (!round.ok) return told('round', round.failure);
  const application = await bundle.application('w-01');
  if (!application.ok) return told('application', application.failure);
  const document = await application.value.document('form');
  if (!document.ok) return told('document', document.failure);
  return documentBytes.equals(document.value) ? 'done' : 'done with other content';
}

function told(step: Step, failure: BundleFailure): string {
  const words: string[] = [step, failure.kind];
  if ('flaw' in failure) words.push(failure.flaw);
  if (failure.kind === 'json') words.push(failure.path);
  if ('entry' in failure && failure.entry !== '') words.push(failure.entry);
  return words.join(' ');
}

async function run({ change, expected }: HostileCase): Promise<void> {
  const file = path.join(folder, 'case.hzb');
  const forgery = typeof change === 'function' ? await change(cast) : change;
  writeFileSync(file, await forge(cast, forgery));
  rmSync(staging, { recursive: true });
  mkdirSync(staging);
  expect(await takeIn(file)).toBe(expected);
  const refused = /^(inspect|import) /.test(expected);
  expect(readdirSync(staging)).toEqual(refused ? [] : ['round.hzb']);
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
