import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Journal, JournalOptions } from '../../../../../electron/services/journal/journal.ts';
import { openJournal, verifyJournal } from '../../../../../electron/services/journal/journal.ts';
import { must } from '../../../../../shared/result.ts';
import { faultyFileSystem } from '../../../../support/faulty-file-system.ts';
import { mountSmallDisk } from '../../../../support/small-disk.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

// Real disks, processes and derivations: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const key = new Uint8Array(32).fill(1);
const clock = () => new Date('2026-05-06T07:08:09Z');

function options(file = path.join(temporaryFolder('journal'), 'a.journal')): JournalOptions {
  return { path: file, key, id: 'round 2026', clock };
}

async function values(journal: Journal, after?: number): Promise<readonly unknown[]> {
  return must(await journal.read(after)).map((entry) => entry.value);
}

async function reopened(use: JournalOptions): Promise<readonly unknown[]> {
  const journal = must(await openJournal(use));
  const found = await values(journal);
  await journal.close();
  return found;
}

describe('a journal', () => {
  it('keeps entries in order, with sequence and time, over reopening', async () => {
    const use = options();
    const journal = must(await openJournal(use));
    expect(journal.length).toBe(0);
    const one = must(await journal.append([{ score: 85 }, ['评审', null, true]]));
    expect(one).toEqual({ head: journal.head, length: 2, first: 1 });
    expect(must(await journal.append(['three']))).toEqual({
      head: journal.head,
      length: 3,
      first: 3,
    });
    const head = journal.head;
    await journal.close();

    const again = must(await openJournal(use));
    expect([again.head, again.length]).toEqual([head, 3]);
    const at = '2026-05-06T07:08:09.000Z';
    expect(must(await again.read(1))).toEqual([
      { sequence: 2, at, value: ['评审', null, true] },
      { sequence: 3, at, value: 'three' },
    ]);
    expect(must(await again.read(3))).toEqual([]);
    await again.close();
  });

  it('answers the position for no entries and changes the head for every batch', async () => {
    const journal = must(await openJournal(options()));
    const start = journal.head;
    expect(must(await journal.append([]))).toEqual({ head: start, length: 0, first: 1 });
    const heads = [start];
    for (const entry of ['a', 'a', 'b']) heads.push(must(await journal.append([entry])).head);
    expect(new Set(heads).size).toBe(4);
    expect(start).toMatch(/^[0-9a-f]{64}$/);
    await journal.close();
  });

  it('shows nothing of its content on disk', async () => {
    const use = options();
    const journal = must(await openJournal(use));
    must(await journal.append([{ secret: 'CANARY-confidential' }]));
    await journal.close();
    const folder = path.dirname(use.path);
    for (const name of readdirSync(folder)) {
      expect(readFileSync(path.join(folder, name)).includes('CANARY'), name).toBe(false);
    }
  });

  it('refuses what JSON cannot carry, as a bug, and stays usable', async () => {
    const journal = must(await openJournal(options()));
    for (const wrong of [undefined, Number.NaN, 1n, () => 1, new Uint8Array(2), new Map()]) {
      await expect(journal.append([{ fine: 1 }, wrong])).rejects.toThrow(TypeError);
    }
    must(await journal.append([{ optional: undefined }]));
    expect(await values(journal)).toEqual([{}]);
    await journal.close();
  });

  it('refuses a batch above 16 MiB and stays usable', async () => {
    const use = options();
    const journal = must(await openJournal(use));
    const refused = await journal.append(['x'.repeat(16 * 1024 * 1024)]);
    expect(refused).toEqual({ ok: false, failure: { kind: 'batch-too-large', file: use.path } });
    must(await journal.append(['x']));
    await journal.close();
  });

  it('brings many appends to disk with few syncs, in the order of the calls', async () => {
    const fileSystem = faultyFileSystem({});
    const journal = must(await openJournal({ ...options(), fileSystem }));
    const numbers = Array.from({ length: 300 }, (_, index) => index);
    const answers = await Promise.all(numbers.map((each) => journal.append([each, `${each} b`])));
    expect(answers.map((each) => must(each).first)).toEqual(numbers.map((each) => 2 * each + 1));
    expect(await values(journal)).toEqual(numbers.flatMap((each) => [each, `${each} b`]));
    expect(fileSystem.calls.filter((call) => call === 'datasync').length).toBe(2);
    await journal.close();
  });

  it('splits a crowd of large batches into frames below the limit', async () => {
    const use = options();
    const journal = must(await openJournal(use));
    const large = Array.from({ length: 5 }, (_, index) => String(index).repeat(5 * 1024 * 1024));
    for (const each of await Promise.all(large.map((text) => journal.append([text])))) must(each);
    await journal.close();
    expect(await reopened(use)).toEqual(large);
  });

  it('finishes what was appended before it closes, then refuses', async () => {
    const use = options();
    const journal = must(await openJournal(use));
    const pending = [journal.append(['a']), journal.append(['b'])];
    await journal.close();
    await journal.close();
    for (const each of pending) must(await each);
    expect(await journal.append(['c'])).toEqual({ ok: false, failure: { kind: 'closed' } });
    expect(await journal.read()).toEqual({ ok: false, failure: { kind: 'closed' } });
    expect(await reopened(use)).toEqual(['a', 'b']);
  });

  it('has one writer, also through another path, and can be verified meanwhile', async () => {
    const folder = temporaryFolder();
    const use = options(path.join(folder, 'real', 'a.journal'));
    const journal = must(await openJournal(use));
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'alias'));
    const alias = { ...use, path: path.join(folder, 'alias', 'a.journal') };
    expect(await openJournal(alias)).toMatchObject({
      failure: { kind: 'locked', pid: process.pid },
    });
    must(await journal.append(['a']));
    expect(must(await verifyJournal(alias))).toEqual({ head: journal.head, length: 1, torn: 0 });
    await journal.close();
    expect(await reopened(alias)).toEqual(['a']);
  });

  it('opens only with its own key and id', async () => {
    const use = options();
    await must(await openJournal(use)).close();
    rmSync(`${use.path}.head`);
    const refusal = { ok: false, failure: { kind: 'wrong-key', file: use.path } };
    expect(await openJournal({ ...use, id: 'round 2027' })).toEqual(refusal);
    expect(await openJournal({ ...use, key: new Uint8Array(32) })).toEqual(refusal);
    await expect(openJournal({ ...use, key: new Uint8Array(31) })).rejects.toThrow('32 bytes');
    expect(await reopened(use)).toEqual([]);
  });

  it('keeps the order when the clock jumps back', async () => {
    const times = [new Date('2030-01-01'), new Date('1970-01-01')];
    const journal = must(
      await openJournal({ ...options(), clock: () => times.shift() ?? new Date(0) }),
    );
    must(await journal.append(['first']));
    must(await journal.append(['second']));
    expect(
      must(await journal.read()).map((each) => [each.sequence, each.at.slice(0, 4), each.value]),
    ).toEqual([
      [1, '2030', 'first'],
      [2, '1970', 'second'],
    ]);
    await journal.close();
  });

  it('does not acknowledge into a file that was moved away or replaced', async () => {
    const use = options();
    const journal = must(await openJournal(use));
    must(await journal.append(['kept']));
    copyFileSync(use.path, `${use.path}.copy`);
    renameSync(`${use.path}.copy`, use.path);
    const refusal = {
      ok: false,
      failure: { kind: 'damaged', file: use.path, at: 1, reason: 'replaced' },
    };
    expect(await journal.append(['lost'])).toEqual(refusal);
    expect(await journal.append(['lost too'])).toEqual(refusal);
    await journal.close();
    expect(await reopened(use)).toEqual(['kept']);
  });

  it('goes on where it was when a file that was moved away is back', async () => {
    const use = options();
    const journal = must(await openJournal(use));
    must(await journal.append(['kept']));
    renameSync(use.path, `${use.path}.away`);
    expect(await journal.append(['not acknowledged'])).toMatchObject({ ok: false });
    renameSync(`${use.path}.away`, use.path);
    must(await journal.append(['later']));
    await journal.close();
    expect(await reopened(use)).toEqual(['kept', 'later']);
  });

  it('behaves like a list under any mix of appends, reopenings and torn ends', async () => {
    const step = fc.oneof(
      fc.array(fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 3 }), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.constantFrom('reopen' as const, 'tear' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const use = options();
        const expected: unknown[] = [];
        let journal = must(await openJournal(use));
        for (const each of steps) {
          if (typeof each !== 'string') {
            const appended = await Promise.all(each.map((batch) => journal.append(batch)));
            for (const answer of appended) must(answer);
            expected.push(...each.flat());
            continue;
          }
          await journal.close();
          if (each === 'tear') writeFileSync(use.path, Buffer.from('HZfr torn'), { flag: 'a' });
          journal = must(await openJournal(use));
        }
        expect(await values(journal)).toEqual(JSON.parse(JSON.stringify(expected)));
        await journal.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe('when the disk refuses', () => {
  const appendThree = async (
    use: JournalOptions,
    opened: () => void,
  ): Promise<readonly string[]> => {
    const journal = await openJournal(use);
    if (!journal.ok) return [];
    opened();
    const kept: string[] = [];
    for (const each of ['a', 'b', 'c']) {
      if ((await journal.value.append([each])).ok) kept.push(each);
      expect(journal.value.length).toBe(kept.length);
    }
    expect(await values(journal.value)).toEqual(kept);
    await journal.value.close();
    return kept;
  };

  it.each(['ENOSPC', 'EIO', 'EROFS'])(
    '%s at any call loses nothing acknowledged and adds nothing refused',
    async (code) => {
      const healthy = faultyFileSystem({});
      let opening = 0;
      const count = () => {
        opening = healthy.calls.length;
      };
      expect(await appendThree({ ...options(), fileSystem: healthy }, count)).toEqual([
        'a',
        'b',
        'c',
      ]);
      expect(healthy.calls.slice(opening)).toEqual([
        ...Array(3).fill(['write', 'datasync']).flat(),
        'close',
      ]);
      for (let fault = 0; fault < healthy.calls.length; fault++) {
        const use = options();
        const refuse = (_: string, index: number) => (index === fault ? code : null);
        const kept = await appendThree(
          { ...use, fileSystem: faultyFileSystem({ refuse }) },
          () => undefined,
        );
        const expected = fault < opening ? [0, 3] : fault < opening + 6 ? [2] : [3];
        expect(expected, `call ${fault}`).toContain(kept.length);
        expect(await reopened(use), `call ${fault} (${healthy.calls[fault]})`).toEqual(kept);
      }
    },
  );

  it('names the failure and the file, and takes the same entries again later', async () => {
    const use = options();
    let isFull = false;
    const refuse = (call: string) => (isFull && call === 'write' ? 'ENOSPC' : null);
    const journal = must(
      await openJournal({ ...use, fileSystem: faultyFileSystem({ refuse, writeAtMost: 5 }) }),
    );
    must(await journal.append(['a']));
    const head = journal.head;
    isFull = true;
    expect(await journal.append(['b'])).toEqual({
      ok: false,
      failure: { kind: 'disk-full', file: use.path, code: 'ENOSPC' },
    });
    expect([journal.head, journal.length]).toEqual([head, 1]);
    isFull = false;
    must(await journal.append(['b']));
    await journal.close();
    expect(await reopened(use)).toEqual(['a', 'b']);
  });

  it('after a failed sync writes the entries anew instead of syncing again', async () => {
    let failures = 1;
    const refuse = (call: string) => (call === 'datasync' && failures-- > 0 ? 'EIO' : null);
    const fileSystem = faultyFileSystem({ refuse });
    const journal = must(await openJournal({ ...options(), fileSystem }));
    expect(await journal.append(['a'])).toMatchObject({ failure: { kind: 'device-error' } });
    must(await journal.append(['a']));
    expect(fileSystem.calls.slice(-5)).toEqual([
      'write',
      'datasync',
      'truncate',
      'write',
      'datasync',
    ]);
    await journal.close();
  });

  it('writes nothing more while the remains of a failed write cannot be cut off', async () => {
    const use = options();
    let isBroken = false;
    const refuse = (call: string) =>
      isBroken && (call === 'datasync' || call === 'truncate') ? 'EIO' : null;
    const fileSystem = faultyFileSystem({ refuse });
    const journal = must(await openJournal({ ...use, fileSystem }));
    isBroken = true;
    expect(await journal.append(['refused'])).toMatchObject({ ok: false });
    const written = fileSystem.calls.filter((call) => call === 'write').length;
    expect(await journal.append(['refused too'])).toMatchObject({ ok: false });
    expect(fileSystem.calls.filter((call) => call === 'write').length).toBe(written);
    isBroken = false;
    must(await journal.append(['kept']));
    await journal.close();
    expect(await reopened(use)).toEqual(['kept']);
  });
});

const disk = mountSmallDisk(256 * 1024);
afterAll(() => disk?.remove());

describe.skipIf(disk === null)('on a real disk of 256 KB', () => {
  it('keeps every acknowledged entry when the disk fills up, and goes on when there is room', async () => {
    const folder = disk?.folder ?? '';
    const use = options(path.join(folder, 'a.journal'));
    const journal = must(await openJournal(use));
    const kept: string[] = [];
    for (;;) {
      const entry = `${kept.length} ${'x'.repeat(9_000)}`;
      const appended = await journal.append([entry]);
      if (!appended.ok) {
        expect(appended.failure).toEqual({ kind: 'disk-full', file: use.path, code: 'ENOSPC' });
        break;
      }
      kept.push(entry);
    }
    expect(kept.length).toBeGreaterThan(10);
    expect(await values(journal)).toEqual(kept);
    must(await journal.append(['small']).then((small) => (small.ok ? small : journal.append([]))));
    await journal.close();
    expect((await reopened(use)).slice(0, kept.length)).toEqual(kept);
  });
});
