import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { must } from '../../shared/result.ts';
import { openCopy, openDesk, type TestDesk } from '../support/desk.ts';
import { completeReview, packRound, passphrase, round } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Backups that are made by themselves, while somebody goes on working. */

const folder = temporaryFolder('schedule');
const at = (...names: string[]) => path.join(folder, ...names);
let prepared: string;
let count = 0;

beforeAll(async () => {
  const panel = await packRound(folder);
  const desk = await panel.open(0);
  await completeReview(desk, round);
  await desk.close();
  prepared = desk.folder;
});

/** A person at work, and a stick. */
async function atWork(hours: number): Promise<{ desk: TestDesk; stick: string; wait: Wait }> {
  count += 1;
  let ahead = 0;
  const clock = () => new Date(Date.UTC(2026, 10, 20) + ahead);
  const stick = at(`stick-${count}`);
  mkdirSync(stick);
  const desk = openCopy(prepared, at(`work-${count}`), { clock });
  must(await desk.call('identity.unlock', { passphrase }));
  must(await desk.call('backup.schedule', { folder: await desk.token(stick), hours }));
  const wait = async (minutes: number) => {
    ahead += minutes * 60_000;
    must(await desk.call('identity.unlock', { passphrase }));
  };
  return { desk, stick, wait };
}
type Wait = (minutes: number) => Promise<void>;

function note(desk: TestDesk, text: string) {
  const event = { kind: 'note.written', application: 'o1', note: text } as const;
  return desk.call('review.record', { round, events: [event] });
}

const made = (stick: string) => readdirSync(stick).toSorted();

describe('a backup on a schedule', () => {
  it('is restored on another laptop as it was at its moment, and locks nothing here', async () => {
    const { desk, stick } = await atWork(4);
    must(await note(desk, '备份之前'));
    // Somebody writes on while it is made.
    const [state] = await Promise.all([
      desk.call('backup.run', {}),
      ...Array.from({ length: 30 }, (_, place) => note(desk, `同时 ${place}`)),
    ]);
    expect(must(state)).toMatchObject({ problem: null, last: { at: '2026-11-20T00:00:00.000Z' } });
    expect(must(await desk.call('identity.read', {})).state).toBe('unlocked');
    const [name = ''] = made(stick);
    expect(name).toMatch(/^haizhi-[0-9a-f]{8}-0001-20261120-000000\.hzp$/);
    const laptop = openDesk(at('laptop'));
    const file = await laptop.token(path.join(stick, name));
    must(await laptop.call('profile.restore', { file, passphrase }));
    must(await laptop.call('identity.unlock', { passphrase }));
    const here = must(await desk.call('review.events', { round, after: 0 })).events;
    const there = must(await laptop.call('review.events', { round, after: 0 })).events;
    expect(there).toEqual(here.slice(0, there.length));
    expect(JSON.stringify(there)).toContain('备份之前');
    expect(must(await laptop.call('log.verify', {}))).toMatchObject([{ failure: null }]);
    must(await note(laptop, '在新电脑上'));
  });

  it('is made only where something has changed, and the last three stay', async () => {
    const { desk, stick, wait } = await atWork(1);
    writeFileSync(path.join(stick, 'holiday.jpg'), 'not ours');
    for (let turn = 0; turn < 5; turn++) {
      must(await note(desk, `${turn}`));
      must(await desk.call('backup.run', {}));
      must(await desk.call('backup.run', {}));
      await wait(60);
    }
    expect(made(stick)).toEqual([
      expect.stringMatching(/-0003-20261120-020000\.hzp$/),
      expect.stringMatching(/-0004-20261120-030000\.hzp$/),
      expect.stringMatching(/-0005-20261120-040000\.hzp$/),
      'holiday.jpg',
    ]);
  });

  it('stays whatever the clock says: the three that were made last, in the order of making', async () => {
    const { desk, stick, wait } = await atWork(1);
    const month = 30 * 24 * 60;
    for (const minutes of [2 * month, -3 * month, -month, month, -2 * month]) {
      await wait(minutes);
      must(await note(desk, `${minutes}`));
      const { last } = must(await desk.call('backup.run', {}));
      expect(made(stick)).toContain(last?.name);
    }
    expect(made(stick)).toEqual([
      expect.stringMatching(/-0003-20260921-000000\.hzp$/),
      expect.stringMatching(/-0004-20261021-000000\.hzp$/),
      expect.stringMatching(/-0005-20260822-000000\.hzp$/),
    ]);
  });

  it('is broken off by locking and by closing, which wait for nothing, and leaves nothing', async () => {
    const { desk, stick } = await atWork(4);
    // Much to be written; on disk it is a hole.
    const large = path.join(desk.folder, 'rounds', 'large.0123456789ab');
    mkdirSync(large);
    writeFileSync(path.join(large, 'bundle.hzb'), '');
    truncateSync(path.join(large, 'bundle.hzb'), 2 ** 30);
    const started = desk.call('backup.run', {});
    await vi.waitUntil(() => made(stick).length > 0, { timeout: 60_000 });
    expect(must(await desk.call('identity.lock', {})).state).toBe('locked');
    expect(must(await started)).toMatchObject({ last: null, problem: null });
    expect(made(stick)).toEqual([]);
    must(await desk.call('identity.unlock', { passphrase }));
    const again = desk.call('backup.run', {});
    await vi.waitUntil(() => made(stick).length > 0, { timeout: 60_000 });
    await desk.close();
    await again;
    expect(made(stick)).toEqual([]);
  });

  it('says that its folder is not there, makes none elsewhere, and goes on when it is back', async () => {
    const { desk, stick } = await atWork(1);
    rmSync(stick, { recursive: true });
    const problem = { kind: 'not-readable', file: stick };
    expect(must(await desk.call('backup.run', {}))).toMatchObject({ last: null, problem });
    mkdirSync(stick);
    expect(must(await desk.call('backup.run', {}))).toMatchObject({ problem: null });
    expect(made(stick)).toHaveLength(1);
  });

  it('is made when the app is closed, where that was chosen', async () => {
    const { desk, stick } = await atWork(0);
    must(await note(desk, '关闭之前'));
    await desk.close();
    expect(made(stick)).toHaveLength(1);
  });

  it('goes to a drive that is plugged in, where there is no dialog to choose a folder by', async () => {
    const stick = at('plugged');
    mkdirSync(stick);
    const drives = [stick, at('pulled out')];
    const desk = openCopy(prepared, at('work-browser'), { drives });
    must(await desk.call('identity.unlock', { passphrase }));
    const [place, ...others] = must(await desk.call('backup.places', {}));
    expect([place?.folder, others]).toEqual([stick, []]);
    must(await desk.call('backup.schedule', { folder: place!.token, hours: 1 }));
    expect(must(await desk.call('backup.run', {}))).toMatchObject({ folder: stick, problem: null });
    expect(made(stick)).toHaveLength(1);
  });

  it('is not made while locked, nor after it was called off', async () => {
    const { desk, stick } = await atWork(0);
    must(await desk.call('identity.lock', {}));
    expect(must(await desk.call('backup.run', {}))).toMatchObject({ last: null, problem: null });
    must(await desk.call('identity.unlock', { passphrase }));
    expect(must(await desk.call('backup.schedule', { folder: null }))).toMatchObject({
      folder: null,
      hours: 0,
    });
    await desk.close();
    expect(made(stick)).toEqual([]);
  });
});
