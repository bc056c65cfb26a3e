import { z } from 'zod';

/** Where a window was, in the system's points. */
const place = z.strictObject({
  x: z.int().min(-100_000).max(100_000),
  y: z.int().min(-100_000).max(100_000),
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
  isMaximized: z.boolean(),
});

/** A rectangle of a display in which windows may lie. */
interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest window that the screens are made for. */
export const smallest = { width: 900, height: 600 } as const;
const usual = { width: 1366, height: 800 } as const;
/** So much of a window's top must be on a display that somebody can take hold of it. */
const grip = { width: 200, height: 40 } as const;

/** How a window is opened; without a place the system chooses it. */
interface OpeningPlace {
  readonly bounds: Area | { readonly width: number; readonly height: number };
  readonly isMaximized: boolean;
}

/**
 * Where to open the window: where it was, unless that cannot be read or its title bar would lie on no display (a screen
 * was unplugged): then it has its usual size, or the whole of a smaller display, in the middle.
 */
export function openingPlace(stored: unknown, displays: readonly Area[]): OpeningPlace {
  const kept = place.safeParse(stored);
  if (!kept.success) return { bounds: within(usual, displays), isMaximized: false };
  const { isMaximized, ...bounds } = kept.data;
  const size = {
    width: Math.max(bounds.width, smallest.width),
    height: Math.max(bounds.height, smallest.height),
  };
  if (!displays.some((each) => canBeHeld(bounds, each))) {
    return { bounds: within(size, displays), isMaximized };
  }
  return { bounds: { x: bounds.x, y: bounds.y, ...size }, isMaximized };
}

function canBeHeld(window: Area, display: Area): boolean {
  const across =
    Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  const isBarInside = window.y >= display.y && window.y + grip.height <= display.y + display.height;
  return across >= grip.width && isBarInside;
}

function within(
  size: { readonly width: number; readonly height: number },
  displays: readonly Area[],
) {
  const [first] = displays;
  if (first === undefined) return size;
  return {
    width: Math.max(Math.min(size.width, first.width), smallest.width),
    height: Math.max(Math.min(size.height, first.height), smallest.height),
  };
}
