/** How far a number lies from the median, in thirds of the limit at which it is flagged; the sign says on which side. */
type Tint = -3 | -2 | -1 | 0 | 1 | 2 | 3;

/**
 * The tint of a cell: 0 close to the median, ±1 from a third of the limit, ±2 from two thirds, ±3 from the limit on.
 * All three in the same unit; the limit is positive.
 */
export function tintOf(value: number, median: number, limit: number): Tint {
  const distance = value - median;
  const thirds = Math.min(3, Math.floor((3 * Math.abs(distance)) / limit));
  return (distance < 0 ? -thirds || 0 : thirds) as Tint;
}
