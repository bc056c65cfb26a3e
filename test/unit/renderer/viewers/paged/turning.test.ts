import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adjusted,
  isBox,
  rectangleBetween,
} from '../../../../../renderer/viewers/paged/box-shape.ts';
import { type Turns, turned, unturned } from '../../../../../renderer/viewers/paged/turning.ts';

const part = fc.double({ min: 0, max: 0.5, noNaN: true });
const rectangle = fc.record({ x: part, y: part, width: part, height: part });

describe('a box on a turned page', () => {
  it('stands where it is seen: a quarter turn clockwise brings the upper left to the upper right', () => {
    const corner = { x: 0, y: 0, width: 0.2, height: 0.1 };
    expect(turned(corner, 1)).toEqual({ x: 0.9, y: 0, width: 0.1, height: 0.2 });
    expect(turned(corner, 2)).toEqual({ x: 0.8, y: 0.9, width: 0.2, height: 0.1 });
    expect(turned(corner, 3)).toEqual({ x: 0, y: 0.8, width: 0.1, height: 0.2 });
  });

  it('comes back to its place', () => {
    fc.assert(
      fc.property(rectangle, fc.constantFrom<Turns>(0, 1, 2, 3), (box, turns) => {
        const back = unturned(turned(box, turns), turns);
        for (const side of ['x', 'y', 'width', 'height'] as const) {
          expect(back[side]).toBeCloseTo(box[side], 9);
        }
      }),
    );
  });
});

describe('a box', () => {
  const frame = { left: 100, top: 50, width: 200, height: 400 } as DOMRect;

  it('lies between two points, whichever comes first, and ends at the edges of its page', () => {
    const box = rectangleBetween(frame, { x: 200, y: 250 }, { x: 0, y: 150 });
    expect(box).toEqual({ x: 0, y: 0.25, width: 0.5, height: 0.25 });
  });

  it('of a click is none', () => {
    expect(isBox(rectangleBetween(frame, { x: 150, y: 150 }, { x: 150, y: 151 }))).toBe(false);
  });

  it('never leaves its page by keyboard', () => {
    const keys = fc.array(
      fc.record({
        key: fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'),
        resize: fc.boolean(),
      }),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(keys, (pressed) => {
        const start = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
        const box = pressed.reduce((now, { key, resize }) => adjusted(now, key, resize), start);
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(1.000_01);
        expect(box.y + box.height).toBeLessThanOrEqual(1.000_01);
        expect(isBox(box)).toBe(true);
      }),
    );
  });
});
