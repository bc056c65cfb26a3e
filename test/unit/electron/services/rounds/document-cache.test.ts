import { describe, expect, it } from 'vitest';
import { DocumentCache } from '../../../../../electron/services/rounds/document-cache.ts';
import { fail, must, ok } from '../../../../../shared/result.ts';

const key = { round: 'r', application: 'a', document: 'd' };
const mebi = 1024 * 1024;

describe('opened documents', () => {
  it('are served from memory under one token', async () => {
    const cache = new DocumentCache();
    const token = cache.add(key, new Uint8Array([1, 2]), async () => {
      throw new Error('not needed');
    });
    expect(cache.tokenOf({ ...key })).toBe(token);
    expect(cache.tokenOf({ ...key, document: 'other' })).toBe(null);
    expect([...must(await cache.read(token))]).toEqual([1, 2]);
  });

  it('that were pushed out are erased, and read and checked again', async () => {
    const cache = new DocumentCache();
    const first = new Uint8Array(200 * mebi).fill(1);
    let reads = 0;
    const token = cache.add(key, first, async () => {
      reads += 1;
      return reads === 1
        ? ok(new Uint8Array([9]))
        : fail({ kind: 'document-altered', document: 'd' });
    });
    const other = { ...key, document: 'e' };
    cache.add(other, new Uint8Array(100 * mebi), async () => ok(new Uint8Array(0)));
    expect(first[0]).toBe(0);
    expect([...must(await cache.read(token))]).toEqual([9]);
    cache.add({ ...key, document: 'f' }, new Uint8Array(256 * mebi), async () =>
      ok(new Uint8Array(0)),
    );
    expect(await cache.read(token)).toEqual(fail({ kind: 'document-altered', document: 'd' }));
  });

  it('that are closed while they are read are not given', async () => {
    const cache = new DocumentCache();
    const again = new Uint8Array([5]);
    const token = cache.add(key, new Uint8Array(300 * mebi), async () => {
      cache.close((each) => each.application === 'a');
      return ok(again);
    });
    cache.add({ ...key, application: 'b' }, new Uint8Array(1), async () => ok(again));
    expect(await cache.read(token)).toEqual(fail({ kind: 'unknown-file' }));
    expect(again[0]).toBe(0);
  });

  it('of a large size are given by pieces, and no more once they turn out to be others', async () => {
    const cache = new DocumentCache();
    const altered = fail({ kind: 'document-altered' as const, document: 'd' });
    const checking = Promise.withResolvers<typeof altered>();
    let isAltered = false;
    const token = cache.addRanged(key, {
      size: 10,
      read: async (offset, length) =>
        isAltered ? altered : ok(new Uint8Array(length).fill(offset)),
      checked: checking.promise,
    });
    expect(cache.tokenOf({ ...key })).toBe(token);
    expect([...must(await cache.piece(token, 8, 100))]).toEqual([8, 8]);
    expect([...must(await cache.piece(token, 50, 1))]).toEqual([]);
    isAltered = true;
    checking.resolve(altered);
    expect(await cache.check(token)).toEqual(altered);
    expect(await cache.piece(token, 0, 1)).toEqual(altered);
    cache.close(() => true);
    expect(await cache.piece(token, 0, 1)).toEqual(fail({ kind: 'unknown-file' }));
    expect(await cache.check(token)).toEqual(fail({ kind: 'unknown-file' }));
  });
});
