// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Place, writeBox } from '../../../../renderer/store/database.ts';
import { openBox, openOutbox } from '../../../../renderer/store/outbox.ts';
import { openProjection } from '../../../../renderer/store/projection.ts';
import { importSeal, type Seal } from '../../../../renderer/store/seal.ts';
import type { Recorded } from '../../../../shared/domain/review.ts';

const key = (fill: number) => importSeal(Buffer.alloc(32, fill).toString('base64'));
const entries = (from: number, to: number): readonly Recorded<string>[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    seq: from + index,
    at: '2026-11-10T08:00:00.000Z',
    event: `机密意见 ${from + index}`,
  }));

let seal: Seal;
let place: Place;
let tests = 0;

beforeEach(async () => {
  tests += 1;
  seal = await key(1);
  place = { owner: `owner-${tests}`, journal: 'review', round: '2026-A' };
});

/** The browser's store as anybody with the profile folder sees it. */
async function raw() {
  const database = await new Dexie('haizhi').open();
  return { database, segments: database.table('segments'), boxes: database.table('boxes') };
}

describe('the projection', () => {
  it('is empty at first and keeps what is appended, in order', async () => {
    const projection = openProjection<string>(place, seal);
    expect(await projection.read()).toEqual([]);
    await projection.append(entries(1, 2));
    await projection.append(entries(3, 3));
    expect(await openProjection<string>(place, seal).read()).toEqual(entries(1, 3));
  });

  it('keeps places apart', async () => {
    await openProjection<string>(place, seal).append(entries(1, 2));
    const other = openProjection<string>({ ...place, journal: 'meeting' }, seal);
    expect(await other.read()).toEqual([]);
  });

  it('reads as its longest undamaged beginning, and forgets the rest', async () => {
    const projection = openProjection<string>(place, seal);
    for (const from of [1, 2, 3]) await projection.append(entries(from, from));
    const { database, segments } = await raw();
    const second = (await segments.toArray()).find((row) => row.from === 2);
    second.box[5] ^= 1;
    await segments.put(second);
    database.close();
    expect(await projection.read()).toEqual(entries(1, 1));
    await projection.append(entries(2, 4));
    expect(await projection.read()).toEqual(entries(1, 4));
  });

  it('is nothing to somebody with another key', async () => {
    await openProjection<string>(place, seal).append(entries(1, 2));
    expect(await openProjection<string>(place, await key(2)).read()).toEqual([]);
  });

  it('grows together when there are many small pieces', async () => {
    const projection = openProjection<string>(place, seal);
    for (let seq = 1; seq <= 70; seq += 1) await projection.append(entries(seq, seq));
    await projection.read();
    const { database, segments } = await raw();
    const rows = await segments.where('place').equals(`${place.owner}/review/2026-A`).count();
    database.close();
    expect(rows).toBe(1);
    expect(await projection.read()).toEqual(entries(1, 70));
  });
});

describe('the outbox and drafts', () => {
  it('come back after the page was gone', async () => {
    await openOutbox<string>(place, seal).write({ after: 7, events: ['机密'] });
    expect(await openOutbox<string>(place, seal).read()).toEqual({ after: 7, events: ['机密'] });
    await openOutbox<string>(place, seal).clear();
    expect(await openOutbox<string>(place, seal).read()).toEqual({ after: 0, events: [] });
  });

  it('do not open in the place of another', async () => {
    await openBox<string>(place, 'draft/a', seal).write('理由');
    const { database, boxes } = await raw();
    const [row] = await boxes.where('place').equals(`${place.owner}/review/2026-A`).toArray();
    database.close();
    await writeBox(row.place, 'draft/b', row);
    expect(await openBox<string>(place, 'draft/b', seal).read()).toBeNull();
    expect(await openBox<string>(place, 'draft/a', seal).read()).toBe('理由');
  });
});

it('nothing that anybody wrote lies in the store in clear', async () => {
  await openProjection<string>(place, seal).append(entries(1, 3));
  await openOutbox<string>(place, seal).write({ after: 0, events: ['机密意见'] });
  const { database, segments, boxes } = await raw();
  const rows = [...(await segments.toArray()), ...(await boxes.toArray())];
  database.close();
  const bytes = rows.flatMap((row) => [
    row.box,
    row.nonce,
    new TextEncoder().encode(JSON.stringify(row)),
  ]);
  const text = bytes.map((each) => new TextDecoder().decode(each)).join();
  expect(rows.length).toBeGreaterThan(1);
  expect(text).not.toContain('机密');
});
