import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { homeIn } from '../../electron/services/home.ts';
import { must } from '../../shared/result.ts';
import { openCopy, openDesk, type TestDesk } from '../support/desk.ts';
import {
  completeReview,
  openAt,
  packRound,
  passphrase,
  round,
  smallRound,
  type TestRound,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Clocks that jump, and two instances on one profile. */

const folder = temporaryFolder('clock');
const day = 86_400_000;
let ready: string;
let panel: TestRound;
let bundle: string;

beforeAll(async () => {
  const described = smallRound();
  described.round.deadline = { at: new Date(Date.now() + 10 * day).toISOString(), hard: false };
  panel = await packRound(folder, writeRound(path.join(folder, 'round'), described));
  ({ bundle } = panel);
  const desk = await panel.open(0);
  await completeReview(desk, round);
  must(await desk.call('identity.lock', {}));
  ready = desk.folder;
});

function note(desk: TestDesk, text: string) {
  const event = { kind: 'note.written', application: 'o1', note: text } as const;
  return desk.call('review.record', { round, events: [event] });
}

describe('a clock that jumps', () => {
  it('back and forth between changes refuses none, and their order stays', async () => {
    let ahead = 0;
    const clock = () => new Date(Date.now() + ahead);
    const desk = openCopy(ready, path.join(folder, 'jumping'), { clock });
    // A jump forward locks, as an absence of that length would: the person unlocks and goes on.
    const jumps = [0, -400 * day, 3 * day, -1 * day, 9 * day, 0];
    for (const [count, jump] of jumps.entries()) {
      ahead = jump;
      must(await desk.call('identity.unlock', { passphrase }));
      must(await note(desk, `${count}`));
    }
    ahead = 0;
    must(await desk.call('identity.unlock', { passphrase }));
    const { events } = must(await desk.call('review.events', { round, after: 0 }));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    const texts = events.flatMap(({ event }) => (event.kind === 'note.written' ? event.note : []));
    expect(texts).toEqual(jumps.map((_, count) => `${count}`));
    expect(must(await desk.call('log.verify', {}))).toMatchObject([{ failure: null }]);
  });

  it('is judged by the rule of the deadline at the moment of signing, not by what it said before', async () => {
    let ahead = 0;
    const clock = () => new Date(Date.now() + ahead);
    const desk = openCopy(ready, path.join(folder, 'signing'), { clock });
    const sign = async () => {
      must(await desk.call('identity.unlock', { passphrase }));
      return desk.call('review.sign', { round, passphrase, locale: 'zh-CN' });
    };
    ahead = 20 * day;
    expect(await sign()).toMatchObject({ ok: false, failure: { kind: 'late-reason-required' } });
    ahead = 0;
    expect(must(await sign()).revision).toBe(1);
  });
});

describe('a clock that is wrong by years', () => {
  it.each([-4000, 4000])('%i days, does not keep the first bundle out', async (days) => {
    const { desk } = panel.people[1]!;
    must(await desk.call('identity.lock', {}));
    const ahead = days * day;
    const wrong = openCopy(desk.folder, path.join(folder, `wrong${days}`), { ahead });
    must(await wrong.call('identity.unlock', { passphrase }));
    expect(await openAt(wrong, bundle, panel.fingerprint)).toBe(round);
    must(await wrong.call('rounds.read', { round }));
  });
});

describe('a round that was left open on another computer', () => {
  it('says which, and goes on once its person has named it', async () => {
    const desk = openCopy(ready, path.join(folder, 'carried'));
    const { folder: place } = homeIn(desk.folder).round(round);
    const lock = JSON.stringify({ pid: 1, host: 'old-laptop', start: null });
    writeFileSync(path.join(place, 'review.journal.lock'), lock);
    must(await desk.call('identity.unlock', { passphrase }));
    const held = { ok: false, failure: { kind: 'held-elsewhere', host: 'old-laptop' } };
    expect(await note(desk, 'here')).toMatchObject(held);
    expect(must(await desk.call('rounds.broken', {}))).toMatchObject([{ failure: held.failure }]);
    expect(await desk.call('profile.backup', { passphrase })).toMatchObject(held);
    must(await desk.call('identity.unlock', { passphrase }));
    expect(must(await desk.call('app.takeOver', { host: 'another' }))).toEqual({ released: 0 });
    expect(await note(desk, 'here')).toMatchObject(held);
    expect(must(await desk.call('app.takeOver', { host: 'old-laptop' }))).toEqual({ released: 1 });
    must(await note(desk, 'here'));
  });
});

describe('a second instance on one profile', () => {
  it('is told who has the journal, and neither loses anything', async () => {
    const profile = path.join(folder, 'shared');
    const first = openCopy(ready, profile);
    const second = openDesk(profile);
    for (const desk of [first, second]) must(await desk.call('identity.unlock', { passphrase }));
    must(await note(first, 'first'));
    expect(await note(second, 'second')).toMatchObject({
      ok: false,
      failure: { kind: 'journal-in-use', detail: expect.stringContaining(`${process.pid}`) },
    });
    must(await note(first, 'again'));
    must(await first.call('identity.lock', {}));
    must(await note(second, 'second'));
    const { events } = must(await second.call('review.events', { round, after: 0 }));
    const texts = events.flatMap(({ event }) => (event.kind === 'note.written' ? event.note : []));
    expect(texts).toEqual(['first', 'again', 'second']);
  });
});
