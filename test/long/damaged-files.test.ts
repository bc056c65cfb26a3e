import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { homeIn } from '../../electron/services/home.ts';
import { must } from '../../shared/result.ts';
import { makeCheap } from '../support/cheap-identity.ts';
import { contentOf, openDesk } from '../support/desk.ts';
import { completeReview, packRound, passphrase, round, signInto } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Every file of a profile damaged in every way: said in a failure of its own, nothing overwritten, and all there again with the file put back. */

const folder = temporaryFolder('damaged-files');
const sound = path.join(folder, 'sound');
let files: readonly string[] = [];
let acknowledged: unknown;

/** By what it does to the bytes; `null`: the file is gone. */
const damages: Readonly<Record<string, (bytes: Buffer) => Buffer | null>> = {
  gone: () => null,
  empty: () => Buffer.alloc(0),
  'cut by one byte': (bytes) => bytes.subarray(0, -1),
  'cut in half': (bytes) => bytes.subarray(0, bytes.length >> 1),
  zeros: (bytes) => Buffer.alloc(bytes.length),
  'its end zeros': (bytes) => Buffer.concat([bytes.subarray(0, -16), Buffer.alloc(16)]),
  'first byte flipped': (bytes) => flipped(bytes, 0),
  'flipped at a tenth': (bytes) => flipped(bytes, Math.floor(bytes.length / 10)),
  'flipped in the middle': (bytes) => flipped(bytes, bytes.length >> 1),
  'last byte flipped': (bytes) => flipped(bytes, bytes.length - 1),
};

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 0x10;
  return changed;
}

beforeAll(async () => {
  const panel = await packRound(folder);
  const desk = await panel.open(0);
  await completeReview(desk, round);
  await signInto(desk, round, path.join(folder, 'signed.xlsx'));
  must(await desk.call('projection.key', {}));
  must(await desk.call('settings.write', { locale: 'en' }));
  acknowledged = must(await desk.call('review.events', { round, after: 0 }));
  must(await desk.call('identity.lock', {}));
  await makeCheap(homeIn(desk.folder).identity, passphrase);
  cpSync(desk.folder, sound, { recursive: true });
  files = readdirSync(sound, { recursive: true, encoding: 'utf8' }).filter(
    (name) => statSync(path.join(sound, name)).isFile() && !name.endsWith('.log'),
  );
});

/** Everything that a person does with a profile, each answer a success or a failure of its own. */
async function workWith(profile: string): Promise<readonly string[]> {
  const desk = openDesk(profile);
  const about = { round };
  const answers = [
    await desk.call('settings.read', {}),
    await desk.call('identity.read', {}),
    await desk.call('identity.unlock', { passphrase }),
    await desk.call('rounds.list', {}),
    await desk.call('rounds.broken', {}),
    await desk.call('review.events', { ...about, after: 0 }),
    await desk.call('applications.read', { ...about, application: 'w1' }),
    await desk.call('documents.open', { ...about, application: 'w1', document: 'form' }),
    await desk.call('review.workbook', about),
    await desk.call('projection.key', {}),
    await desk.call('log.verify', {}),
  ];
  await desk.close();
  return answers.map((answer) => (answer.ok ? 'ok' : answer.failure.kind));
}

const isIdentity = /^(identity\.age|profile\.json|request\.csr\.pem)$/;

/** What is answered to somebody who wants to begin anew in this profile. */
async function takeOver(profile: string): Promise<string> {
  const desk = openDesk(profile);
  const person = {
    name: '另一人',
    organisation: '某大学',
    email: 'other@round.example',
    fields: [],
    affiliations: [],
  };
  const created = await desk.call('identity.create', { profile: person, passphrase });
  await desk.close();
  return created.ok ? 'created' : created.failure.kind;
}

describe('each file of a profile', () => {
  it.each(Object.keys(damages))('%s', async (name) => {
    const damage = damages[name]!;
    for (const file of files) {
      const profile = path.join(folder, 'used');
      rmSync(profile, { recursive: true, force: true });
      cpSync(sound, profile, { recursive: true });
      const target = path.join(profile, file);
      const bytes = damage(readFileSync(target));
      if (bytes === null) rmSync(target);
      else writeFileSync(target, bytes);
      // A fault, which a bug would be, rejects here.
      await workWith(profile);
      expect(await takeOver(profile), file).toMatch(/^identity-(exists|lost)$/);
      if (bytes === null && isIdentity.test(file)) expect(existsSync(target), file).toBe(false);
      if (bytes !== null && isOwn(file)) {
        expect(readFileSync(target).equals(bytes), `${file} was overwritten`).toBe(true);
      }
      cpSync(path.join(sound, file), target);
      const desk = openDesk(profile);
      must(await desk.call('identity.unlock', { passphrase }));
      const { events } = must(await desk.call('review.events', { round, after: 0 }));
      const before = (acknowledged as { readonly events: readonly unknown[] }).events;
      expect(events.slice(0, before.length), file).toEqual(before);
      await desk.close();
    }
  });

  it('sound, gives every answer', async () => {
    const profile = path.join(folder, 'untouched');
    cpSync(sound, profile, { recursive: true });
    const before = contentOf(profile);
    expect(new Set(await workWith(profile))).toEqual(new Set(['ok']));
    expect(Object.keys(contentOf(profile))).toEqual(Object.keys(before));
  });
});

/** Not what is made anew: the note beside a journal, the bundle's block hashes, the browser store's seed, what a machine keeps. */
function isOwn(file: string): boolean {
  return !/\.head$|\.blocks$|projection\.seed$|^home/.test(file) && !/review\.journal$/.test(file);
}
