import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../../../../build/project.ts';
import { isWhole } from '../../../../../renderer/viewers/image/image-wholeness.ts';

const png = new Uint8Array(readFileSync(inProject('assets/sample/round/a01/02 登记证书.png')));

describe('a picture', () => {
  it('is whole as it came', () => {
    expect(isWhole(png)).toBe(true);
    expect(isWhole(new Uint8Array([0xff, 0xd8, 1, 2, 0xff, 0xd9, 0, 0]))).toBe(true);
    expect(isWhole(new Uint8Array([0x42, 0x4d, 1]))).toBe(true);
  });

  it('that was cut is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: png.length - 1 }), (length) => {
        expect(isWhole(png.slice(0, length))).toBe(false);
      }),
      { numRuns: 40 },
    );
    expect(isWhole(new Uint8Array([0xff, 0xd8, 1, 2]))).toBe(false);
    expect(isWhole(new Uint8Array([0x47, 0x49, 0x46]))).toBe(false);
  });

  it('of which a bit was changed behind its signature is not', () => {
    const flaw = fc.record({ at: fc.integer({ min: 8, max: png.length - 1 }), bit: fc.nat(7) });
    fc.assert(
      fc.property(flaw, ({ at, bit }) => {
        const changed = png.slice();
        changed[at] = changed[at]! ^ (1 << bit);
        expect(isWhole(changed)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
