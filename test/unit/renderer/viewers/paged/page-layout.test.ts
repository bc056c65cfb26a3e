import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anchorAt,
  layOut,
  pageAt,
  pagesBetween,
  scaleOf,
  scrollFor,
  zoomStep,
  zoomToFit,
} from '../../../../../renderer/viewers/paged/page-layout.ts';

const a4 = { width: 595, height: 842 };
const side = fc.integer({ min: 20, max: 3_000 });
const sizes = fc.array(fc.record({ width: side, height: side }), { minLength: 1, maxLength: 60 });
const scale = fc.double({ min: 0.25, max: 6, noNaN: true });

describe('pages lie', () => {
  it('one below the other with a gap between', () => {
    const { pages, height, width } = layOut([a4, a4], () => 1);
    expect(pages).toEqual([
      { top: 12, width: 595, height: 842, scale: 1 },
      { top: 866, width: 595, height: 842, scale: 1 },
    ]);
    expect([width, height]).toEqual([619, 1720]);
  });

  it('so that every height belongs to exactly one page, in order', () => {
    fc.assert(
      fc.property(sizes, scale, (all, factor) => {
        const layout = layOut(all, () => factor);
        for (const [index, page] of layout.pages.entries()) {
          expect(pageAt(layout, page.top)).toBe(index + 1);
          expect(pageAt(layout, page.top + page.height)).toBe(index + 1);
        }
        expect(pageAt(layout, layout.height + 1_000)).toBe(all.length);
      }),
    );
  });

  it('and those between two heights are all that can be seen there', () => {
    fc.assert(
      fc.property(sizes, scale, fc.nat(20_000), fc.nat(3_000), (all, factor, top, screen) => {
        const layout = layOut(all, () => factor);
        const seen = layout.pages.flatMap((page, index) =>
          page.top + page.height >= top && page.top <= top + screen ? [index + 1] : [],
        );
        expect(pagesBetween(layout, top, top + screen)).toEqual(
          expect.arrayContaining(seen as number[]),
        );
      }),
    );
  });
});

describe('the place of the reader', () => {
  it('survives zooming', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(sizes, scale, scale, fc.nat(), share, (all, one, other, seed, fraction) => {
        const page = 1 + (seed % all.length);
        const scrolled = scrollFor(
          layOut(all, () => one),
          { page, fraction },
        );
        const anchor = anchorAt(
          layOut(all, () => one),
          scrolled,
        );
        const again = anchorAt(
          layOut(all, () => other),
          scrollFor(
            layOut(all, () => other),
            anchor,
          ),
        );
        expect(again.page).toBe(page);
        expect(again.fraction).toBeCloseTo(fraction, 6);
      }),
    );
  });
});

describe('zoom', () => {
  it('fits every page and its margins into the width, upright or lying', () => {
    const fit = (size: typeof a4) => scaleOf(zoomToFit(size, 600));
    const { pages, width } = layOut([a4, { width: 842, height: 595 }], fit);
    expect(pages.map((page) => page.width)).toEqual([576, 576]);
    expect(width).toBe(600);
  });

  it.each([
    [1, 1, 1.1],
    [1, -1, 0.9],
    [0.71, 1, 0.8],
    [0.71, -1, 0.67],
    [5, 1, 5],
    [0.25, -1, 0.25],
  ] as const)('from %d by %d goes to %d', (from, by, to) => {
    expect(zoomStep(from, by)).toBe(to);
  });
});
