import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encryptAge } from '../../electron/services/age/stream.ts';
import { inspectBundle } from '../../electron/services/bundle/inspect.ts';
import { homeIn } from '../../electron/services/home.ts';
import { unlockVault } from '../../electron/services/identity/vault.ts';
import { must } from '../../shared/result.ts';
import type { TestDesk } from '../support/desk.ts';
import { collect, inPieces, noise } from '../support/pieces.ts';
import {
  completeReview,
  openAt,
  packInto,
  packRound,
  passphrase,
  round,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** What somebody who can write into a profile can do to the library's copy of a bundle, without the keys. */

const folder = temporaryFolder('library-copy');
const at = (...names: string[]) => path.join(folder, ...names);
let desk: TestDesk;
let older: string;
let newer: string;
let library: string;
let honest: Buffer;

beforeAll(async () => {
  const panel = await packRound(folder);
  older = panel.bundle;
  newer = await packInto(panel.center, panel.source, at('newer.hzb'));
  desk = await panel.open(0);
  await openAt(desk, newer, panel.fingerprint);
  await completeReview(desk, round);
  library = homeIn(desk.folder).round(round).bundle;
  honest = readFileSync(library);
});

beforeEach(async () => {
  must(await desk.call('identity.lock', {}));
  writeFileSync(library, honest);
  must(await desk.call('identity.unlock', { passphrase }));
});

async function open(bundle: string) {
  return desk.call('bundles.open', { file: await desk.token(bundle) });
}

/** Puts other content, sealed for this person as anybody can, in the place of an application's entry. */
async function exchange(application: string): Promise<void> {
  const { ageRecipient } = must(await unlockVault(homeIn(desk.folder).identity, passphrase));
  const entry = `a/${application}.age`;
  const { manifest } = must(await inspectBundle(library));
  const size = manifest.files.find((each) => each.path === entry)?.size ?? 0;
  const start = honest.indexOf(entry) + entry.length;
  const forged = await collect(encryptAge(inPieces(noise(size)), [ageRecipient]));
  const bytes = [
    honest.subarray(0, start),
    forged.subarray(0, size),
    honest.subarray(start + size),
  ];
  writeFileSync(library, Buffer.concat(bytes));
}

describe('an older bundle put in the place of the newer copy', () => {
  it('opens nothing of its round, which says which bundle it has seen, until the newer one is back', async () => {
    const first = readFileSync(older);
    must(await desk.call('identity.lock', {}));
    writeFileSync(library, first);
    must(await desk.call('identity.unlock', { passphrase }));
    const refused = { ok: false, failure: { kind: 'bundle-older', sequence: 1, known: 2 } };
    expect(await desk.call('rounds.read', { round })).toEqual(refused);
    expect(await desk.call('applications.read', { round, application: 'w1' })).toEqual(refused);
    const about = { round, application: 'w1', document: 'form' };
    expect(await desk.call('documents.open', about)).toEqual(refused);
    expect(must(await desk.call('rounds.list', {}))).toEqual([]);
    expect(must(await desk.call('rounds.broken', {}))).toMatchObject([
      { round, failure: refused.failure },
    ]);
    expect(readFileSync(library)).toEqual(first);
    must(await open(newer));
    expect(must(await desk.call('rounds.read', { round })).bundle.sequence).toBe(2);
  });
});

describe('an application that was exchanged in the library', () => {
  it('is shown by no method, with the list of its blocks or without', async () => {
    await exchange('o1');
    for (const lists of ['kept', 'lost']) {
      if (lists === 'lost') rmSync(`${library}.blocks`);
      const about = { round, application: 'o1' };
      const altered = { ok: false, failure: { kind: 'bundle-altered', entry: 'a/o1.age' } };
      expect(await desk.call('applications.read', about), lists).toMatchObject(altered);
      const opened = await desk.call('documents.open', { ...about, document: 'form' });
      expect(opened, lists).toMatchObject(altered);
      must(await desk.call('applications.read', { round, application: 'w1' }));
      must(await desk.call('identity.lock', {}));
      must(await desk.call('identity.unlock', { passphrase }));
    }
  });
});

describe('an older bundle of a round', () => {
  it.each([
    ['is there', () => undefined],
    ['is gone', () => rmSync(library)],
    ['is damaged', () => writeFileSync(library, honest.subarray(0, 1_000))],
  ])('is refused after a newer one, whose copy %s', async (_, damage) => {
    must(await desk.call('identity.lock', {}));
    damage();
    must(await desk.call('identity.unlock', { passphrase }));
    const before = existsSync(library) ? readFileSync(library) : null;
    const failure = { kind: 'bundle-older', sequence: 1, known: 2 };
    expect(await open(older)).toEqual({ ok: false, failure });
    expect(existsSync(library) ? readFileSync(library) : null).toEqual(before);
    must(await open(newer));
    expect(must(await desk.call('rounds.read', { round })).bundle.sequence).toBe(2);
  });
});
