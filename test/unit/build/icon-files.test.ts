import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { icnsOf, icoOf } from '../../../build/icon-files.ts';
import { inProject } from '../../../build/project.ts';

const png = Buffer.from('89504e470d0a1a0a', 'hex');
const square = (size: number) => ({ size, rgba: new Uint8Array(size * size * 4).fill(7), png });

/** The sizes that an ICO file names, each with what begins there. */
function readIco(file: Buffer) {
  const count = file.readUInt16LE(4);
  return Array.from({ length: count }, (_, index) => {
    const entry = 6 + 16 * index;
    const start = file.readUInt32LE(entry + 12);
    const body = file.subarray(start, start + file.readUInt32LE(entry + 8));
    const isPng = body.subarray(0, 8).equals(png);
    return { size: file[entry] || 256, kind: isPng ? 'png' : 'bitmap', length: body.length };
  });
}

/** The types of an ICNS file, in order. */
function readIcns(file: Buffer): readonly string[] {
  const types: string[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    types.push(file.toString('latin1', at, at + 4));
  }
  return types;
}

describe('a Windows icon', () => {
  it('holds small pictures as bitmaps with their mask and large ones as PNG', () => {
    expect(readIco(icoOf([16, 48, 256].map(square)))).toEqual([
      { size: 16, kind: 'bitmap', length: 40 + 16 * 16 * 4 + 16 * 4 },
      { size: 48, kind: 'bitmap', length: 40 + 48 * 48 * 4 + 48 * 8 },
      { size: 256, kind: 'png', length: 8 },
    ]);
  });

  it('turns rows and colours round', () => {
    const rgba = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    const pixels = icoOf([{ size: 2, rgba, png }]).subarray(6 + 16 + 40);
    expect([...pixels.subarray(0, 16)]).toEqual([
      11, 10, 9, 12, 15, 14, 13, 16, 3, 2, 1, 4, 7, 6, 5, 8,
    ]);
  });
});

describe('a macOS icon', () => {
  it('holds each picture under every type that it serves', () => {
    const file = icnsOf([32, 256].map(square));
    expect(file.toString('latin1', 0, 4)).toBe('icns');
    expect(file.readUInt32BE(4)).toBe(file.length);
    expect(readIcns(file)).toEqual(['ic11', 'ic08', 'ic13']);
  });
});

describe.each(['icon', 'bundle', 'backup'])('the committed icon of the %s', (name) => {
  const read = (type: string) => readFileSync(inProject(`build/icons/${name}.${type}`));

  it('has the sizes of Windows', () => {
    expect(readIco(read('ico')).map(({ size }) => size)).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  it('has the sizes of macOS', () => {
    expect(readIcns(read('icns'))).toEqual([
      ...['ic11', 'ic12', 'ic07', 'ic08', 'ic13', 'ic09', 'ic14', 'ic10'],
    ]);
  });
});
