import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFileStore, fileName } from '../../../../electron/services/files.ts';
import { fail, must } from '../../../../shared/result.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

const folder = temporaryFolder();
const file = path.join(folder, '申请 书.pdf');
writeFileSync(file, 'content');

describe('a file by token', () => {
  it('is named, read and delivered without its path leaving', async () => {
    const store = createFileStore();
    const reference = must(await store.mint(file));
    expect(reference).toEqual({ token: expect.any(String), name: '申请 书.pdf', size: 7 });
    expect(JSON.stringify(reference)).not.toContain(folder);
    expect(Buffer.from(must(await store.read(reference.token, 100))).toString()).toBe('content');
    const target = path.join(folder, 'copy.pdf');
    expect(must(await store.deliver(reference.token, target))).toEqual({ name: 'copy.pdf' });
    expect(readFileSync(target, 'utf8')).toBe('content');
    expect(must(await store.mint(file)).token).not.toBe(reference.token);
  });

  it('that was received is removed when it is released, and no other', async () => {
    const store = createFileStore();
    const own = must(await store.mint(file)).token;
    const received = ['one', 'two', 'three'].map((name) => path.join(folder, name));
    const tokens: string[] = [];
    for (const each of received) {
      writeFileSync(each, 'x');
      const reference = must(await store.receive(each, '回\u0000执.hzb'));
      expect(reference).toMatchObject({ name: '回_执.hzb', size: 1 });
      tokens.push(reference.token);
    }
    const left = () => received.map((each) => existsSync(each));
    for (const token of [own, tokens[0]!, tokens[0]!]) await store.release(token);
    expect(left()).toEqual([false, true, true]);
    expect(store.pathOf(tokens[0]!)).toBe(null);
    await store.releaseAll();
    expect(left()).toEqual([false, false, false]);
    expect(store.pathOf(own)).toBe(file);
    expect(readFileSync(file, 'utf8')).toBe('content');
  });

  it('larger than allowed is not read', async () => {
    const store = createFileStore();
    const { token } = must(await store.mint(file));
    expect(await store.read(token, 6)).toEqual(
      fail({ kind: 'file-too-large', file: '申请 书.pdf', limit: 6 }),
    );
  });

  it('that is not there, or was never named, is refused', async () => {
    const store = createFileStore();
    expect(await store.mint(path.join(folder, 'gone'))).toMatchObject({
      ok: false,
      failure: { kind: 'not-readable', file: 'gone' },
    });
    const unknown = { ok: false, failure: { kind: 'unknown-file' } };
    expect(await store.read('x', 10)).toEqual(unknown);
    expect(await store.deliver('x', path.join(folder, 'y'))).toEqual(unknown);
    expect(store.stream('x')).toBe(null);
  });

  it('may be a folder', async () => {
    const round = path.join(folder, 'round');
    mkdirSync(round);
    const store = createFileStore();
    const { token, size } = must(await store.mint(round));
    expect([store.pathOf(token), size]).toEqual([round, 0]);
  });
});

describe('bytes by token', () => {
  it('have no path and come out as they went in, also piece by piece', async () => {
    const store = createFileStore();
    const bytes = Buffer.alloc(3 * 1024 * 1024 + 5, 7);
    const { token, size } = must(await store.hold(new Uint8Array(bytes), 'a/b.bin'));
    expect([store.pathOf(token), store.nameOf(token), size]).toEqual([
      null,
      'a_b.bin',
      bytes.length,
    ]);
    const pieces: Uint8Array[] = [];
    for await (const piece of store.stream(token) ?? []) pieces.push(Buffer.from(piece));
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    const target = path.join(folder, 'bytes.bin');
    must(await store.deliver(token, target));
    expect(readFileSync(target).equals(bytes)).toBe(true);
  });

  it('are zeros once they are forgotten', async () => {
    const store = createFileStore();
    const bytes = new Uint8Array([1, 2, 3]);
    const { token } = must(await store.hold(bytes, 'secret'));
    const kept = must(await store.mint(file));
    store.forgetBytes();
    expect([...bytes]).toEqual([0, 0, 0]);
    expect(store.nameOf(token)).toBe(null);
    expect(store.nameOf(kept.token)).toBe('申请 书.pdf');
  });
});

describe('a file name', () => {
  it.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['CON.txt', '_CON.txt'],
    ['a\u202Efdp.exe', 'a_fdp.exe'],
    ['', 'file'],
    ['.xlsx', 'xlsx'],
    ['评审 结果.xlsx', '评审 结果.xlsx'],
  ])('from %j is %j', (given, expected) => expect(fileName(given)).toBe(expected));

  it('is plain on every system, whatever an applicant wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = fileName(given);
        expect(name).toMatch(/^[^\\/:*?"<>|\p{Cc}\p{Cf}]+$/u);
        expect(name).not.toMatch(/^[.\s]|^\.\.?$/);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      }),
    );
  });
});
