import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import {
  dataDescriptor,
  directoryRecord,
  endRecords,
  localHeader,
} from '../../../../../electron/services/zip/records.ts';
import { writeZip } from '../../../../../electron/services/zip/writer.ts';
import { collect, inPieces } from '../../../../support/pieces.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

type Contents = readonly (readonly [string, Uint8Array])[];

const ours = (contents: Contents) =>
  collect(
    writeZip(contents.map(([name, bytes]) => ({ name, open: () => inPieces(bytes, [3, 1_000]) }))),
  );

/** The same by a library of other people. */
async function theirs(contents: Contents): Promise<Buffer> {
  const zip = new ZipFile();
  // The library writes local time.
  const mtime = new Date(1980, 0, 1);
  const options = { compress: false, mtime, mode: 0o100644, forceDosTimestamp: true };
  for (const [name, bytes] of contents) {
    zip.addReadStreamLazy(name, options, (callback) =>
      callback(null, Readable.from([Buffer.from(bytes)], { objectMode: false })),
    );
  }
  zip.end();
  return collect(zip.outputStream as Readable);
}

describe('a written ZIP file', () => {
  it('has the bytes that an independent writer gives it', async () => {
    const name = fc.stringMatching(/^[a-z0-9_]{1,12}(\/[a-z0-9]{1,8})?$/);
    const content = fc.uint8Array({ minLength: 1, maxLength: 5_000 });
    const entries = fc.uniqueArray(fc.tuple(name, content), {
      selector: ([each]) => each,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(entries, async (contents) => {
        expect((await ours(contents)).equals(await theirs(contents))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('lets an error of a content through', async () => {
    const open = async function* () {
      yield Buffer.from('half');
      throw new Error('unplugged');
    };
    await expect(collect(writeZip([{ name: 'a', open }]))).rejects.toThrow('unplugged');
  });
});

describe('ZIP64', () => {
  const entry = { name: Buffer.from('a'), offset: 0, size: 5, crc32: 7 };

  it('begins with the first number that does not fit into 32 bits', () => {
    const most = 0xffff_fffe;
    for (const [size, offset, is64] of [
      [most, most, false],
      [most + 1, 0, true],
      [0, most + 1, true],
    ] as const) {
      const big = { ...entry, size, offset };
      expect(dataDescriptor(big).length).toBe(is64 ? 24 : 16);
      expect(directoryRecord(big).length).toBe(is64 ? 75 : 47);
    }
    expect(endRecords(0xfffe, most, most).length).toBe(22);
    expect(endRecords(0xffff, 1, 1).length).toBe(98);
    expect(endRecords(1, 1, most + 1).length).toBe(98);
  });

  describeWith(['unzip', 'bsdtar'], 'ordinary tools', (unzip, bsdtar) => {
    it('find an entry behind five gibibytes of another', () => {
      const file = path.join(temporaryFolder('zip64'), 'large.zip');
      writeLarge(file, 5 * 1024 ** 3);
      expect(execFileSync(unzip, ['-p', file, 'after']).toString()).toBe('hello');
      expect(execFileSync(bsdtar, ['-xOf', file, 'after']).toString()).toBe('hello');
      expect(execFileSync(unzip, ['-l', file]).toString()).toContain('5368709120');
    });
  });
});

/** A sparse file: an entry of zeros, whose checksum nobody asks for, and one of text. */
function writeLarge(file: string, size: number): void {
  writeFileSync(file, '');
  const handle = openSync(file, 'r+');
  const names = [Buffer.from('zeros'), Buffer.from('after')] as const;
  const zeros = { name: names[0], offset: 0, size, crc32: 0 };
  const begin = 35 + size;
  writeSync(handle, localHeader(names[0]), 0, 35, 0);
  ftruncateSync(handle, begin);
  const after = { name: names[1], offset: begin + 24, size: 5, crc32: 0x3610a686 };
  const records = [zeros, after].map(directoryRecord);
  const directory = Buffer.concat(records);
  const rest = [dataDescriptor(zeros), localHeader(names[1]), Buffer.from('hello')];
  const start = begin + 24 + 35 + 5 + 24;
  const tail = [...rest, dataDescriptor(after), directory, endRecords(2, directory.length, start)];
  const bytes = Buffer.concat(tail);
  writeSync(handle, bytes, 0, bytes.length, begin);
  closeSync(handle);
}
