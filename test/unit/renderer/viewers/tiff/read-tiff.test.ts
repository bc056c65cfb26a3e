import fc from 'fast-check';
import UTIF from 'utif2';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ViewerError } from '../../../../../renderer/viewers/evidence.ts';
import { decodeTiff, tiffPages } from '../../../../../renderer/viewers/tiff/read-tiff.ts';

/** What a browser has and Node has not. */
class Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

beforeAll(() => {
  vi.stubGlobal('ImageData', Pixels);
});

const rgba = new Uint8Array(
  Array.from({ length: 4 * 3 * 2 }, (_, index) => (index % 4 === 3 ? 255 : index * 9)),
);
const tiff = () => UTIF.encodeImage(rgba, 3, 2) as ArrayBuffer;

describe('a TIFF', () => {
  it('gives its pictures with their pixels', () => {
    const bytes = tiff();
    const [page, ...others] = tiffPages(bytes);
    expect(others).toEqual([]);
    expect(page?.size.width).toBeGreaterThan(0);
    const picture = decodeTiff(bytes, page!);
    expect([picture.width, picture.height]).toEqual([3, 2]);
    expect([...picture.data]).toEqual([...rgba]);
  });

  it('of gigapixels is refused before it is decoded', () => {
    const bytes = tiff();
    const view = new DataView(bytes);
    const little = view.getUint16(0) === 0x4949;
    const start = view.getUint32(4, little);
    for (let entry = 0; entry < view.getUint16(start, little); entry += 1) {
      const at = start + 2 + 12 * entry;
      const tag = view.getUint16(at, little);
      if (tag !== 256 && tag !== 257) continue;
      view.setUint16(at + 2, 4, little);
      view.setUint32(at + 8, 60_000, little);
    }
    expect(() => tiffPages(bytes)).toThrow(/too-many-pixels/);
  });

  it('that was cut is refused where a picture is missing', () => {
    const bytes = tiff();
    const cut = bytes.slice(0, bytes.byteLength - 1);
    expect(() => tiffPages(cut).map((page) => decodeTiff(cut, page))).toThrow(/damaged/);
  });

  it('of more values than there is file is refused before any is read', () => {
    const bytes = tiff();
    const view = new DataView(bytes);
    const little = view.getUint16(0) === 0x4949;
    const start = view.getUint32(4, little);
    view.setUint32(start + 2 + 4, 0xfffffff0, little);
    expect(() => tiffPages(bytes)).toThrow(/damaged/);
  });

  it('whose directories go round in a circle is refused', () => {
    const bytes = tiff();
    const view = new DataView(bytes);
    const little = view.getUint16(0) === 0x4949;
    const start = view.getUint32(4, little);
    view.setUint32(start + 2 + 12 * view.getUint16(start, little), start, little);
    expect(() => tiffPages(bytes)).toThrow(/damaged/);
  });

  it('that is none is refused, and damage never gives a picture of another size', () => {
    expect(() => tiffPages(new ArrayBuffer(0))).toThrow(/damaged/);
    const whole = new Uint8Array(tiff());
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const broken = whole.slice();
        broken[at] = byte;
        try {
          for (const page of tiffPages(broken.buffer)) {
            const { width, height, data } = decodeTiff(broken.buffer, page);
            expect(data.length).toBe(width * height * 4);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ViewerError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
