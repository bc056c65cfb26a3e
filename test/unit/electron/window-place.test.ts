import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openingPlace } from '../../../electron/window-place.ts';

const laptop = { x: 0, y: 0, width: 1366, height: 728 };
const beamer = { x: 1366, y: 0, width: 1920, height: 1080 };
const kept = { x: 1500, y: 100, width: 1200, height: 800, isMaximized: false };

describe('where the window opens', () => {
  it('is where it was, also on a second display', () => {
    const bounds = { x: 1500, y: 100, width: 1200, height: 800 };
    expect(openingPlace(kept, [laptop, beamer])).toEqual({ bounds, isMaximized: false });
    expect(openingPlace({ ...kept, isMaximized: true }, [laptop, beamer])).toEqual({
      bounds,
      isMaximized: true,
    });
  });

  it('is left to the system when that display is gone; it fits the one that is left', () => {
    expect(openingPlace(kept, [laptop]).bounds).toEqual({ width: 1200, height: 728 });
  });

  it('is left to the system when the title bar cannot be reached', () => {
    expect(openingPlace({ ...kept, x: 10, y: -500 }, [laptop]).bounds).not.toHaveProperty('x');
    expect(openingPlace({ ...kept, x: -1150, y: 10 }, [laptop]).bounds).not.toHaveProperty('x');
  });

  it('is usual at the first start', () => {
    expect(openingPlace(undefined, [beamer])).toEqual({
      bounds: { width: 1366, height: 800 },
      isMaximized: false,
    });
  });

  it('is always a window that can be held, whatever the settings say', () => {
    const displays = [laptop, beamer];
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record({
            x: fc.integer(),
            y: fc.integer(),
            width: fc.integer(),
            height: fc.integer(),
            isMaximized: fc.boolean(),
          }),
          fc.record({
            x: fc.integer({ min: -3000, max: 4000 }),
            y: fc.integer({ min: -2000, max: 2000 }),
            width: fc.integer({ min: 1, max: 4000 }),
            height: fc.integer({ min: 1, max: 3000 }),
            isMaximized: fc.boolean(),
          }),
        ),
        (stored) => {
          const { bounds } = openingPlace(stored, displays);
          expect(bounds.width).toBeGreaterThanOrEqual(900);
          expect(bounds.height).toBeGreaterThanOrEqual(600);
          if (!('x' in bounds)) return;
          const reachable = displays.some(
            (each) =>
              bounds.y >= each.y &&
              bounds.y < each.y + each.height &&
              bounds.x < each.x + each.width &&
              bounds.x + bounds.width > each.x,
          );
          expect(reachable).toBe(true);
        },
      ),
    );
  });
});
