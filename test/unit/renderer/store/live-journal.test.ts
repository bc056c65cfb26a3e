// @vitest-environment jsdom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UnreachableError } from '../../../../renderer/client.ts';
import type { Reading } from '../../../../renderer/store/catch-up.ts';
import type { Way } from '../../../../renderer/store/changes.ts';
import { type JournalParts, openLiveJournal } from '../../../../renderer/store/live-journal.ts';
import type { Unsent } from '../../../../renderer/store/outbox.ts';
import type { Recorded } from '../../../../shared/domain/review.ts';
import type { Failure } from '../../../../shared/failures.ts';
import { fail, must, ok, type Result } from '../../../../shared/result.ts';

/**
 * A journal of numbers whose state is their list; `-n` takes `n` back, and 13 is refused. A tenth marks an undo, two
 * tenths a redo; 500 ends what can be taken back of the numbers below 10.
 */
type State = readonly number[];
type Trouble = 'none' | 'disk-full' | 'cut' | 'answer-lost';

const ways: readonly (Way | null)[] = [null, 'undo', 'redo'];

function step(state: State, { event }: Recorded<number>): Result<State, 'unlucky'> {
  const number = Math.trunc(event);
  if (number === 13) return fail('unlucky');
  return ok(number < 0 ? state.filter((each) => each !== -number) : [...state, number]);
}

/** The privileged side, the projection and the outbox, all of which outlive the page. */
class World {
  readonly disk: Recorded<number>[] = [];
  projection: readonly Recorded<number>[] = [];
  unsent: Unsent<number> = { after: 0, events: [] };
  trouble: Trouble = 'none';
  calls = 0;

  readonly parts: JournalParts<State, number, number, 'unlucky'> = {
    start: [],
    step,
    retracing: {
      inverse: (_, event) => (event === 7 ? null : -event),
      mark: (event, way) => event + Math.sign(event) * (way === 'undo' ? 0.1 : 0.2),
      wayOf: (event) => ways[Math.round(Math.abs(event % 1) * 10)] ?? null,
      ends: (event) => (event === 500 ? (change) => change < 10 : null),
    },
    read: async (after) => {
      if (this.trouble === 'cut') throw new UnreachableError(null);
      return ok({ events: this.disk.slice(after), journal: this.position() });
    },
    write: (events) => this.write(events),
    projection: {
      read: async () => this.projection,
      append: async (entries) => {
        this.projection = [...this.projection, ...entries];
      },
      replace: async (entries) => {
        this.projection = entries;
      },
    },
    outbox: {
      read: async () => this.unsent,
      write: async (unsent) => {
        this.unsent = unsent;
      },
      clear: async () => {
        this.unsent = { after: 0, events: [] };
      },
    },
    now: () => '2026-11-10T08:00:00.000Z',
  };

  async write(events: readonly number[]): Promise<Result<Reading<number>, Failure>> {
    this.calls += 1;
    await Promise.resolve();
    if (this.trouble === 'disk-full') return fail({ kind: 'disk-full', file: 'review.journal' });
    if (this.trouble === 'cut') throw new UnreachableError(null);
    const news = this.put(events);
    if (this.trouble === 'answer-lost') throw new UnreachableError(null);
    return ok({ events: news, journal: this.position() });
  }

  put(events: readonly number[]): readonly Recorded<number>[] {
    const news = events.map((event, index) => ({
      seq: this.disk.length + index + 1,
      at: '2026-11-10T08:00:00.000Z',
      event,
    }));
    this.disk.push(...news);
    return news;
  }

  position() {
    return { head: String(this.disk.length), length: this.disk.length };
  }

  async open() {
    return must(await openLiveJournal(this.parts));
  }
}

const recorded = (world: World) => world.disk.map(({ event }) => event);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what is recorded', () => {
  it('shows at once and is called saved only when it is on disk', async () => {
    const world = new World();
    const journal = await world.open();
    journal.record([1, 2]);
    expect(journal.live.get()).toMatchObject({ state: [1, 2], save: { kind: 'saving' } });
    expect(recorded(world)).toEqual([]);
    expect(await journal.settled()).toBe(true);
    expect(recorded(world)).toEqual([1, 2]);
    expect(journal.live.get().save.kind).toBe('saved');
    expect(world.projection).toEqual(world.disk);
    expect(world.unsent.events).toEqual([]);
  });

  it('is refused as a whole when the domain refuses a part', async () => {
    const world = new World();
    const journal = await world.open();
    expect(journal.record([1, 13])).toEqual(fail('unlucky'));
    expect(journal.live.get().state).toEqual([]);
    expect(await journal.settled()).toBe(true);
    expect(world.calls).toBe(0);
  });

  it('reaches the disk in the order of the hand, however fast it comes', async () => {
    const world = new World();
    const journal = await world.open();
    for (let event = 20; event < 60; event += 1) journal.record([event]);
    await journal.settled();
    expect(recorded(world)).toEqual(Array.from({ length: 40 }, (_, index) => 20 + index));
  });
});

describe('when recording fails', () => {
  it.each(['disk-full', 'cut'] as const)(
    '%s: nothing is lost and it goes on by itself',
    async (trouble) => {
      const world = new World();
      const journal = await world.open();
      world.trouble = trouble;
      journal.record([1]);
      expect(await journal.settled()).toBe(false);
      const kind = trouble === 'cut' ? 'unreachable' : 'disk-full';
      expect(journal.live.get()).toMatchObject({
        state: [1],
        save: { kind: 'problem', failure: { kind }, waiting: 1 },
      });
      expect(world.unsent.events).toEqual([1]);
      world.trouble = 'none';
      await vi.advanceTimersByTimeAsync(6_000);
      expect(recorded(world)).toEqual([1]);
      expect(journal.live.get().save.kind).toBe('saved');
      journal.close();
    },
  );

  it('an answer that got lost does not record twice', async () => {
    const world = new World();
    const journal = await world.open();
    world.trouble = 'answer-lost';
    journal.record([1, 2]);
    expect(await journal.settled()).toBe(false);
    world.trouble = 'none';
    await journal.refresh();
    expect(recorded(world)).toEqual([1, 2]);
    expect(journal.live.get()).toMatchObject({ state: [1, 2], save: { kind: 'saved' } });
  });

  it('what waits can be given up', async () => {
    const world = new World();
    const journal = await world.open();
    world.trouble = 'disk-full';
    journal.record([1]);
    await journal.settled();
    await journal.discard();
    expect(journal.live.get()).toMatchObject({ state: [], save: { kind: 'saved' } });
    expect(world.unsent.events).toEqual([]);
    journal.close();
  });
});

describe('opening', () => {
  it('sends what the last page could not', async () => {
    const world = new World();
    world.put([5]);
    world.unsent = { after: 1, events: [6] };
    const journal = await world.open();
    expect(journal.live.get().state).toEqual([5, 6]);
    await journal.settled();
    expect(recorded(world)).toEqual([5, 6]);
  });

  it('does not send again what had reached the disk, nor takes an older twin for it', async () => {
    const world = new World();
    world.put([6, 5, 6]);
    world.unsent = { after: 2, events: [6, 7] };
    const journal = await world.open();
    await journal.settled();
    expect(recorded(world)).toEqual([6, 5, 6, 7]);
  });

  it.each([
    ['missing', []],
    ['behind', [1, 2]],
    ['of another history', [1, 9]],
    ['ahead', [1, 2, 3, 4, 5]],
  ])('makes good a projection that is %s', async (_, kept) => {
    const world = new World();
    world.projection = new World().put(kept);
    world.put([1, 2, 3]);
    const journal = await world.open();
    expect(journal.live.get().state).toEqual([1, 2, 3]);
    expect(world.projection).toEqual(world.disk);
  });

  it('says why it cannot', async () => {
    const world = new World();
    world.trouble = 'cut';
    expect(await openLiveJournal(world.parts)).toEqual(fail({ kind: 'unreachable' }));
  });
});

describe('all entries', () => {
  it('come from the projection where it has them, else from the journal', async () => {
    const world = new World();
    const journal = await world.open();
    journal.record([1, 2]);
    expect(must(await journal.entries())).toEqual(world.disk);
    world.projection = world.projection.slice(0, 1);
    expect(must(await journal.entries())).toHaveLength(2);
    world.projection = [];
    world.trouble = 'cut';
    expect(await journal.entries()).toEqual(fail({ kind: 'unreachable' }));
  });
});

describe('others who record in the same journal', () => {
  it('are taken in before the next answer', async () => {
    const world = new World();
    const journal = await world.open();
    world.put([100]);
    journal.record([1]);
    await journal.settled();
    expect(recorded(world)).toEqual([100, 1]);
    expect(journal.live.get().state).toEqual([100, 1]);
    expect(world.projection).toEqual(world.disk);
  });

  it('show after a refresh', async () => {
    const world = new World();
    const journal = await world.open();
    world.put([100]);
    await journal.refresh();
    expect(journal.live.get().state).toEqual([100]);
  });
});

describe('undo and redo', () => {
  it('record the way back and forth, each as a new event', async () => {
    const world = new World();
    const journal = await world.open();
    journal.record([1, 2]);
    journal.record([3]);
    expect(journal.retrace('undo')).toBe(-3.1);
    journal.retrace('undo');
    journal.retrace('undo');
    expect(journal.retrace('undo')).toBeNull();
    expect(journal.live.get()).toMatchObject({ state: [], canUndo: false, canRedo: true });
    journal.retrace('redo');
    expect(journal.live.get().state).toEqual([1]);
    await journal.settled();
    expect(recorded(world)).toEqual([1, 2, 3, -3.1, -2.1, -1.1, 1.2]);
  });

  it('go on where they were after the page, the program and its store are gone', async () => {
    const world = new World();
    const journal = await world.open();
    journal.record([1, 2, 3]);
    journal.retrace('undo');
    await journal.settled();
    world.projection = [];
    const again = await world.open();
    expect(again.live.get()).toMatchObject({ state: [1, 2], canUndo: true, canRedo: true });
    again.retrace('redo');
    again.retrace('undo');
    again.retrace('undo');
    expect(again.live.get().state).toEqual([1]);
    await again.settled();
  });

  it('end where something cannot be taken back, and after a new step', async () => {
    const journal = await new World().open();
    journal.record([7]);
    expect(journal.live.get().canUndo).toBe(false);
    journal.record([1]);
    journal.retrace('undo');
    journal.record([2]);
    expect(journal.live.get().canRedo).toBe(false);
    await journal.settled();
  });

  it('leave out what an end has closed', async () => {
    const journal = await new World().open();
    journal.record([20, 5, 500]);
    expect(journal.retrace('undo')).toBe(-20.1);
    expect(journal.live.get()).toMatchObject({ canUndo: false, canRedo: true });
    await journal.settled();
  });

  it('lead to the same states as a list of states with a position in it', async () => {
    const moves = fc.array(fc.constantFrom('change', 'undo', 'redo', 'reopen'), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        const world = new World();
        let journal = await world.open();
        let [states, at, next]: [State[], number, number] = [[[]], 0, 100];
        for (const move of list) {
          if (move === 'change') {
            next += 1;
            journal.record([next]);
            states = [...states.slice(0, at + 1), [...states[at]!, next]];
            at += 1;
          } else if (move === 'reopen') {
            await journal.settled();
            journal.close();
            journal = await world.open();
          } else if (journal.retrace(move as Way) !== null) at += move === 'undo' ? -1 : 1;
          expect(journal.live.get()).toMatchObject({
            state: states[at],
            canUndo: at > 0,
            canRedo: at < states.length - 1,
          });
        }
        await journal.settled();
        journal.close();
      }),
      { numRuns: 200 },
    );
  });
});

it('whatever fails whenever, the disk holds everything once and in order', async () => {
  const troubles = fc.constantFrom<Trouble>('none', 'disk-full', 'cut', 'answer-lost');
  const moves = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('record' as const), count: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ kind: fc.constant('trouble' as const), trouble: troubles }),
      fc.constantFrom({ kind: 'wait' as const }, { kind: 'reopen' as const }),
    ),
    { maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(moves, async (list) => {
      const world = new World();
      let journal = await world.open();
      let last = 100;
      for (const move of list) {
        if (move.kind === 'trouble') world.trouble = move.trouble;
        if (move.kind === 'wait') await journal.settled();
        if (move.kind === 'record') {
          journal.record(Array.from({ length: move.count }, (_, index) => last + index + 1));
          last += move.count;
        }
        if (move.kind === 'reopen') {
          await journal.settled();
          journal.close();
          if (world.trouble === 'cut') world.trouble = 'none';
          journal = await world.open();
        }
      }
      world.trouble = 'none';
      await journal.settled();
      await journal.refresh();
      journal.close();
      const expected = Array.from({ length: last - 100 }, (_, index) => 101 + index);
      expect(recorded(world)).toEqual(expected);
      expect(journal.live.get().state).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
