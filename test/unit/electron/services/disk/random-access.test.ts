import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bytesAccess,
  fileAccess,
  type RandomAccess,
  regionOf,
  systemCode,
} from '../../../../../electron/services/disk/random-access.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251));
const file = path.join(temporaryFolder('random-access'), 'file');
let handle: Awaited<ReturnType<typeof open>>;
let sources: readonly (readonly [string, RandomAccess])[];

beforeAll(async () => {
  writeFileSync(file, Buffer.concat([Buffer.alloc(10, 0xff), bytes, Buffer.alloc(5, 0xff)]));
  handle = await open(file);
  const whole = fileAccess(handle, 1_015);
  sources = [
    ['bytes', bytesAccess(bytes)],
    ['region of a file', regionOf(whole, 10, 1_000)],
    ['region of a region', regionOf(regionOf(whole, 5, 1_010), 5, 1_000)],
  ];
});
afterAll(() => handle.close());

describe('random access', () => {
  it('gives exactly the range, or says that it leaves the source', async () => {
    const place = fc.integer({ min: -10, max: 1_100 });
    await fc.assert(
      fc.asyncProperty(place, place, async (position, length) => {
        const inside = position >= 0 && length >= 0 && position + length <= 1_000;
        for (const [, source] of sources) {
          const read = await source.read(position, length);
          if (inside)
            expect(read.ok && Buffer.from(read.value)).toEqual(
              bytes.subarray(position, position + length),
            );
          else expect(read).toEqual({ ok: false, failure: { kind: 'cut-short' } });
        }
      }),
    );
  });

  it('gives memory of its own', async () => {
    const read = await bytesAccess(bytes).read(0, 4);
    if (read.ok) read.value.fill(0xee);
    expect(bytes.subarray(0, 4)).toEqual(Buffer.from([0, 1, 2, 3]));
  });

  it('says when the file is shorter than it was', async () => {
    const longer = fileAccess(handle, 2_000);
    expect(await longer.read(1_500, 100)).toEqual({ ok: false, failure: { kind: 'cut-short' } });
  });

  it('gives the code of the system when the medium fails', async () => {
    const closed = await open(file);
    await closed.close();
    const read = await fileAccess(closed, 1_015).read(0, 4);
    expect(read).toEqual({ ok: false, failure: { kind: 'cannot-read', code: 'EBADF' } });
  });

  it('takes a region outside of its source for a bug', () => {
    expect(() => regionOf(bytesAccess(bytes), 990, 11)).toThrow(RangeError);
  });
});

describe('the code of an error', () => {
  it("is the system's, and null for bugs", async () => {
    const missing = await open(path.join(file, 'no')).catch((error: unknown) => error);
    expect(systemCode(missing)).toBe('ENOTDIR');
    expect(systemCode(new TypeError('bug'))).toBeNull();
    expect(systemCode('ENOENT')).toBeNull();
  });
});
