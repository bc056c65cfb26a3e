import { statfsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { contentOf } from '../support/desk.ts';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.ts';
import {
  completeReview,
  openAt,
  packInto,
  packRound,
  passphrase,
  round,
  signInto,
  smallRound,
  type TestRound,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** A disk that is full: everything says so, the old state stays, and goes on when there is room again. */

const roomy = 160 * 1024 * 1024;
const disk = mountSmallDisk(roomy);
const outside = temporaryFolder('full');
const at = (...names: string[]) => path.join(outside, ...names);

describe.skipIf(disk === null)('on a full disk', () => {
  const { folder } = disk ?? { folder: outside };
  const filler = path.join(folder, 'filler');
  let panel: TestRound;
  let newer: string;
  let result: string;

  beforeAll(async () => {
    panel = await packRound(folder, writeRound(at('round'), smallRound()));
    newer = await packInto(panel.center, panel.source, at('newer.hzb'));
    await openAt(desk(0), newer, panel.fingerprint);
    await completeReview(desk(0), round);
    await panel.open(1);
    result = await openAt(desk(2), newer, panel.fingerprint).then(async () => {
      await completeReview(desk(2), round);
      return signInto(desk(2), round, at('result.xlsx'));
    });
  });

  afterAll(async () => {
    await panel.close();
    (disk as SmallDisk).remove();
  });

  const desk = (place: number) => panel.desk(place);

  /** Runs `action` with no byte left, proves that nothing below the folder changed, and makes room again. */
  async function whileFull<T>(below: string, action: () => Promise<T>): Promise<T> {
    const before = contentOf(below, unlooked);
    fill();
    const answer = await action();
    expect(contentOf(below, unlooked)).toEqual(before);
    await rm(filler);
    return answer;
  }

  function fill(): void {
    const { bavail, bsize } = statfsSync(folder);
    for (let size = bavail * bsize; size > 0; size -= bsize) {
      try {
        writeFileSync(filler, Buffer.alloc(size));
        return;
      } catch {
        // Folders and the file's own pages take some: a little less, then.
      }
    }
  }

  const unlooked = /\.lock$|registry|home|filler/;
  const full = { ok: false, failure: { kind: 'disk-full' } };

  it('no entry of a review is acknowledged', async () => {
    const note = { kind: 'note.written', application: 'o1', note: '长'.repeat(20_000) } as const;
    const record = () => desk(0).call('review.record', { round, events: [note] });
    const { journal } = must(await desk(0).call('review.events', { round, after: 0 }));
    expect(await whileFull(desk(0).folder, record)).toMatchObject(full);
    expect(must(await desk(0).call('review.events', { round, after: 0 })).journal).toEqual(journal);
    must(await record());
  });

  it('nothing is half signed', async () => {
    const sign = () => desk(0).call('review.sign', { round, passphrase, locale: 'zh-CN' });
    expect(await whileFull(desk(0).folder, sign)).toMatchObject(full);
    expect(must(await desk(0).call('rounds.list', {}))).toMatchObject([{ phase: 'open' }]);
    expect(must(await sign()).revision).toBe(1);
  });

  it('a newer bundle does not take the place of the one at hand', async () => {
    const file = await desk(1).token(newer);
    const open = () => desk(1).call('bundles.open', { file });
    expect(await whileFull(desk(1).folder, open)).toMatchObject(full);
    expect(must(await desk(1).call('rounds.read', { round })).bundle.sequence).toBe(1);
    must(await open());
    expect(must(await desk(1).call('rounds.read', { round })).bundle.sequence).toBe(2);
  });

  it('the center issues no bundle and takes in no workbook', async () => {
    const { center } = panel;
    const source = await center.token(panel.source);
    const pack = () => center.call('center.pack', { folder: source, incomplete: true });
    expect(await whileFull(center.folder, pack)).toMatchObject(full);
    const files = [await center.token(result)];
    const take = () => center.call('center.import', { files });
    expect(await whileFull(center.folder, take)).toMatchObject(full);
    expect(must(await center.call('center.read', {})).rounds).toMatchObject([
      { sequence: 2, results: 0 },
    ]);
    expect(must(await take())).toMatchObject([{ outcome: 'taken' }]);
    expect(must(await pack()).bundle.sequence).toBe(3);
  });

  it('the registry says so as a disk does, keeps what it held and goes on', async () => {
    const { center } = panel;
    const before = await center.dumpRegistry();
    const sanction = (count: number) => {
      const record = { applicant: `某站 ${count}`, year: 2026, grounds: '伪'.repeat(9_000) };
      return center.call('center.sanction', record);
    };
    fill();
    // The room that its files already take lasts for a few records.
    let refused: unknown = null;
    for (let count = 1; refused === null && count < 100; count++) {
      const answer = await sanction(count);
      if (!answer.ok) refused = answer;
    }
    await rm(filler);
    expect(refused).toMatchObject(full);
    expect(must(await center.call('center.read', {})).rounds).toMatchObject([{ results: 1 }]);
    must(await sanction(100));
    const after = JSON.parse((await center.dumpRegistry()) ?? '');
    expect(after.rounds).toEqual(JSON.parse(before ?? '').rounds);
    expect(after.workbooks).toEqual(JSON.parse(before ?? '').workbooks);
  });

  it('a copy for the outside is whole or not there', async () => {
    const { file } = must(await desk(2).call('review.workbook', { round }));
    const target = path.join(folder, 'copy.xlsx');
    const deliver = () => desk(2).files.deliver(file.token, target);
    expect(await whileFull(folder, deliver)).toMatchObject(full);
    must(await deliver());
  });
});
