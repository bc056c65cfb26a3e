import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesAccess,
  type RandomAccess,
} from '../../../../../electron/services/disk/random-access.ts';
import type { ZipPolicy } from '../../../../../electron/services/zip/policy.ts';
import { openZip } from '../../../../../electron/services/zip/reader.ts';
import { writeZip } from '../../../../../electron/services/zip/writer.ts';
import { must } from '../../../../../shared/result.ts';
import {
  descriptor,
  type RawEnd,
  type RawEntry,
  rawZip,
} from '../../../../hostile/bundles/raw-zip.ts';
import { collect, inPieces, noise } from '../../../../support/pieces.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

const policy: ZipPolicy = {
  mostEntries: 100,
  allows: (name) => /^[A-Za-z0-9_./-]+$/.test(name) && !name.includes('..'),
  largest: () => 1_000_000,
};

const open = (bytes: Uint8Array) => openZip(bytesAccess(bytes), policy);
const zipOf = (contents: readonly (readonly [string, Uint8Array])[]) =>
  collect(
    writeZip(contents.map(([name, bytes]) => ({ name, open: () => inPieces(bytes, [1_000]) }))),
  );

async function flawOf(bytes: Uint8Array): Promise<string> {
  const opened = await open(bytes);
  if (opened.ok) return 'ok';
  const { failure } = opened;
  return failure.kind === 'zip' ? `${failure.flaw} ${failure.entry}`.trim() : failure.kind;
}

const hello = Buffer.from('hello');
const honest: RawEntry = { name: 'a', content: hello };

describe('a ZIP file of stored entries', () => {
  it('gives back any content under any allowed name, in order', async () => {
    const name = fc
      .stringMatching(/^[a-z0-9_-]{1,12}(\/[a-z0-9]{1,8})?$/)
      .filter(
        (each) =>
          !/^(con|prn|aux|nul|com\d|lpt\d)(\/|$)|\/(con|prn|aux|nul|com\d|lpt\d)$/.test(each),
      );
    const entries = fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 5_000 })), {
      selector: ([each]) => each.toLowerCase(),
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(entries, async (contents) => {
        const zip = must(await open(await zipOf(contents)));
        expect([...zip.entries.keys()]).toEqual(contents.map(([each]) => each));
        for (const [each, bytes] of contents) {
          expect(Buffer.from(must(await zip.read(each)))).toEqual(Buffer.from(bytes));
          const region = zip.region(each);
          expect(Buffer.from(must(await region.read(0, region.size)))).toEqual(Buffer.from(bytes));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is the same bytes in every time zone', () => {
    const script = `
      import { writeZip } from './electron/services/zip/writer.ts';
      const open = async function* () { yield Buffer.from('hello'); };
      for await (const piece of writeZip([{ name: 'a', open }])) process.stdout.write(piece);`;
    const inZone = (zone: string) =>
      execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
        env: { ...process.env, TZ: zone },
      });
    const here = inZone('UTC');
    expect(here.length).toBeGreaterThan(100);
    for (const zone of ['Asia/Shanghai', 'America/St_Johns'])
      expect(inZone(zone).equals(here)).toBe(true);
  });

  it('may be written by another program, with sizes before or after the content', async () => {
    const later = { flags: 8, after: descriptor(hello) };
    expect(await flawOf(rawZip([]))).toBe('ok');
    expect(await flawOf(rawZip([honest, { ...honest, name: 'b/c', flags: 0x800 }]))).toBe('ok');
    expect(
      await flawOf(
        rawZip([
          { ...honest, ...later },
          { ...honest, name: 'b', ...later },
        ]),
      ),
    ).toBe('ok');
  });

  it('may tell its sizes in ZIP64 form', async () => {
    const marked = { size: 0xffffffff, localSize: 0, offset: 0xffffffff, flags: 8 };
    const numbers = (offset: number) => {
      const bytes = Buffer.alloc(28);
      bytes.writeUInt16LE(1, 0);
      bytes.writeUInt16LE(24, 2);
      for (const [index, value] of [5, 5, offset].entries())
        bytes.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
      return bytes;
    };
    const short = descriptor(hello);
    const long = Buffer.concat([
      short.subarray(0, 12),
      Buffer.alloc(4),
      short.subarray(8, 12),
      Buffer.alloc(4),
    ]);
    const entry = { ...honest, ...marked, after: long };
    expect(await flawOf(rawZip([{ ...entry, extra: numbers(0) }]))).toBe('ok');
    expect(await flawOf(rawZip([{ ...entry, extra: numbers(1) }]))).toBe('gap a');
    expect(await flawOf(rawZip([{ ...entry, extra: numbers(0), after: short }]))).toBe('overlap');
  });

  it('whose content differs from its checksum opens, but that entry is not given', async () => {
    const zip = must(
      await open(
        rawZip([
          { ...honest, crc: 1 },
          { name: 'b', content: hello },
        ]),
      ),
    );
    expect(await zip.read('a')).toEqual({
      ok: false,
      failure: { kind: 'zip', flaw: 'checksum', entry: 'a' },
    });
    expect((await zip.read('b')).ok).toBe(true);
  });

  it('passes on what its source says', async () => {
    const bytes = rawZip([honest]);
    const broken: RandomAccess = {
      size: bytes.length,
      read: async () => ({ ok: false, failure: { kind: 'cannot-read', code: 'EIO' } }),
    };
    expect(await openZip(broken, policy)).toEqual({
      ok: false,
      failure: { kind: 'cannot-read', code: 'EIO' },
    });
  });

  it('takes a name that it does not hold for a bug', async () => {
    const zip = must(await open(rawZip([honest])));
    await expect(zip.read('b')).rejects.toThrow('no entry b');
  });

  it('passes on an error of a content that is written', async () => {
    async function* broken() {
      yield hello;
      throw new Error('unplugged');
    }
    const contents = [
      { name: 'a', open: () => inPieces(noise(200_000)) },
      { name: 'b', open: broken },
    ];
    await expect(collect(writeZip(contents))).rejects.toThrow('unplugged');
  });

  it('closes its content when nobody reads on', async () => {
    let closed = false;
    async function* endless() {
      try {
        for (;;) yield noise(65_536);
      } finally {
        closed = true;
      }
    }
    for await (const piece of writeZip([{ name: 'a', open: endless }]))
      if (piece.length > 100) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(closed).toBe(true);
  });
});

describe('a hostile ZIP file', () => {
  const two: readonly RawEntry[] = [honest, { name: 'b', content: hello }];
  const link = (0o120777 << 16) >>> 0;
  const device = (0o060644 << 16) >>> 0;
  const unixFolder = (0o040755 << 16) >>> 0;
  const zip64 = Buffer.concat([Buffer.from([1, 0, 24, 0]), Buffer.alloc(24)]);
  const entryCases: readonly (readonly [string, readonly RawEntry[], string])[] = [
    ['the same name twice', [honest, honest], 'duplicate a'],
    ['names that differ in case', [honest, { name: 'A', content: hello }], 'duplicate A'],
    ['a path upwards', [{ ...honest, name: '../a' }], 'name ../a'],
    ['a name that is not allowed', [{ ...honest, name: 'a b' }], 'name a b'],
    ['a backslash', [{ ...honest, name: 'a\\b' }], 'name a\\b'],
    ['a NUL in a name', [{ ...honest, name: 'a\u0000b' }], 'name a?b'],
    ['letters beyond ASCII', [{ ...honest, name: 'é', flags: 0x800 }], 'name ??'],
    ['an empty name', [{ ...honest, name: '' }], 'name'],
    ['a device', [{ ...honest, name: 'nul' }], 'name nul'],
    ['a device with extension in a folder', [{ ...honest, name: 'f/Com1.txt' }], 'name f/Com1.txt'],
    ['a symbolic link', [{ ...honest, attributes: link }], 'entry-type a'],
    ['a block device', [{ ...honest, attributes: device }], 'entry-type a'],
    ['a folder of Unix', [{ ...honest, attributes: unixFolder }], 'entry-type a'],
    ['a folder of DOS', [{ ...honest, attributes: 0x10 }], 'entry-type a'],
    ['an encrypted entry', [{ ...honest, flags: 1 }], 'flags a'],
    ['strong encryption', [{ ...honest, flags: 0x41 }], 'directory'],
    ['a patch', [{ ...honest, flags: 0x20 }], 'flags a'],
    ['masked headers', [{ ...honest, flags: 0x2000 }], 'flags a'],
    ['deflated content', [{ ...honest, method: 8 }], 'method a'],
    ['an unknown method', [{ ...honest, method: 99 }], 'method a'],
    ['an extra field', [{ ...honest, extra: Buffer.from([0x55, 0x54, 0, 0]) }], 'extra a'],
    ['an extra field before the content', [{ ...honest, localExtra: Buffer.alloc(4) }], 'gap'],
    ['a Unicode path field', [{ ...honest, extra: Buffer.from([0x75, 0x70, 1, 0, 1]) }], 'extra a'],
    ['a broken extra field', [{ ...honest, extra: Buffer.from([1, 0, 99, 0]) }], 'directory'],
    ['ZIP64 numbers that nobody asked for', [{ ...honest, extra: zip64 }], 'extra a'],
    ['a comment', [{ ...honest, comment: 'x' }], 'extra a'],
    ['an entry above the limit', [{ ...honest, size: 1_000_001 }], 'size a'],
    ['two different sizes', [{ ...honest, uncompressed: 500 }], 'directory'],
    ['a size beyond the next entry', [{ ...honest, size: 6 }, two[1] as RawEntry], 'overlap b'],
    ['a size beyond the file', [{ ...honest, size: 900_000 }], 'overlap'],
    [
      'two entries on one content',
      [honest, { ...honest, name: 'b', only: 'directory', offset: 0 }],
      'overlap b',
    ],
    ['an entry that is not listed', [{ ...honest, name: 'x', only: 'file' }, honest], 'gap a'],
    [
      'an entry that is not listed, at the end',
      [honest, { ...honest, name: 'x', only: 'file' }],
      'gap',
    ],
    [
      'bytes between entries',
      [honest, { name: 'b', content: hello, before: Buffer.from([0]) }],
      'gap b',
    ],
    ['bytes before the first entry', [{ ...honest, before: Buffer.from('MZ') }], 'gap a'],
    ['another name in its own header', [{ ...honest, localName: 'z' }], 'local-header a'],
    ['another size in its own header', [{ ...honest, localSize: 4 }], 'local-header a'],
    [
      'a wrong descriptor',
      [{ ...honest, flags: 8, after: descriptor(Buffer.from('other')) }],
      'local-header a',
    ],
    ['no descriptor where one is announced', [{ ...honest, flags: 8 }], 'overlap'],
    [
      'more entries than allowed',
      Array.from({ length: 101 }, (_, index) => ({ ...honest, name: `n${index}` })),
      'entries',
    ],
    [
      '65,000 entries',
      Array.from({ length: 65_000 }, (_, index) => ({ name: `n${index}` })),
      'entries',
    ],
  ];

  it.each(entryCases)('with %s', async (_, entries, flaw) => {
    expect(await flawOf(rawZip(entries))).toBe(flaw);
  });

  const inner = rawZip([{ name: 'other', content: hello }]);
  const endCases: readonly (readonly [string, RawEnd, string])[] = [
    ['anything before it', { prepended: Buffer.from('MZ') }, 'prepended'],
    ['anything behind it', { appended: Buffer.from([0]) }, 'appended'],
    ['another ZIP file behind it', { appended: inner }, 'joined'],
    ['another ZIP file before it', { prepended: inner }, 'joined'],
    ['a comment', { comment: Buffer.from('x') }, 'comment'],
    ['a ZIP file in its comment', { comment: inner }, 'comment'],
    ['a second end record', { beforeEnd: inner.subarray(-22) }, 'two-ends'],
    ['hidden bytes before the end record', { beforeEnd: Buffer.alloc(9) }, 'gap'],
    ['several disks', { disk: 1 }, 'disks'],
    ['a smaller count', { entries: 1 }, 'directory'],
    ['a larger count', { entries: 3 }, 'directory'],
    ['a directory elsewhere', { directoryStart: 0 }, 'gap'],
    ['a directory of another size', { directorySize: 1 }, 'gap'],
    ['a directory beyond the end', { directorySize: 1_000 }, 'directory'],
    [
      'a directory that begins earlier',
      { directoryStart: 36, directorySize: 36 + 94 },
      'directory',
    ],
  ];

  it.each(endCases)('with %s', async (_, end, flaw) => {
    expect(await flawOf(rawZip(two, end))).toBe(flaw);
  });

  it('that is cut anywhere', async () => {
    const whole = rawZip(two);
    for (let length = 0; length < whole.length; length += 1) {
      const flaw = length === 0 ? 'empty' : length < 4 ? 'not-a-zip' : 'cut';
      expect(await flawOf(whole.subarray(0, length))).toBe(flaw);
    }
  });

  it('with any bytes changed opens as before or not at all, and never throws', async () => {
    const whole = rawZip([
      honest,
      { name: 'b', content: hello, flags: 8, after: descriptor(hello) },
    ]);
    const change = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        const opened = await open(bytes);
        if (!opened.ok) return;
        for (const name of opened.value.entries.keys()) {
          const read = await opened.value.read(name);
          if (read.ok) expect(Buffer.from(read.value)).toEqual(hello);
        }
      }),
      { numRuns: 1_500 },
    );
  });
});

describeWith(['unzip', 'zip'], 'unzip and zip', (unzip, zip) => {
  const folder = temporaryFolder('zip');

  it('read ours and write what we read', async () => {
    const file = path.join(folder, 'ours.zip');
    writeFileSync(
      file,
      await zipOf([
        ['f/000001', noise(70_000)],
        ['empty', Buffer.alloc(0)],
      ]),
    );
    expect(execFileSync(unzip, ['-t', file]).toString()).toContain('No errors detected');
    expect(execFileSync(unzip, ['-p', file, 'f/000001']).equals(noise(70_000))).toBe(true);
    writeFileSync(path.join(folder, 'a'), hello);
    execFileSync(zip, ['-0', '-X', '-D', '-q', 'theirs.zip', 'a'], { cwd: folder });
    const theirs = must(await open(readFileSync(path.join(folder, 'theirs.zip'))));
    expect(Buffer.from(must(await theirs.read('a')))).toEqual(hello);
  });
});
