import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderName, homeIn } from '../../../../electron/services/home.ts';

describe('homeIn', () => {
  it('keeps everything under one folder, each thing at its own place', () => {
    const home = homeIn('/data/wang');
    const round = home.round('2026-A');
    const { round: _, folder, ...places } = home;
    const all = [...Object.values(places), ...Object.values(round), home.round('2026-B').folder];
    expect(folder).toBe(path.resolve('/data/wang'));
    expect(new Set(all).size).toBe(all.length);
    for (const place of all) expect(place.startsWith(folder + path.sep)).toBe(true);
  });
});

describe('folderName', () => {
  it('is readable and safe on every system', () => {
    expect(folderName('2026-A')).toMatch(/^2026-a\.[0-9a-f]{12}$/);
    for (const id of ['..', 'con', 'a/b', '海智', '', 'x'.repeat(300), 'A\u0000']) {
      expect(folderName(id)).toMatch(/^[a-z0-9-]{0,40}\.[0-9a-f]{12}$/);
    }
  });

  it('never gives two ids one folder, also where the disk ignores case', () => {
    expect(folderName('round-a')).not.toBe(folderName('ROUND-A'));
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(folderName(one).toLowerCase() === folderName(other).toLowerCase()).toBe(
          one === other,
        );
      }),
    );
  });
});
