/** How large one pane may be. Shares are fractions of the whole width and add up to 1. */
export interface PaneLimits {
  /** Share at first, 0 to 1. */
  readonly share: number;
  /** Least width in pixels while it is open. */
  readonly least: number;
  readonly collapsible?: boolean;
}

/**
 * The shares after the divider behind pane `index` moved by `pixels` in a frame of `width`. The two panes beside it
 * give and take; neither becomes narrower than its least width.
 */
export function moveDivider(
  shares: readonly number[],
  panes: readonly PaneLimits[],
  index: number,
  pixels: number,
  width: number,
): readonly number[] {
  if (width <= 0) return shares;
  const [left, right] = [shares[index]!, shares[index + 1]!];
  const both = left + right;
  const leastLeft = Math.min(panes[index]!.least / width, both);
  const leastRight = Math.min(panes[index + 1]!.least / width, both);
  const wanted = left + pixels / width;
  const next = Math.min(Math.max(wanted, leastLeft), Math.max(both - leastRight, leastLeft));
  return shares.with(index, next).with(index + 1, both - next);
}

/** Collapses the pane beside the divider that may collapse (the left one first), or opens it again. */
export function toggle(
  shares: readonly number[],
  panes: readonly PaneLimits[],
  index: number,
): readonly number[] {
  const target = panes[index]!.collapsible ? index : index + 1;
  const other = target === index ? index + 1 : index;
  if (!panes[target]!.collapsible) return shares;
  const both = shares[index]! + shares[index + 1]!;
  const open = Math.min(panes[target]!.share, both / 2);
  const next = shares[target]! > 0 ? 0 : open;
  return shares.with(target, next).with(other, both - next);
}

/** The shares remembered under this name; those of the panes where nothing usable is remembered. */
export function restore(name: string, panes: readonly PaneLimits[]): readonly number[] {
  const first = panes.map((pane) => pane.share);
  const text = localStorage.getItem(`panes.${name}`);
  if (text === null) return first;
  const numbers = text.split(' ').map(Number);
  const sum = numbers.reduce((total, each) => total + each, 0);
  const usable =
    numbers.length === panes.length &&
    numbers.every((each) => each >= 0 && each <= 1) &&
    Math.abs(sum - 1) < 0.01;
  return usable ? numbers : first;
}

/** Remembers shares in this browser. */
export function store(name: string, shares: readonly number[]): void {
  localStorage.setItem(`panes.${name}`, shares.map((each) => each.toFixed(4)).join(' '));
}
