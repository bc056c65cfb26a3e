// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveDivider, restore, store, toggle } from '../../../../renderer/ui/pane-sizes.ts';

const panes = [
  { share: 0.2, least: 200, collapsible: true },
  { share: 0.4, least: 300 },
  { share: 0.4, least: 300, collapsible: true },
];
const first = panes.map((pane) => pane.share);
const sum = (shares: readonly number[]) => shares.reduce((total, each) => total + each, 0);

describe('moving a divider', () => {
  const moves = fc.array(
    fc.record({ index: fc.constantFrom(0, 1), pixels: fc.integer({ min: -2000, max: 2000 }) }),
  );

  it('keeps the whole and every least width', () => {
    fc.assert(
      fc.property(moves, (each) => {
        const shares = each.reduce<readonly number[]>(
          (now, { index, pixels }) => moveDivider(now, panes, index, pixels, 1366),
          first,
        );
        expect(sum(shares)).toBeCloseTo(1);
        shares.forEach((share, index) => {
          expect(share * 1366).toBeGreaterThanOrEqual(panes[index]!.least - 0.001);
        });
      }),
    );
  });

  it('does nothing before the frame has a width', () => {
    expect(moveDivider(first, panes, 0, 50, 0)).toBe(first);
  });
});

describe('collapsing', () => {
  it('gives the room to the neighbour, and back', () => {
    const collapsed = toggle(first, panes, 0);
    expect(collapsed).toEqual([0, expect.closeTo(0.6), 0.4]);
    expect(toggle(collapsed, panes, 0)).toEqual([0.2, expect.closeTo(0.4), 0.4]);
  });

  it('takes the pane behind the divider where only that one may collapse', () => {
    expect(toggle(first, panes, 1)).toEqual([0.2, expect.closeTo(0.8), 0]);
  });

  it('leaves panes alone that may not', () => {
    const fixed = [
      { share: 0.5, least: 100 },
      { share: 0.5, least: 100 },
    ];
    expect(toggle([0.5, 0.5], fixed, 0)).toEqual([0.5, 0.5]);
  });
});

describe('what was remembered', () => {
  it('comes back', () => {
    store('review', [0.25, 0.25, 0.5]);
    expect(restore('review', panes)).toEqual([0.25, 0.25, 0.5]);
  });

  it.each(['', '1 2 3', 'a b c', '0.5 0.5', '-1 1 1', '0.1 0.1 0.1'])(
    'is ignored when it is %j',
    (text) => {
      localStorage.setItem('panes.review', text);
      expect(restore('review', panes)).toEqual(first);
    },
  );
});
