import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import {
  copyDurably,
  readBounded,
  removeDurably,
  writeDurably,
  writeStreamDurably,
} from '../../../../../electron/services/disk/durable-file.ts';
import { attempt } from '../../../../../electron/services/disk/file-failure.ts';
import { writeFully } from '../../../../../electron/services/disk/file-system.ts';
import { openPart, removeLeftovers } from '../../../../../electron/services/disk/part-file.ts';
import { must } from '../../../../../shared/result.ts';
import { faultyFileSystem } from '../../../../support/faulty-file-system.ts';
import { mountSmallDisk } from '../../../../support/small-disk.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

// Real disks, processes and derivations: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const bytes = (size: number, value = 7) => new Uint8Array(size).fill(value);

async function* chunksOf(...chunks: readonly Uint8Array[]) {
  yield* chunks;
}

describe('writeDurably', () => {
  it('writes a new file that only this account can read', async () => {
    const file = path.join(temporaryFolder(), 'new.bin');
    must(await writeDurably(file, '评审'));
    expect(readFileSync(file, 'utf8')).toBe('评审');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('syncs the file, renames it, syncs the folder, in this order', async () => {
    const fileSystem = faultyFileSystem({});
    must(await writeDurably(path.join(temporaryFolder(), 'a'), bytes(10), { fileSystem }));
    expect(fileSystem.calls).toEqual([
      ...['open', 'write', 'sync', 'close', 'rename'],
      ...['open', 'sync', 'close'],
    ]);
  });

  it('takes every byte from a file system that writes short', async () => {
    const file = path.join(temporaryFolder(), 'a');
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        async (content, writeAtMost) => {
          must(
            await writeDurably(file, content, { fileSystem: faultyFileSystem({ writeAtMost }) }),
          );
          expect(new Uint8Array(readFileSync(file))).toEqual(content);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('fails when a write makes no progress instead of spinning', async () => {
    const file = path.join(temporaryFolder(), 'a');
    const result = await writeDurably(file, 'x', {
      fileSystem: faultyFileSystem({ writeAtMost: 0 }),
    });
    expect(result).toEqual({ ok: false, failure: { kind: 'device-error', file, code: 'EIO' } });
  });

  it('keeps the old file, leaves nothing and names the file, whichever call fails', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'a');
    const calls = ['open', 'write', 'sync', 'close', 'rename'];
    for (const [fault, call] of calls.entries()) {
      writeFileSync(file, 'old');
      const refuse = (_: string, index: number) => (index === fault ? 'ENOSPC' : null);
      const result = await writeDurably(file, 'new', { fileSystem: faultyFileSystem({ refuse }) });
      expect(result, call).toEqual({
        ok: false,
        failure: { kind: 'disk-full', file, code: 'ENOSPC' },
      });
      expect(readFileSync(file, 'utf8'), call).toBe('old');
      expect(readdirSync(folder), call).toEqual(['a']);
    }
  });

  it('has the old or the new file whole when the folder cannot be synced', async () => {
    const file = path.join(temporaryFolder(), 'a');
    writeFileSync(file, 'old');
    const refuse = (call: string, index: number) => (call === 'sync' && index > 3 ? 'EIO' : null);
    const result = await writeDurably(file, 'new', { fileSystem: faultyFileSystem({ refuse }) });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'device-error', file } });
    expect(['old', 'new']).toContain(readFileSync(file, 'utf8'));
  });

  it('tries again while another program holds the target', async () => {
    const file = path.join(temporaryFolder(), 'a');
    let busy = 3;
    const refuse = (call: string) => (call === 'rename' && busy-- > 0 ? 'EBUSY' : null);
    must(await writeDurably(file, 'new', { fileSystem: faultyFileSystem({ refuse }) }));
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  it.each([
    ['EACCES', 'not-writable'],
    ['EPERM', 'not-writable'],
    ['EROFS', 'read-only'],
    ['EDQUOT', 'disk-full'],
    ['EFBIG', 'too-large'],
    ['ENOENT', 'missing'],
    ['ENAMETOOLONG', 'bad-name'],
    ['ENODEV', 'device-error'],
    ['EMFILE', 'other'],
  ])('says %s as %s', async (code, kind) => {
    const file = path.join(temporaryFolder(), 'a');
    const fileSystem = faultyFileSystem({ refuse: (call) => (call === 'open' ? code : null) });
    expect(await writeDurably(file, '', { fileSystem })).toEqual({
      ok: false,
      failure: { kind, file, code },
    });
  });

  it('says that the folder is missing', async () => {
    const file = path.join(temporaryFolder(), 'gone', 'a');
    expect(await writeDurably(file, '')).toMatchObject({ failure: { kind: 'missing', file } });
  });

  it('writes through a link to the file behind it', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'real'), 'old');
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'alias'));
    must(await writeDurably(path.join(folder, 'alias'), 'new'));
    expect(lstatSync(path.join(folder, 'alias')).isSymbolicLink()).toBe(true);
    expect(readFileSync(path.join(folder, 'real'), 'utf8')).toBe('new');
  });

  it('takes the longest Chinese file name that the disk takes', async () => {
    const file = path.join(temporaryFolder(), `${'评'.repeat(83)}.hzb`);
    must(await writeDurably(file, 'x'));
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('lets a bug through', async () => {
    const fileSystem = {
      ...faultyFileSystem({}),
      rename: () => Promise.reject(new TypeError('bug')),
    };
    await expect(
      writeDurably(path.join(temporaryFolder(), 'a'), '', { fileSystem }),
    ).rejects.toThrow('bug');
  });
});

describe('writeDurably without replacing', () => {
  it('refuses where a file is and keeps it', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'a');
    must(await writeDurably(file, 'first', { replace: false }));
    expect(await writeDurably(file, 'second', { replace: false })).toMatchObject({
      failure: { kind: 'exists', file },
    });
    expect(readFileSync(file, 'utf8')).toBe('first');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('does the same on a disk without hard links (FAT)', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'a');
    const fileSystem = faultyFileSystem({ refuse: (call) => (call === 'link' ? 'EPERM' : null) });
    must(await writeDurably(file, 'first', { replace: false, fileSystem }));
    expect(await writeDurably(file, 'second', { replace: false, fileSystem })).toMatchObject({
      failure: { kind: 'exists' },
    });
    expect(readFileSync(file, 'utf8')).toBe('first');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('gives the name back when the rename on such a disk fails', async () => {
    const folder = temporaryFolder();
    const codes: Readonly<Record<string, string>> = { link: 'EPERM', rename: 'EIO' };
    const fileSystem = faultyFileSystem({ refuse: (call) => codes[call] ?? null });
    const result = await writeDurably(path.join(folder, 'a'), 'first', {
      replace: false,
      fileSystem,
    });
    expect(result).toMatchObject({ failure: { kind: 'device-error' } });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('writeStreamDurably', () => {
  it('reports progress and the bytes written', async () => {
    const file = path.join(temporaryFolder(), 'a');
    const seen: number[] = [];
    const onProgress = (done: number) => seen.push(done);
    const written = await writeStreamDurably(file, chunksOf(bytes(3), bytes(5)), { onProgress });
    expect(must(written)).toBe(8);
    expect(seen).toEqual([3, 8]);
    expect(readFileSync(file).length).toBe(8);
  });

  it('leaves nothing when cancelled between chunks', async () => {
    const folder = temporaryFolder();
    const controller = new AbortController();
    const stopAfterOne = { signal: controller.signal, onProgress: () => controller.abort() };
    const result = await writeStreamDurably(
      path.join(folder, 'a'),
      chunksOf(bytes(3), bytes(5)),
      stopAfterOne,
    );
    expect(result).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing when its source throws, and passes the error on', async () => {
    const folder = temporaryFolder();
    async function* broken() {
      yield bytes(3);
      throw new Error('source broke');
    }
    await expect(writeStreamDurably(path.join(folder, 'a'), broken())).rejects.toThrow(
      'source broke',
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('copyDurably', () => {
  it('copies a file of several chunks', async () => {
    const folder = temporaryFolder();
    const content = Buffer.alloc(3 * 1024 * 1024 + 17, 'haizhi');
    writeFileSync(path.join(folder, 'a'), content);
    expect(must(await copyDurably(path.join(folder, 'a'), path.join(folder, 'b')))).toBe(
      content.length,
    );
    expect(readFileSync(path.join(folder, 'b')).equals(content)).toBe(true);
  });

  it('names the side that refused', async () => {
    const folder = temporaryFolder();
    const from = path.join(folder, 'a');
    const to = path.join(folder, 'b');
    expect(await copyDurably(from, to)).toMatchObject({ failure: { kind: 'missing', file: from } });
    mkdirSync(from);
    expect(await copyDurably(from, to)).toMatchObject({
      failure: { kind: 'other', file: from, code: 'EISDIR' },
    });
    writeFileSync(to, 'a source');
    const fileSystem = faultyFileSystem({ refuse: (call) => (call === 'write' ? 'ENOSPC' : null) });
    expect(await copyDurably(to, path.join(folder, 'c'), { fileSystem })).toMatchObject({
      failure: { kind: 'disk-full', file: path.join(folder, 'c') },
    });
    expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
  });
});

describe('removeDurably and readBounded', () => {
  it('removes a file, and is content when there is none', async () => {
    const file = path.join(temporaryFolder(), 'a');
    writeFileSync(file, 'x');
    must(await removeDurably(file));
    must(await removeDurably(file));
    expect(await readBounded(file, 10)).toMatchObject({ failure: { kind: 'missing', file } });
  });

  it('refuses a file above the limit', async () => {
    const file = path.join(temporaryFolder(), 'a');
    writeFileSync(file, 'eleven byte');
    expect(await readBounded(file, 10)).toMatchObject({ failure: { kind: 'too-large', file } });
    expect(must(await readBounded(file, 11)).toString()).toBe('eleven byte');
  });
});

describe('removeLeftovers', () => {
  it('removes the parts of dead processes only', async () => {
    const folder = temporaryFolder();
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const mine = must(await openPart(path.join(folder, 'a')));
    writeFileSync(path.join(folder, `.haizhi-${gone}-0123456789ab.part`), 'x');
    writeFileSync(path.join(folder, 'other.part'), 'x');
    expect(await removeLeftovers(folder)).toBe(1);
    expect(readdirSync(folder).length).toBe(2);
    await mine.discard();
    expect(readdirSync(folder)).toEqual(['other.part']);
    expect(await removeLeftovers(path.join(folder, 'gone'))).toBe(0);
  });
});

const disk = mountSmallDisk(256 * 1024);
afterAll(() => disk?.remove());

describe.skipIf(disk === null)('on a real disk of 256 KB', () => {
  const folder = disk?.folder ?? '';
  const file = path.join(folder, 'kept');

  it('keeps the old file when the disk is full, and says so', async () => {
    must(await writeDurably(file, bytes(100_000, 1)));
    expect(await writeDurably(file, bytes(200_000, 2))).toEqual({
      ok: false,
      failure: { kind: 'disk-full', file, code: 'ENOSPC' },
    });
    expect(new Uint8Array(readFileSync(file))).toEqual(bytes(100_000, 1));
    expect(readdirSync(folder)).toEqual(['kept']);
  });

  it('keeps it when a copy fills the disk', async () => {
    const source = path.join(temporaryFolder(), 'source');
    writeFileSync(source, bytes(3_000_000));
    expect(await copyDurably(source, file)).toMatchObject({ failure: { kind: 'disk-full', file } });
    expect(readFileSync(file).length).toBe(100_000);
    expect(readdirSync(folder)).toEqual(['kept']);
  });

  it('says that the disk is read-only', async () => {
    disk?.makeReadOnly();
    expect(await writeDurably(file, 'x')).toMatchObject({ failure: { kind: 'read-only', file } });
    expect(readFileSync(file).length).toBe(100_000);
  });
});

describe.skipIf(process.platform !== 'linux')('on /dev/full', () => {
  it('never takes a refused write for a success', async () => {
    const full = await open('/dev/full', 'w');
    const written = await attempt('/dev/full', 'write', () => writeFully(full, bytes(10), null));
    await full.close();
    expect(written).toMatchObject({ failure: { kind: 'disk-full', file: '/dev/full' } });
  });
});
