import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { inspectJournal } from '../../../../electron/services/journal/inspect.ts';
import type { JournalOptions } from '../../../../electron/services/journal/journal.ts';
import {
  openJournal,
  salvageJournal,
  verifyJournal,
} from '../../../../electron/services/journal/journal.ts';
import { must } from '../../../../shared/result.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

// Every byte and every length is tried: slow where the disk is.
vi.setConfig({ testTimeout: 60_000 });

const entries = ['first', 'second', 'third', 'fourth', 'fifth'];
const use: JournalOptions = {
  path: '',
  key: new Uint8Array(32).fill(3),
  id: 'damage',
  clock: () => new Date(0),
};
let whole = Buffer.alloc(0);
let checkpoint = Buffer.alloc(0);
/** Where each frame starts, and the end. */
const bounds: number[] = [];

beforeAll(async () => {
  const file = path.join(temporaryFolder(), 'a.journal');
  const journal = must(await openJournal({ ...use, path: file }));
  for (const entry of entries) {
    bounds.push(readFileSync(file).length);
    must(await journal.append([entry]));
  }
  await journal.close();
  whole = readFileSync(file);
  checkpoint = readFileSync(`${file}.head`);
  bounds.push(whole.length);
});

const folder = temporaryFolder('damage');
let count = 0;

/** A journal of these bytes; without `note` it looks as after a power loss that took the note along. */
function laid(bytes: Uint8Array, note: Uint8Array | null): JournalOptions {
  const file = path.join(folder, `${++count}.journal`);
  writeFileSync(file, bytes);
  if (note !== null) writeFileSync(`${file}.head`, note);
  return { ...use, path: file };
}

function flipped(at: number, bit = 0): Buffer {
  const bytes = Buffer.from(whole);
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
  return bytes;
}

const frame = (index: number) => whole.subarray(bounds[index], bounds[index + 1]);
const header = () => whole.subarray(0, bounds[0]);
const damaged = (at: number, reason: string) => ({
  ok: false,
  failure: { kind: 'damaged', at, reason },
});

async function reopened(options: JournalOptions): Promise<readonly unknown[]> {
  const journal = must(await openJournal(options));
  const found = must(await journal.read()).map((entry) => entry.value);
  await journal.close();
  return found;
}

describe('a torn end', () => {
  it('of any length reads as the longest valid prefix when nothing acknowledged is missing', async () => {
    for (let length = bounds[0] ?? 0; length < whole.length; length++) {
      const options = laid(whole.subarray(0, length), null);
      const frames = bounds.filter((bound) => bound <= length).length - 1;
      const torn = length - (bounds[frames] ?? 0);
      expect(must(await verifyJournal(options)), `${length} bytes`).toMatchObject({
        length: frames,
        torn,
      });
    }
  });

  it('is moved aside by the next append, which then follows the prefix', async () => {
    const options = laid(whole.subarray(0, whole.length - 3), null);
    const torn = whole.subarray(bounds[4] ?? 0, whole.length - 3);
    const journal = must(await openJournal(options));
    expect(readdirSync(path.dirname(options.path)).some((name) => name.includes('torn'))).toBe(
      false,
    );
    must(await journal.append(['after']));
    await journal.close();
    expect(readFileSync(`${options.path}.torn-0`).equals(torn)).toBe(true);
    expect(await reopened(options)).toEqual([...entries.slice(0, 4), 'after']);
  });

  it.each([
    ['zeros, as after a power loss', Buffer.alloc(5_000)],
    [
      'a frame whose sectors came out of order',
      Buffer.concat([Buffer.alloc(16), Buffer.alloc(900, 7)]),
    ],
    ['the start of a frame', Buffer.from('HZfr')],
  ])('of %s is passed over', async (_, tail) => {
    const options = laid(Buffer.concat([whole, tail]), checkpoint);
    expect(await reopened(options)).toEqual(entries);
  });

  it('that had been acknowledged is damage, not a torn end', async () => {
    expect(await openJournal(laid(flipped(whole.length - 1), checkpoint))).toMatchObject(
      damaged(4, 'altered'),
    );
    expect(await reopened(laid(flipped(whole.length - 1), null))).toEqual(entries.slice(0, 4));
  });
});

describe('damage', () => {
  it('of any single bit is noticed and the file kept as it is', async () => {
    for (let at = 0; at < whole.length; at++) {
      const bytes = flipped(at, at % 8);
      const options = laid(bytes, checkpoint);
      const opened = await (at % 16 === 0 ? openJournal(options) : verifyJournal(options));
      expect(opened.ok, `byte ${at}`).toBe(false);
      expect(readFileSync(options.path).equals(bytes), `byte ${at}`).toBe(true);
      if (!opened.ok && opened.failure.kind !== 'newer-version') {
        const intact = bounds.filter((bound) => bound <= at).length - 1;
        expect(opened.failure, `byte ${at}`).toMatchObject({
          kind: 'damaged',
          at: Math.max(0, intact),
        });
      }
    }
  });

  it('in the middle is damage even when the note is lost', async () => {
    for (let at = bounds[0] ?? 0; at < (bounds[4] ?? 0); at++) {
      const intact = bounds.filter((bound) => bound <= at).length - 1;
      expect(await verifyJournal(laid(flipped(at), null)), `byte ${at}`).toMatchObject(
        damaged(intact, 'altered'),
      );
    }
  });

  it('by cutting acknowledged entries off is noticed, at a frame boundary too', async () => {
    for (let length = bounds[0] ?? 0; length < whole.length; length++) {
      const intact = bounds.filter((bound) => bound <= length).length - 1;
      const reason = bounds.includes(length) ? 'truncated' : 'altered';
      const options = laid(whole.subarray(0, length), checkpoint);
      expect(await verifyJournal(options), `${length} bytes`).toMatchObject(
        damaged(intact, reason),
      );
    }
  });

  it.each([
    ['left out', () => [frame(0), frame(2), frame(3), frame(4)], 1, 'missing'],
    ['swapped', () => [frame(0), frame(2), frame(1), frame(3), frame(4)], 1, 'reordered'],
    [
      'swapped at the end',
      () => [frame(0), frame(1), frame(2), frame(4), frame(3)],
      3,
      'reordered',
    ],
    [
      'repeated',
      () => [frame(0), frame(1), frame(1), frame(2), frame(3), frame(4)],
      2,
      'reordered',
    ],
  ])('by a frame %s is named', async (_, frames, at, reason) => {
    const options = laid(Buffer.concat([header(), ...frames()]), checkpoint);
    expect(await openJournal(options)).toMatchObject(damaged(at, reason));
  });

  it('by putting another history of the same journal in place is noticed', async () => {
    const options = laid(whole.subarray(0, bounds[3]), null);
    const journal = must(await openJournal(options));
    for (const entry of ['other fourth', 'other fifth', 'other sixth'])
      must(await journal.append([entry]));
    await journal.close();
    writeFileSync(`${options.path}.head`, checkpoint);
    expect(await openJournal(options)).toMatchObject(damaged(6, 'replaced'));
  });

  it('by deleting the file is never answered with an empty one', async () => {
    const options = laid(whole, checkpoint);
    rmSync(options.path);
    expect(await openJournal(options)).toMatchObject(damaged(0, 'truncated'));
    expect(existsSync(options.path)).toBe(false);
  });

  it.each([
    ['emptied', () => Buffer.alloc(0)],
    ['overwritten by another file', () => Buffer.alloc(500, 'PK')],
    ['altered in its seal', () => flipped(40)],
  ])('of a header %s is told from a wrong key', async (_, bytes) => {
    expect(await openJournal(laid(bytes(), checkpoint))).toMatchObject(damaged(0, 'header'));
  });

  it('is never mistaken for a shorter history, whatever bytes are overwritten', async () => {
    const overwrite = fc.record({
      at: fc.nat(),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }),
    });
    await fc.assert(
      fc.asyncProperty(overwrite, async ({ at, bytes }) => {
        const changed = Buffer.from(whole);
        changed.set(bytes.subarray(0, whole.length - (at % whole.length)), at % whole.length);
        const result = await verifyJournal(laid(changed, checkpoint));
        expect(result.ok).toBe(changed.equals(whole));
      }),
      { numRuns: 100 },
    );
  });

  it('of a journal of a newer version is told as that', async () => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt8(2, 7);
    const options = laid(bytes, null);
    const failure = { kind: 'newer-version', file: options.path, version: 2 };
    expect(await openJournal(options)).toEqual({ ok: false, failure });
  });
});

describe('inspectJournal', () => {
  it('gives the sound entries, and what the rest seems to say', async () => {
    const found = must(await inspectJournal(laid(flipped(bounds[3]! - 1), checkpoint)));
    expect(found).toMatchObject({ damage: 'altered', length: 2, torn: whole.length - bounds[2]! });
    expect(found.entries.map(({ value }) => value)).toEqual(['first', 'second']);
    expect(found.remainder.entries).toMatchObject([
      { sequence: 3, value: 'third' },
      { sequence: 4, value: 'fourth' },
      { sequence: 5, value: 'fifth' },
    ]);
    expect(found.headAfter(2)).toBe(found.head);
    expect(found.headAfter(3)).toBe(null);
  });

  it('finds entries also behind a destroyed start', async () => {
    const found = must(await inspectJournal(laid(flipped(3), checkpoint)));
    expect(found).toMatchObject({ damage: 'header', length: 0, head: null, entries: [] });
    expect(found.remainder.entries.map(({ value }) => value)).toEqual(entries);
  });
});

describe('salvageJournal', () => {
  it('keeps the damaged file whole and goes on from the last good state', async () => {
    const bytes = flipped((bounds[2] ?? 0) + 30);
    const options = laid(bytes, checkpoint);
    const salvaged = must(await salvageJournal(options));
    expect(salvaged).toMatchObject({ length: 2, torn: 0, kept: `${options.path}.damaged-0` });
    expect(readFileSync(`${options.path}.damaged-0`).equals(bytes)).toBe(true);
    const journal = must(await openJournal(options));
    expect(journal.head).toBe(salvaged.head);
    must(await journal.append(['new third']));
    await journal.close();
    expect(await reopened(options)).toEqual(['first', 'second', 'new third']);
  });

  it('begins an empty journal where the start is destroyed or the file is gone', async () => {
    const headless = laid(flipped(0), checkpoint);
    const gone = laid(whole, checkpoint);
    rmSync(gone.path);
    expect(must(await salvageJournal(gone))).toMatchObject({ length: 0, kept: null });
    expect(must(await salvageJournal(headless)).kept).toBe(`${headless.path}.damaged-0`);
    for (const options of [headless, gone]) {
      const journal = must(await openJournal(options));
      must(await journal.append(['anew']));
      await journal.close();
      expect(await reopened(options)).toEqual(['anew']);
    }
  });

  it('refuses a journal of somebody else, and while somebody writes', async () => {
    const foreign = { ...laid(whole, null), key: new Uint8Array(32).fill(4) };
    expect(await salvageJournal(foreign)).toMatchObject({ failure: { kind: 'wrong-key' } });
    const options = laid(whole, checkpoint);
    const journal = must(await openJournal(options));
    expect(await salvageJournal(options)).toMatchObject({ failure: { kind: 'locked' } });
    await journal.close();
  });
});

describe('the format', () => {
  const golden = path.join(import.meta.dirname, '../../../fixtures/journal/version-1.journal');

  it('of version 1 stays readable', async () => {
    const file = path.join(temporaryFolder(), 'golden.journal');
    copyFileSync(golden, file);
    const options = { ...use, path: file, key: new Uint8Array(32).fill(42), id: '2026-A' };
    expect(must(await verifyJournal(options)).head).toBe(
      readFileSync(golden.replace('.journal', '.head.txt'), 'utf8').trim(),
    );
    expect(await reopened(options)).toEqual([
      { kind: 'opened', round: '2026-A' },
      { kind: 'scored', score: 85 },
      '评审',
    ]);
  });

  it('can be read from its description alone', async () => {
    const derived = await webDerive(new Uint8Array(32).fill(42), 'haizhi-journal/1 frames 2026-A');
    const bytes = readFileSync(golden);
    let head = await webSha256(bytes.subarray(0, 64));
    const found: unknown[] = [];
    for (let at = 64; at < bytes.length; ) {
      expect(bytes.toString('latin1', at, at + 4)).toBe('HZfr');
      const end = at + 16 + bytes.readUInt32BE(at + 4);
      const first = bytes.subarray(at + 8, at + 12);
      expect(first.readUInt32BE()).toBe(found.length);
      const additionalData = Buffer.concat([
        Buffer.from('haizhi-journal/1\x002026-A\0'),
        first,
        head,
      ]);
      const iv = bytes.subarray(at + 16, at + 28);
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv, additionalData },
        derived,
        bytes.subarray(at + 28, end),
      );
      for (const batch of JSON.parse(Buffer.from(plain).toString())) found.push(...batch.entries);
      head = await webSha256(Buffer.concat([head, bytes.subarray(at, end)]));
      at = end;
    }
    expect(found.length).toBe(3);
    expect(head.toString('hex')).toBe(
      readFileSync(golden.replace('.journal', '.head.txt'), 'utf8').trim(),
    );
  });
});

async function webDerive(key: Uint8Array<ArrayBuffer>, info: string) {
  const base = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveKey']);
  const algorithm = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: Buffer.from(info),
  };
  return crypto.subtle.deriveKey(algorithm, base, { name: 'AES-GCM', length: 256 }, false, [
    'decrypt',
  ]);
}

async function webSha256(bytes: Uint8Array<ArrayBuffer>): Promise<Buffer> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes));
}
