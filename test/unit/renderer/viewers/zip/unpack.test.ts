import fc from 'fast-check';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { proveSize, unpack } from '../../../../../renderer/viewers/zip/unpack.ts';
import { zipDirectory } from '../../../../../renderer/viewers/zip/zip-directory.ts';

function zipped(files: Zippable): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zipSync(files));
}

describe('a ZIP of an office document', () => {
  it('gives back what was packed, stored or deflated', async () => {
    const content = fc.record({
      level: fc.constantFrom(0, 6) as fc.Arbitrary<0 | 6>,
      bytes: fc.uint8Array({ maxLength: 5_000 }),
    });
    await fc.assert(
      fc.asyncProperty(content, async ({ level, bytes }) => {
        const archive = zipped({ 'a.bin': [bytes, { level }] });
        const [item] = zipDirectory(archive) ?? [];
        expect([...(await unpack(archive, item!))]).toEqual([...bytes]);
      }),
      { numRuns: 50 },
    );
  });

  it('that unpacks to more than it announced is stopped', async () => {
    const archive = zipped({ 'a.bin': new Uint8Array(5_000_000) });
    const [item] = zipDirectory(archive) ?? [];
    const lying = { ...item!, size: 1_000 };
    await expect(proveSize(archive, lying)).rejects.toThrow(/damaged/);
    await expect(unpack(archive, lying)).rejects.toThrow(/damaged/);
    await expect(proveSize(archive, { ...item!, size: 5_000_001 })).rejects.toThrow(/damaged/);
  });

  it('names files in UTF-8 or GB18030', () => {
    const archive = zipped({ 'xx.txt': new Uint8Array(1) });
    const at = archive.length - 22 - 6;
    archive.set([0xce, 0xc4], at);
    expect(zipDirectory(archive)?.[0]?.name).toBe('文.txt');
  });

  it('that is damaged anywhere gives the content, nothing, or a refusal in words', async () => {
    const whole = zipped({ 'a.xml': new TextEncoder().encode('<a>1</a>'.repeat(50)) });
    const flaw = fc.record({ at: fc.nat(whole.length - 1), bit: fc.nat(7), cut: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(flaw, async ({ at, bit, cut }) => {
        const broken = cut ? whole.slice(0, at) : whole.slice();
        if (!cut) broken[at] = broken[at]! ^ (1 << bit);
        for (const item of zipDirectory(broken) ?? []) {
          if (item.size > 1_000_000) continue;
          await unpack(broken, item).catch((error: unknown) => {
            expect(String(error)).toMatch(/damaged|password/);
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});
