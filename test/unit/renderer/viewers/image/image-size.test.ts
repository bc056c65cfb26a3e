import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../../../../build/project.ts';
import { imageSize } from '../../../../../renderer/viewers/image/image-size.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('the size of a picture is read from its beginning', () => {
  it.each([
    ['PNG', '89504e470d0a1a0a 0000000d 49484452 0000fde8 0000ea60 08', 65_000, 60_000],
    ['GIF', '474946383961 2003 5802 00', 800, 600],
    ['BMP', '424d 00000000 00000000 36000000 28000000 40060000 b0040000', 1_600, 1_200],
    [
      'BMP from the top down',
      '424d 00000000 00000000 36000000 28000000 40060000 50fbffff',
      1_600,
      1_200,
    ],
    ['JPEG', 'ffd8 ffe0 0004 0000 ffc4 0003 00 ffff c2 0011 08 0258 0320 03', 800, 600],
    [
      'WebP, lossy',
      '52494646 00000000 57454250 56503820 00000000 000000 9d012a 2003 5802',
      800,
      600,
    ],
    ['WebP, lossless', '52494646 00000000 57454250 5650384c 00000000 2f 1fc39500', 800, 600],
    [
      'WebP, extended',
      '52494646 00000000 57454250 56503858 0a000000 00000000 1f0300 570200',
      800,
      600,
    ],
    ['AVIF', '0000001c 66747970 61766966 00000000 69737065 00000000 00000320 00000258', 800, 600],
  ])('%s', (_, hex, width, height) => {
    expect(imageSize(bytes(hex))).toEqual({ width, height });
  });

  it('of a file that another program wrote', () => {
    const file = readFileSync(inProject('assets/sample/round/a01/02 登记证书.png'));
    const size = imageSize(new Uint8Array(file));
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([size?.width, size?.height]);
  });

  it('and nothing is made up for what is cut off or no picture', () => {
    expect(imageSize(bytes('89504e470d0a1a0a'))).toBeNull();
    expect(imageSize(bytes('ffd8 ffe0 ffff'))).toBeNull();
    expect(imageSize(new Uint8Array())).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(() => imageSize(new Uint8Array(noise))).not.toThrow();
      }),
    );
  });
});
