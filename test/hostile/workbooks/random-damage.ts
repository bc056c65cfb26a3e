import fc from 'fast-check';
import { expect } from 'vitest';
import type { PackageVerdict } from '../../../electron/services/opc/verify.ts';
import { type Honest, judge } from './honest.ts';
import { packed, partsOf } from './repack.ts';

type Valid = Extract<PackageVerdict, { kind: 'valid' }>;

const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

/** Flips bits of the file itself in up to three places, `runs` times. */
export async function damageBytes(honest: Honest, runs: number): Promise<void> {
  const reference = await referenceOf(honest);
  const edit = fc.tuple(fraction, fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
      const damaged = Uint8Array.from(honest.signed);
      for (const [where, mask] of edits) {
        const at = Math.floor(where * damaged.length);
        damaged[at] = (damaged[at] ?? 0) ^ mask;
      }
      await expectHarmless(damaged, honest, reference);
    }),
    { numRuns: runs },
  );
}

const FRAGMENTS = ['<', '>', '"', ' ', '/>', '<f>1</f>', '<!--', '&#x41;', 'Id="x"', '\n', '../'];

/** Edits text inside of a part and packs properly again, so that no checksum of the ZIP helps, `runs` times. */
export async function damageParts(honest: Honest, runs: number): Promise<void> {
  const reference = await referenceOf(honest);
  const original = partsOf(honest.signed);
  const edit = fc.record({
    part: fc.constantFrom(...[...original.keys()].filter((name) => original.get(name)?.length)),
    where: fraction,
    remove: fc.nat(8),
    insert: fc.oneof(fc.constant(''), fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 4 })),
  });
  await fc.assert(
    fc.asyncProperty(edit, async ({ part, where, remove, insert }) => {
      const before = Buffer.from(original.get(part) ?? []);
      const at = Math.floor(where * before.length);
      const pieces = [before.subarray(0, at), Buffer.from(insert), before.subarray(at + remove)];
      const parts = new Map(original).set(part, Buffer.concat(pieces));
      await expectHarmless(packed(parts), honest, reference);
    }),
    { numRuns: runs },
  );
}

async function referenceOf(honest: Honest): Promise<Valid> {
  const verdict = await judge(honest.signed, honest.center);
  if (verdict.kind !== 'valid') throw new Error(JSON.stringify(verdict));
  return verdict;
}

/** Whatever was done to the file, `valid` may only mean the content that was signed. */
async function expectHarmless(bytes: Uint8Array, honest: Honest, reference: Valid): Promise<void> {
  const verdict = await judge(bytes, honest.center);
  if (verdict.kind !== 'valid') {
    expect(verdict.kind).toBe('invalid');
    return;
  }
  expect(verdict.time).toBe(reference.time);
  expect(verdict.comment).toBe(reference.comment);
  expect(verdict.signer).toEqual(reference.signer);
  expect([...verdict.parts.keys()].sort()).toEqual([...reference.parts.keys()].sort());
  for (const [name, content] of verdict.parts) {
    // Relationships are signed by what they say, so their layout may differ.
    if (!name.endsWith('.rels')) expect(content).toEqual(reference.parts.get(name));
  }
}
