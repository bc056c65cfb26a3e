import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type Folding,
  openFoldedJournal,
} from '../../../../../electron/services/journal/folded-journal.ts';
import { openJournal } from '../../../../../electron/services/journal/journal.ts';
import { fail, must, ok } from '../../../../../shared/result.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

const folder = temporaryFolder();
const key = new Uint8Array(32).fill(3);
const clock = () => new Date('2026-11-20T08:00:00Z');
let count = 0;

/** A sum that refuses to go below zero. */
const folding: Folding<number, number, { kind: 'below-zero' }> = {
  event: z.number(),
  fold: (entries) => entries.reduce((sum, each) => sum + each.event, 0),
  step: (state, { event }) => {
    return state + event < 0 ? fail({ kind: 'below-zero' }) : ok(state + event);
  },
};

function place() {
  count += 1;
  return { path: path.join(folder, `${count}.journal`), key, id: 'sum', clock };
}

describe('a journal with the state that it makes', () => {
  it('records all events or none, on the state of that moment', async () => {
    const where = place();
    const journal = must(await openFoldedJournal(where, folding));
    const both = await Promise.all([journal.record([5, -3]), journal.record([-1, -4])]);
    expect(both[0]).toMatchObject({ ok: true, value: { events: [{ seq: 1 }, { seq: 2 }] } });
    expect(both[1]).toEqual(fail({ kind: 'below-zero' }));
    expect(journal.state).toBe(2);
    expect(must(await journal.events(1)).events.map((each) => each.event)).toEqual([-3]);
    await journal.close();
    const again = must(await openFoldedJournal(where, folding));
    expect(again.state).toBe(2);
    await again.close();
  });

  it('lets nothing in between while a decision is taken', async () => {
    const journal = must(await openFoldedJournal(place(), folding));
    must(await journal.record([10]));
    const deciding = journal.recordAfter(async ({ state, events, journal: position }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect([events.length, position.length]).toEqual([1, 1]);
      return ok({ events: [-state], value: state });
    });
    const meanwhile = journal.record([-10]);
    expect(await deciding).toEqual(ok(10));
    expect(await meanwhile).toEqual(fail({ kind: 'below-zero' }));
    const refused = await journal.recordAfter(async () => fail({ kind: 'no' } as const));
    expect(refused).toEqual(fail({ kind: 'no' }));
    expect(must(await journal.events(0)).events).toHaveLength(2);
    await journal.close();
  });

  it('that is open elsewhere, closed, or of a newer version says so', async () => {
    const where = place();
    const journal = must(await openFoldedJournal(where, folding));
    expect(await openFoldedJournal(where, folding)).toMatchObject({
      ok: false,
      failure: { kind: 'journal-in-use', file: where.path },
    });
    await journal.close();
    expect(await journal.record([1])).toEqual(fail({ kind: 'identity-locked' }));
    const plain = must(await openJournal(where));
    must(await plain.append([{ kind: 'something-new' }]));
    await plain.close();
    expect(await openFoldedJournal(where, folding)).toMatchObject({
      ok: false,
      failure: { kind: 'content-invalid', path: '1' },
    });
  });

  it('does not open when what its events need is missing, and can be opened later', async () => {
    const where = place();
    const missing = fail({ kind: 'not-readable', file: 'x', detail: 'ENOENT' } as const);
    const prepare = async () => missing;
    expect(await openFoldedJournal(where, { ...folding, prepare })).toEqual(missing);
    await must(await openFoldedJournal(where, folding)).close();
  });
});
