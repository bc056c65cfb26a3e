import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { homeIn } from '../../electron/services/home.ts';
import { openIdentity } from '../../electron/services/identity/identity.ts';
import { readStruck } from '../../electron/services/recusal/keyring.ts';
import { must } from '../../shared/result.ts';
import { contentOf, openCopy, openDesk, type TestDesk } from '../support/desk.ts';
import {
  completeReview,
  makeIdentity,
  packRound,
  passphrase,
  round,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The keys of what was said inside the applications: lost or damaged beside a sound journal, and back from a backup. */

const folder = temporaryFolder('review-keys');
const at = (...names: string[]) => path.join(folder, ...names);
let prepared: string;
let backup: string;
let early: string;

beforeAll(async () => {
  const panel = await packRound(folder);
  const desk = panel.desk(0);
  early = await backUp(desk, at('early.hzp'));
  must(await desk.call('identity.unlock', { passphrase }));
  await panel.open(0);
  await completeReview(desk, round);
  backup = await backUp(desk, at('li.hzp'));
  await desk.close();
  prepared = desk.folder;
});

async function backUp(who: TestDesk, target: string): Promise<string> {
  const { token } = must(await who.call('profile.backup', { passphrase }));
  must(await who.files.deliver(token, target));
  return target;
}

function failureOf(answer: { ok: boolean; failure?: { kind: string } }): string | null {
  return answer.failure?.kind ?? null;
}

describe('a review whose keys are lost', () => {
  const back = async (who: TestDesk, file = backup) =>
    who.call('profile.restoreReviewKeys', { round, file: await who.token(file), passphrase });

  /** A restored profile with newer work, whose file of keys was changed while nobody had it open. */
  async function broken(
    name: string,
    change: (keys: string) => void,
    work: (who: TestDesk) => Promise<void> = async () => undefined,
  ): Promise<TestDesk> {
    const before = openCopy(prepared, at(name));
    must(await before.call('identity.unlock', { passphrase }));
    const written = { kind: 'note.written', application: 'o1', note: '后来写下' } as const;
    must(await before.call('review.record', { round, events: [written] }));
    await work(before);
    await before.close();
    change(keysOf(before));
    const who = openDesk(at(name));
    must(await who.call('identity.unlock', { passphrase }));
    expect(failureOf(await who.call('rounds.read', { round }))).toBe('review-keys-lost');
    return who;
  }
  const keysOf = (who: TestDesk) => homeIn(who.folder).round(round).reviewKeys;

  it('gets them back from a backup, and newer work stays', async () => {
    const who = await broken('no-keys', (keys) => rmSync(keys));
    expect(must(await back(who))).toEqual({});
    const { events } = must(await who.call('review.events', { round, after: 0 }));
    expect(events.at(-1)?.event).toMatchObject({ kind: 'note.written', note: '后来写下' });
    expect(must(await who.call('rounds.broken', {}))).toEqual([]);
    await who.close();
  });

  it('gets them back where the file is damaged, which is kept', async () => {
    const who = await broken('damaged-review', (keys) => writeFileSync(keys, 'zeros'));
    must(await back(who));
    expect(readFileSync(`${keysOf(who)}.damaged`, 'utf8')).toBe('zeros');
    must(await who.call('rounds.read', { round }));
    await who.close();
  });

  it('gets back nothing of what its person was recused from since, nor by the center’s bundle before', async () => {
    const declaration = { state: 'recused', conflict: 'family', reason: '亲属' } as const;
    const event = { kind: 'conflict.declared', application: 'w1', declaration } as const;
    const who = await broken(
      'recused-since',
      (keys) => rmSync(keys),
      async (desk) => void must(await desk.call('review.record', { round, events: [event] })),
    );
    const { bundle } = homeIn(who.folder).round(round);
    const struck = readFileSync(bundle);
    const file = await who.token(at('round.hzb'));
    expect(failureOf(await who.call('bundles.open', { file }))).toBe('review-keys-lost');
    expect(readFileSync(bundle).equals(struck)).toBe(true);
    must(await back(who));
    const { events } = must(await who.call('review.events', { round, after: 0 }));
    const kinds = events.flatMap(({ event: each }) =>
      'application' in each && each.application === 'w1' ? [each.kind] : [],
    );
    expect(kinds).toContain('entry.sealed');
    expect(kinds).not.toContain('verdict.given');
    const read = await who.call('applications.read', { round, application: 'w1' });
    expect(failureOf(read)).toBe('recused');
    await who.close();
    const { profileKey } = must(await openIdentity(homeIn(who.folder), passphrase));
    const place = { file: keysOf(who), profileKey, round, keyed: new Set(['w1', 'o1']) };
    expect(must(await readStruck(place))).toEqual(['w1']);
  });

  it('takes no other person’s, no older one without them, and says so', async () => {
    const { desk: other } = await makeIdentity(at('another'), 'zhao@round.example');
    const theirs = await backUp(other, at('another.hzp'));
    const who = await broken('foreign-keys', (keys) => rmSync(keys));
    const before = contentOf(who.folder, /\.lock$/);
    expect(failureOf(await back(who, theirs))).toBe('backup-without-keys');
    expect(failureOf(await back(who, early))).toBe('backup-without-keys');
    expect(failureOf(await back(who, at('round.hzb')))).toBe('not-a-backup');
    const file = await who.token(backup);
    const wrong = { round, file, passphrase: 'something wrong 9' };
    expect(failureOf(await who.call('profile.restoreReviewKeys', wrong))).toBe('wrong-passphrase');
    expect(contentOf(who.folder, /\.lock$/)).toEqual(before);
    expect(existsSync(keysOf(who))).toBe(false);
    await who.close();
  });
});
