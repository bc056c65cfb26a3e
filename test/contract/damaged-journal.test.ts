import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Decrypter } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCenterKeys } from '../../electron/services/center/keys.ts';
import { compute } from '../../electron/services/compute/compute.ts';
import { homeIn } from '../../electron/services/home.ts';
import { must } from '../../shared/result.ts';
import { contentOf, openCopy, type TestDesk } from '../support/desk.ts';
import {
  completeReview,
  packRound,
  passphrase,
  round,
  signInto,
  type TestRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { typed } from '../support/typed.ts';

/** A journal that is not as it was recorded stops its round; its person decides, and nothing is thrown away. */

const folder = temporaryFolder('damaged');
const at = (...names: string[]) => path.join(folder, ...names);
let panel: TestRound;
let count = 0;
/** e1 before signing, and after. */
const early = at('early');
const signed = at('signed');
let workbook: string;

beforeAll(async () => {
  panel = await packRound(folder);
  const desk = await panel.open(0);
  await completeReview(desk, round);
  must(await desk.call('identity.lock', {}));
  cpSync(desk.folder, early, { recursive: true });
  must(await desk.call('identity.unlock', { passphrase }));
  await note(desk, '签署前');
  workbook = await signInto(desk, round, at('signed.xlsx'));
  must(await desk.call('identity.lock', {}));
  cpSync(desk.folder, signed, { recursive: true });
});

const journalIn = (profile: string) => homeIn(profile).round(round).reviewJournal;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a review whose keys are gone', () => {
  it('stops its round, makes no new ones in their place, and opens when a backup has brought them back', async () => {
    count += 1;
    const place = at(`without-keys-${count}`);
    const desk = openCopy(early, place);
    const { reviewKeys } = homeIn(place).round(round);
    const kept = readFileSync(reviewKeys);
    rmSync(reviewKeys);
    must(await desk.call('identity.unlock', { passphrase }));
    const failure = { kind: 'review-keys-lost', file: reviewKeys };
    expect(await desk.call('rounds.read', { round })).toEqual({ ok: false, failure });
    expect(await note(desk, 'unheard')).toEqual({ ok: false, failure });
    expect(must(await desk.call('rounds.broken', {}))).toMatchObject([{ round, failure }]);
    expect(existsSync(reviewKeys)).toBe(false);
    must(await desk.call('identity.lock', {}));
    writeFileSync(reviewKeys, kept);
    must(await desk.call('identity.unlock', { passphrase }));
    must(await note(desk, 'heard'));
    await desk.close();
  });
});

function note(desk: TestDesk, text: string) {
  const event = { kind: 'note.written', application: 'o1', note: text } as const;
  return desk.call('review.record', { round, events: [event] });
}

/** A copy of a profile, changed while nobody has it open, then unlocked. */
async function opened(from: string, change: (profile: string) => void): Promise<TestDesk> {
  const desk = openCopy(from, at(`${++count}`));
  change(desk.folder);
  must(await desk.call('identity.unlock', { passphrase }));
  return desk;
}

function flipMiddle(profile: string): void {
  const bytes = readFileSync(journalIn(profile));
  const place = Math.floor(bytes.length / 2);
  bytes[place] = bytes[place]! ^ 1;
  writeFileSync(journalIn(profile), bytes);
}

function putOlderBack(profile: string): void {
  for (const suffix of ['', '.head']) {
    cpSync(`${journalIn(early)}${suffix}`, `${journalIn(profile)}${suffix}`);
  }
}

async function readByCenter(file: string) {
  const { age } = must(
    await openCenterKeys(readFileSync(at('center', 'keys.age')), passphrase, compute),
  );
  const decrypter = new Decrypter();
  decrypter.addIdentity(age);
  return JSON.parse(Buffer.from(await decrypter.decrypt(readFileSync(file))).toString());
}

describe('a journal that is damaged in the middle', () => {
  const damaged = (record: number) => ({
    ok: false,
    failure: { kind: 'journal-damaged', record, reason: 'altered' },
  });

  it('stops its round with the entry, and the file stays as it is', async () => {
    const desk = await opened(signed, flipMiddle);
    const before = contentOf(desk.folder);
    const read = await desk.call('rounds.read', { round });
    expect(read).toMatchObject(damaged(2));
    expect(await note(desk, 'x')).toMatchObject(damaged(2));
    expect(must(await desk.call('rounds.broken', {}))).toMatchObject([{ round }]);
    expect(must(await desk.call('log.verify', {}))).toMatchObject([
      { round, journal: 'review', length: 1, failure: { record: 2, reason: 'altered' } },
    ]);
    expect(contentOf(desk.folder)).toEqual(before);
  });

  it('gives the center what is left of it, sealed, with what it seems to say', async () => {
    const desk = await opened(signed, flipMiddle);
    const whole = readFileSync(journalIn(desk.folder));
    const { token } = must(await desk.call('log.remainder', { round }));
    const content = await readByCenter(desk.files.pathOf(token) ?? '');
    expect(content).toMatchObject({
      format: 'haizhi.journal-remainder',
      round,
      journals: [{ journal: 'review', record: 2, reason: 'altered', sound: { length: 1 } }],
    });
    const [{ bytes, unproven }] = content.journals;
    const left = Buffer.from(bytes, 'base64');
    expect(whole.subarray(whole.length - left.length).equals(left)).toBe(true);
    const kinds = unproven.map((each: { event: { kind: string } }) => each.event.kind);
    expect(kinds).toEqual(expect.arrayContaining(['note.written', 'review.signed']));
    // A private note never leaves its person, nor does its text in another event's place.
    expect(JSON.stringify(content)).not.toContain('签署前');
    expect(JSON.stringify(unproven)).toContain('材料齐全');
    expect(readFileSync(journalIn(desk.folder)).equals(whole)).toBe(true);
  });

  it('is gone on with from its last sound state, which the journal says', async () => {
    const desk = await opened(signed, flipMiddle);
    const whole = readFileSync(journalIn(desk.folder));
    expect(must(await desk.call('log.resume', { round })).remainder?.name).toMatch(/\.age$/);
    const { events } = must(await desk.call('review.events', { round, after: 0 }));
    expect(events.slice(0, 3).map(({ event }) => event)).toMatchObject([
      { kind: 'bundle.accepted' },
      // The workbook that was signed before the damage, then the damaged file.
      { kind: 'journal.resumed', cause: 'rolled-back', sha256: sha256(readFileSync(workbook)) },
      { kind: 'journal.resumed', cause: 'damaged', sha256: sha256(whole) },
    ]);
    const kept = readdirSync(path.dirname(journalIn(desk.folder))).filter((name) =>
      name.includes('.damaged-'),
    );
    expect(readFileSync(path.join(path.dirname(journalIn(desk.folder)), kept[0]!))).toEqual(whole);
    must(await desk.call('identity.lock', {}));
    must(await desk.call('identity.unlock', { passphrase }));
    await completeReview(desk, round);
    expect(must(await desk.call('log.verify', {}))).toMatchObject([{ failure: null }]);
  });

  it('is named in the journal also where a crash came between', async () => {
    const desk = await opened(early, (profile) => {
      writeFileSync(`${journalIn(profile)}.damaged-1`, 'what was set aside');
    });
    const read = () => desk.call('review.events', { round, after: 0 });
    const last = must(await read()).events.at(-1);
    expect(last?.event).toMatchObject({ kind: 'journal.resumed', cause: 'damaged' });
    must(await desk.call('identity.lock', {}));
    must(await desk.call('identity.unlock', { passphrase }));
    expect(must(await read()).events.at(-1)).toEqual(last);
  });
});

describe('a journal older than what was signed', () => {
  it('stops its round, and its person may put the newer one back or go on', async () => {
    const desk = await opened(signed, putOlderBack);
    const { length } = must(await desk.call('log.verify', { round }))[0]!;
    const failure = { kind: 'journal-damaged', record: length + 1, reason: 'rolled-back' };
    expect(await desk.call('rounds.read', { round })).toMatchObject({ ok: false, failure });
    expect(must(await desk.call('log.verify', { round }))).toMatchObject([
      { failure, signed: { revision: 1, length: length + 1 } },
    ]);
    must(await desk.call('log.resume', { round }));
    const { events } = must(await desk.call('review.events', { round, after: length }));
    expect(events.map(({ event }) => event)).toMatchObject([
      { kind: 'journal.resumed', cause: 'rolled-back', sha256: sha256(readFileSync(workbook)) },
    ]);
    must(await desk.call('identity.lock', {}));
    must(await desk.call('identity.unlock', { passphrase }));
    must(await note(desk, '继续'));
    expect(must(await desk.call('log.verify', { round }))).toMatchObject([{ failure: null }]);
  });

  it('together with its whole profile is told by a workbook from elsewhere', async () => {
    const desk = await opened(early, () => undefined);
    expect(must(await desk.call('log.verify', {}))).toMatchObject([
      { failure: null, signed: null },
    ]);
    const workbooks = [await desk.token(workbook)];
    expect(must(await desk.call('log.verify', { workbooks }))).toMatchObject([
      { failure: { reason: 'rolled-back' }, signed: { revision: 1 } },
    ]);
    const stranger = [await desk.token(at('round.hzb'))];
    expect(await desk.call('log.verify', { workbooks: stranger })).toMatchObject({
      ok: false,
      failure: { kind: 'workbook-unreadable' },
    });
  });

  it('does not stop a signing that a crash broke off before the journal named its workbook', async () => {
    const desk = await opened(early, () => undefined);
    const home = homeIn(desk.folder).round(round);
    must(await desk.call('review.sign', { round, passphrase, locale: 'zh-CN' }));
    must(await desk.call('identity.lock', {}));
    const crashed = await opened(early, (profile) => {
      cpSync(home.workbooks, homeIn(profile).round(round).workbooks, { recursive: true });
    });
    expect(existsSync(homeIn(crashed.folder).round(round).workbooks)).toBe(true);
    must(await crashed.call('rounds.read', { round }));
  });
});

describe('haizhi log verify', () => {
  const verify = async (profile: string, ...more: string[]) =>
    typed(['log', 'verify', profile, ...more], { passphrase });

  it('is content with a sound journal, and says what it was compared with', async () => {
    const { status, out } = await verify(signed, '--json', '--round', round);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      value: [{ round, journal: 'review', torn: 0, signed: { revision: 1 }, failure: null }],
    });
    expect(await verify(signed)).toMatchObject({ status: 0, err: '' });
  });

  it.each([
    ['zh', '自第 2 条起有问题：内容有变化'],
    ['en', 'not in order from entry 2 on: the content has changed'],
  ])('names the first damaged entry, in %s', async (language, words) => {
    const profile = at(`cli-${language}`);
    cpSync(signed, profile, { recursive: true });
    flipMiddle(profile);
    const before = contentOf(profile);
    const { status, err } = await verify(profile, '--lang', language);
    expect(status).toBe(1);
    expect(err).toContain(words);
    expect(contentOf(profile)).toEqual(before);
  });

  it('takes a workbook from elsewhere, and refuses what it does not know', async () => {
    expect(await verify(early, workbook)).toMatchObject({ status: 1 });
    expect(await verify(early, '--round', 'none')).toMatchObject({ status: 1 });
    expect(await verify(early, '--no-such-option')).toMatchObject({ status: 2 });
  });
});
