/**
 * Orders application numbers as people do: runs of digits by value (`9` before `10`), the rest by code unit.
 * A total order: 0 only for equal strings, so `7` and `07` have a fixed order too.
 */
export function compareNumbers(a: string, b: string): number {
  return compareText(sortKey(a), sortKey(b)) || compareText(a, b);
}

/** Code unit order, the same on every machine and in every language setting. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function sortKey(number: string): string {
  return number.replace(/\d+/g, (digits) => digits.padStart(24, '0'));
}
