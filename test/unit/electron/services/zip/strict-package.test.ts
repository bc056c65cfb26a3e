import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  PACKAGE_LIMITS,
  readStrictPackage,
} from '../../../../../electron/services/zip/strict-package.ts';
import { writePackage } from '../../../../../electron/services/zip/write-package.ts';
import { must } from '../../../../../shared/result.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

const TIME = new Date('2026-11-23T08:00:01Z');
const some = [{ name: 'a.xml', bytes: Buffer.from('a'.repeat(500)) }];

const files = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-z0-9_-]{1,12}(\/[a-z0-9_-]{1,12}){0,2}\.xml$/),
    bytes: fc.uint8Array({ maxLength: 300 }),
  }),
  { selector: ({ name }) => name, minLength: 1, maxLength: 8 },
);

describe('writing and strict reading', () => {
  it('gives back every file, and an ordinary library agrees', () => {
    fc.assert(
      fc.property(files, (all) => {
        const archive = writePackage(all, TIME);
        const { entries, folders } = must(readStrictPackage(archive));
        const ours = [...entries].map(([name, { bytes }]) => [name, [...bytes]]);
        expect(ours).toEqual(all.map(({ name, bytes }) => [name, [...bytes]]));
        expect(folders).toEqual([]);
        const theirs = Object.entries(unzipSync(archive)).map(([name, bytes]) => [
          name,
          [...bytes],
        ]);
        expect(Object.fromEntries(theirs)).toEqual(Object.fromEntries(ours));
      }),
    );
  });

  it('carries entries of another archive over as they are packed', () => {
    const archive = writePackage(some, TIME);
    const { entries } = must(readStrictPackage(archive));
    expect(writePackage([...entries.values()], TIME)).toEqual(archive);
  });

  it('depends on nothing but content and time', () => {
    expect(writePackage(some, TIME)).toEqual(writePackage(some, new Date(TIME)));
    const later = new Date(TIME.getTime() + 60_000);
    expect(writePackage(some, later)).not.toEqual(writePackage(some, TIME));
  });

  it('returns plain bytes whose slices are copies', () => {
    const archive = writePackage(some, TIME);
    const entry = must(readStrictPackage(archive)).entries.get('a.xml');
    expect(Buffer.isBuffer(archive)).toBe(false);
    expect(Buffer.isBuffer(entry?.bytes)).toBe(false);
  });
});

describe('strict reading', () => {
  it('never throws and never invents on damaged archives', () => {
    const archive = writePackage([...some, { name: 'b/c.xml', bytes: Buffer.from('xyz') }], TIME);
    const edit = fc.tuple(fc.nat(archive.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const damaged = Uint8Array.from(archive);
        for (const [at, mask] of edits) damaged[at] = (damaged[at] ?? 0) ^ mask;
        const result = readStrictPackage(damaged);
        if (!result.ok) {
          expect(result.failure.kind).toMatch(/^zip-/);
          return;
        }
        const text = (name: string) => Buffer.from(result.value.entries.get(name)?.bytes ?? []);
        expect(text('a.xml').toString()).toBe('a'.repeat(500));
        expect(text('b/c.xml').toString()).toBe('xyz');
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps to the limits that it is given', () => {
    const archive = writePackage(some, TIME);
    const kind = (limits: Partial<typeof PACKAGE_LIMITS>) => {
      const result = readStrictPackage(archive, { ...PACKAGE_LIMITS, ...limits });
      return result.ok ? 'ok' : result.failure.kind;
    };
    expect(kind({})).toBe('ok');
    expect(kind({ archive: archive.length - 1 })).toBe('zip-too-large');
    expect(kind({ unpacked: 499 })).toBe('zip-limit');
    expect(kind({ ratio: 10 })).toBe('zip-limit');
    expect(kind({ entries: 0 })).toBe('zip-limit');
  });
});

describeWith(['unzip'], 'Info-ZIP', (unzip) => {
  it('finds no fault with what is written', () => {
    const file = path.join(temporaryFolder('zip'), 'a.zip');
    writeFileSync(file, writePackage(some, TIME));
    expect(execFileSync(unzip, ['-t', file], { encoding: 'utf8' })).toContain('No errors detected');
    const listing = execFileSync(unzip, ['-l', file], { encoding: 'utf8' });
    expect(listing).toContain('2026-11-23 08:00');
  });
});
