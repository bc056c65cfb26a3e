import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listArchive } from '../../../../../electron/services/zip/archive.ts';
import {
  DamagedMember,
  memberPieces,
} from '../../../../../electron/services/zip/archive-content.ts';
import { must } from '../../../../../shared/result.ts';
import { type RawEnd, type RawEntry, rawZip } from '../../../../hostile/bundles/raw-zip.ts';
import { deflated, windowsNames, windowsZip } from '../../../../support/archive.ts';
import { collect, noise } from '../../../../support/pieces.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

const folder = temporaryFolder('archive');
let count = 0;

async function withFile<T>(
  bytes: Uint8Array,
  run: (handle: Awaited<ReturnType<typeof open>>) => Promise<T>,
): Promise<T> {
  count += 1;
  const file = path.join(folder, `${count}.zip`);
  writeFileSync(file, bytes);
  const handle = await open(file);
  try {
    return await run(handle);
  } finally {
    await handle.close();
  }
}

const list = (bytes: Uint8Array) => withFile(bytes, listArchive);

/** Every member by its name, unpacked; a name that is a guess has a question mark. */
function unpack(bytes: Uint8Array): Promise<Readonly<Record<string, string>>> {
  return withFile(bytes, async (handle) => {
    const contents: Record<string, string> = {};
    for (const member of must(await listArchive(handle))) {
      const content = await collect(memberPieces(handle, member));
      contents[member.name + (member.isGuessed ? '?' : '')] = content.toString();
    }
    return contents;
  });
}

async function flawOf(entries: readonly RawEntry[], end?: RawEnd): Promise<string> {
  const listed = await list(rawZip(entries, end));
  return listed.ok ? 'ok' : `${listed.failure.kind} ${listed.failure.name}`.trim();
}

const x = Buffer.from('x');
const utf8 = (name: string) => Buffer.from(name);

describe('an applicant’s ZIP file', () => {
  it('made by Windows gives its names, marked as a guess', async () => {
    const bytes = windowsZip({
      '申请表.pdf': Buffer.from('1'),
      '证明/营业执照.pdf': Buffer.from('2'),
    });
    expect(await unpack(bytes)).toEqual({ '申请表.pdf?': '1', '证明/营业执照.pdf?': '2' });
  });

  it('that says how its names are encoded, or needs not to, is believed', async () => {
    const path = Buffer.from('\u0001____申请表.pdf');
    path.writeUInt32LE(crc32(windowsNames['申请表.pdf']), 1);
    const extra = Buffer.concat([Buffer.from([0x75, 0x70, path.length, 0]), path]);
    const entries = [
      { name: 'plain.pdf', content: x },
      { name: utf8('证明.pdf'), content: x, flags: 0x800 },
      { name: windowsNames['申请表.pdf'], content: x, extra },
    ];
    expect(Object.keys(await unpack(rawZip(entries)))).toEqual([
      'plain.pdf',
      '证明.pdf',
      '申请表.pdf',
    ]);
  });

  it('with a stale Unicode path goes by the name itself', async () => {
    const extra = Buffer.concat([Buffer.from([0x75, 0x70, 6, 0, 1, 0, 0, 0, 0]), x]);
    const entry = { name: windowsNames['申请表.pdf'], content: x, extra };
    expect(Object.keys(await unpack(rawZip([entry])))).toEqual(['申请表.pdf?']);
  });

  it('has one encoding for all names that are silent about it', async () => {
    const chinese = { name: utf8('证明.pdf'), content: x };
    // By itself this would be the letter ü in UTF-8.
    const short = { name: Buffer.from('c3bc2e747874', 'hex'), content: x };
    const windows = { name: windowsNames['申请表.pdf'], content: x };
    const names = async (...entries: RawEntry[]) => Object.keys(await unpack(rawZip(entries)));
    expect(await names(chinese)).toEqual(['证明.pdf']);
    expect(await names(short)).toEqual(['ü.txt?']);
    expect(await names(short, chinese)).toEqual(['ü.txt?', '证明.pdf']);
    expect(await names(short, windows)).toEqual(['眉.txt?', '申请表.pdf?']);
  });

  it('is read in composed form, with slashes, without folders and clutter', async () => {
    const names = [
      'e\u0301.pdf',
      'a\\b.pdf',
      '__MACOSX/._a',
      'x/.DS_Store',
      'Thumbs.db',
      '~$w.docx',
    ];
    const entries = names.map((name) => ({ name: utf8(name), content: x, flags: 0x800 }));
    const folders = [{ name: 'a/', attributes: 0x10 }];
    expect(Object.keys(await unpack(rawZip([...folders, ...entries])))).toEqual([
      '\u00e9.pdf',
      'a/b.pdf',
    ]);
  });

  it('gives back any content, however it is packed', async () => {
    const content = fc.uint8Array({ maxLength: 2_000 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(content, fc.boolean()), { maxLength: 5 }), async (all) => {
        const entries = all.map(([bytes, isDeflated], index) =>
          isDeflated ? deflated(`${index}`, bytes) : { name: `${index}`, content: bytes },
        );
        await withFile(rawZip(entries), async (handle) => {
          for (const [index, member] of must(await listArchive(handle)).entries()) {
            const unpacked = await collect(memberPieces(handle, member));
            expect(unpacked.equals(Buffer.from(all[index]?.[0] ?? []))).toBe(true);
          }
        });
      }),
      { numRuns: 20 },
    );
    const large = noise(3_000_000);
    await withFile(rawZip([deflated('large', large)]), async (handle) => {
      const [member] = must(await listArchive(handle));
      expect((await collect(memberPieces(handle, member!))).equals(large)).toBe(true);
    });
  });

  it('may end with a comment', async () => {
    expect(await flawOf([{ name: 'a', content: x }], { comment: Buffer.from('hello') })).toBe('ok');
  });
});

describe('a hostile ZIP file of an applicant', () => {
  it('is no ZIP file, or cut off', async () => {
    const whole = rawZip([{ name: 'a', content: x }]);
    for (const bytes of [Buffer.alloc(0), utf8('hello'), whole.subarray(0, -1)]) {
      expect(await list(bytes)).toEqual({ ok: false, failure: { kind: 'damaged', name: '' } });
    }
    expect(await flawOf([{ name: 'a', content: x }], { directoryStart: 7 })).toBe('damaged');
  });

  it.each([
    '../evil',
    'a/../../evil',
    '/etc/passwd',
    '\\\\server\\share',
    'C:\\evil',
    'a//b',
    './a',
    'a\u0000.pdf',
    'a\nb',
    `${'x'.repeat(256)}`,
    '',
  ])('has the name %j', async (name) => {
    const shown = name.replaceAll('\\', '/');
    expect(await flawOf([{ name: utf8(name), content: x }])).toBe(`name ${shown}`.trim());
  });

  it('has a name in no encoding at all', async () => {
    expect(await flawOf([{ name: Buffer.from([0xff, 0xff, 0x41]), content: x }])).toBe('name');
  });

  it('has two files of one name to the eye', async () => {
    const pair = (a: string, b: string) =>
      flawOf([a, b].map((name) => ({ name: utf8(name), content: x, flags: 0x800 })));
    expect(await pair('a.pdf', 'A.PDF')).toBe('duplicate A.PDF');
    expect(await pair('\u00e9', 'e\u0301')).toBe('duplicate \u00e9');
    expect(await pair('a/b', 'a\\b')).toBe('duplicate a/b');
  });

  it('is encrypted, a link, a device, or packed as nobody does', async () => {
    const one = (change: Partial<RawEntry>) => flawOf([{ name: 'a', content: x, ...change }]);
    expect(await one({ flags: 1 })).toBe('encrypted a');
    expect(await one({ flags: 0x41 })).toBe('damaged');
    expect(await one({ method: 12 })).toBe('method a');
    expect(await one({ attributes: (0o120777 << 16) >>> 0 })).toBe('link a');
    expect(await one({ attributes: (0o060644 << 16) >>> 0 })).toBe('link a');
    expect(await one({ name: 'a/' })).toBe('name a/');
    expect(await one({ uncompressed: 2 })).toBe('damaged a');
  });

  it('is a bomb', async () => {
    const zeros = deflated('a', Buffer.alloc(1_000_000));
    expect(await flawOf([zeros])).toBe('ok');
    expect(await flawOf([{ ...zeros, uncompressed: 1_100_000 }])).toBe('too-large a');
    expect(await flawOf([{ ...zeros, size: zeros.size!, uncompressed: 4_000_000_000 }])).toBe(
      'too-large a',
    );
    const many = Array.from({ length: 80 }, (_, index) => ({ ...zeros, name: `${index}` }));
    expect(await flawOf(many)).toBe('too-large');
    const on = (name: string): RawEntry => ({ ...zeros, name, only: 'directory', offset: 0 });
    expect(await flawOf([zeros, on('b'), on('c')])).toBe('overlap');
    const crowd = Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}` }));
    expect(await flawOf(crowd)).toBe('too-large');
  });

  it('has other content than its directory says', async () => {
    const right = deflated('a', noise(100_000));
    const wrong: readonly Partial<RawEntry>[] = [
      { crc: 7 },
      { uncompressed: 99_999 },
      { uncompressed: 100_001 },
      { content: right.content!.map((byte, index) => (index === 50 ? byte ^ 1 : byte)) },
      { localName: 'another', localExtra: Buffer.alloc(40) },
    ];
    for (const change of wrong.slice(0, 4)) {
      await withFile(rawZip([{ ...right, ...change }]), async (handle) => {
        const [member] = must(await listArchive(handle));
        await expect(collect(memberPieces(handle, member!))).rejects.toThrow(DamagedMember);
      });
    }
    await withFile(rawZip([{ ...right, ...wrong[4] }]), async (handle) => {
      const [member] = must(await listArchive(handle));
      expect((await collect(memberPieces(handle, member!))).equals(noise(100_000))).toBe(true);
    });
  });

  it('never gives more than it announced, whatever is in it', async () => {
    const bomb = { ...deflated('a', Buffer.alloc(100_000_000)), uncompressed: 1_000 };
    await withFile(rawZip([bomb]), async (handle) => {
      const [member] = must(await listArchive(handle));
      let given = 0;
      const drain = async () => {
        for await (const piece of memberPieces(handle, member!)) given += piece.length;
      };
      await expect(drain()).rejects.toThrow(DamagedMember);
      expect(given).toBe(0);
    });
  });
});

describeWith(['zip', 'bsdtar'], 'ZIP files of ordinary programs', (zip, bsdtar) => {
  const source = path.join(folder, 'source');
  const make = (command: string, name: string, ...options: string[]) => {
    mkdirSync(path.join(source, '证明'), { recursive: true });
    writeFileSync(path.join(source, '申请表.pdf'), 'hello');
    writeFileSync(path.join(source, '证明', '营业执照.pdf'), 'proof '.repeat(9_000));
    const target = path.join(folder, name);
    const all = [...options, target, '申请表.pdf', '证明'];
    execFileSync(command, all, { cwd: source, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    return target;
  };
  const contents = async (file: string) => {
    const handle = await open(file);
    try {
      const members = must(await listArchive(handle));
      const entries = members.map(async (each) => {
        const content = await collect(memberPieces(handle, each));
        return [each.name + (each.isGuessed ? '?' : ''), content.length];
      });
      return Object.fromEntries(await Promise.all(entries));
    } finally {
      await handle.close();
    }
  };

  it('are read: Info-ZIP and bsdtar in UTF-8, bsdtar in GBK', async () => {
    const files = { '申请表.pdf': 5, '证明/营业执照.pdf': 54_000 };
    expect(await contents(make(zip, 'info.zip', '-q', '-r'))).toEqual(files);
    expect(await contents(make(bsdtar, 'utf8.zip', '--format', 'zip', '-cf'))).toEqual(files);
    const gbk = ['--format', 'zip', '--options', 'hdrcharset=GBK', '-cf'];
    const guessed = Object.fromEntries(
      Object.entries(files).map(([name, size]) => [`${name}?`, size]),
    );
    expect(await contents(make(bsdtar, 'gbk.zip', ...gbk))).toEqual(guessed);
  });
});
