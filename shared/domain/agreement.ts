import { type Fraction, plus, rounded } from './exact.ts';

/** The values that coders gave to one unit, in any order; a coder who gave none is left out. */
type Unit<T> = readonly T[];

/** The least number of units with two values or more on which α says something. */
const leastUnits = 10;

/** The least number of things ranked on which W says something. */
const leastRanked = 3;
/** The least number of judges on which W says something. */
const leastJudges = 2;

const tenThousand = 10_000n;

/**
 * Krippendorff's α for interval data in ten-thousandths (10000 is perfect, 0 chance, below 0 worse), rounded half up
 * once. Units with fewer than two values are left out. `null` with fewer than `least` units left, or where all values
 * are the same: without variation α is not defined.
 * K. Krippendorff, *Content Analysis*, chapter 12: α = 1 − Do/De with δ² = (c − k)².
 */
export function alphaInterval(units: readonly Unit<number>[], least = leastUnits): number | null {
  return alpha(units, least, squaredDifferences);
}

/** Krippendorff's α for nominal data: as `alphaInterval`, with δ² = 0 for equal and 1 for different values. */
export function alphaNominal(units: readonly Unit<string>[], least = leastUnits): number | null {
  return alpha(units, least, differingPairs);
}

/**
 * Kendall's coefficient of concordance W in ten-thousandths (0 to 10000) with the correction for ties, rounded half up.
 * @param judges one row of scores per judge, all over the same things in the same order; higher scores rank first.
 * `null` for fewer than two judges or three things, or when every judge ties everything.
 * M. Kendall, *Rank Correlation Methods*: W = 12·S / (m²(n³ − n) − m·ΣT), T = Σ(t³ − t) over groups of ties.
 */
export function kendallW(judges: readonly (readonly number[])[]): number | null {
  const things = judges[0]?.length ?? 0;
  if (judges.length < leastJudges || things < leastRanked) return null;
  const m = BigInt(judges.length);
  const n = BigInt(things);
  const ranks = judges.map(doubledRanks);
  const sums = Array.from({ length: things }, (_, place) =>
    ranks.reduce((total, row) => total + (row[place] ?? 0n), 0n),
  );
  const mean = m * (n + 1n);
  const spread = sums.reduce((total, each) => total + (each - mean) ** 2n, 0n);
  const ties = judges.reduce((total, row) => total + tieCorrection(row), 0n);
  const denominator = m * m * (n ** 3n - n) - m * ties;
  if (denominator === 0n) return null;
  return rounded({ numerator: 3n * spread, denominator }, tenThousand);
}

/** Sum of δ² over all ordered pairs of the values. */
type PairDistance<T> = (values: readonly T[]) => bigint;

function alpha<T>(
  units: readonly Unit<T>[],
  least: number,
  distance: PairDistance<T>,
): number | null {
  const pairable = units.filter((unit) => unit.length >= 2);
  if (pairable.length < least || pairable.length === 0) return null;
  const values = pairable.flat();
  const expected = distance(values);
  if (expected === 0n) return null;
  const observed = pairable
    .map((unit) => ({ numerator: distance(unit), denominator: BigInt(unit.length - 1) }))
    .reduce<Fraction>(plus, { numerator: 0n, denominator: 1n });
  const ratio = {
    numerator: BigInt(values.length - 1) * observed.numerator,
    denominator: observed.denominator * expected,
  };
  return rounded(
    { numerator: ratio.denominator - ratio.numerator, denominator: ratio.denominator },
    tenThousand,
  );
}

/** Σ over ordered pairs of (a − b)² = 2·(n·Σx² − (Σx)²). */
function squaredDifferences(values: readonly number[]): bigint {
  const sum = values.reduce((total, value) => total + BigInt(value), 0n);
  const squares = values.reduce((total, value) => total + BigInt(value) ** 2n, 0n);
  return 2n * (BigInt(values.length) * squares - sum * sum);
}

/** Ordered pairs of different values: n² − Σ(count²). */
function differingPairs(values: readonly string[]): bigint {
  const same = [...countsOf(values).values()].reduce((total, count) => total + count ** 2n, 0n);
  return BigInt(values.length) ** 2n - same;
}

/** Twice each thing's rank, the highest score first; things that tie share the mean of their ranks. */
function doubledRanks(scores: readonly number[]): readonly bigint[] {
  return scores.map((score) => {
    const above = scores.filter((each) => each > score).length;
    const equal = scores.filter((each) => each === score).length;
    return BigInt(2 * above + equal + 1);
  });
}

function tieCorrection(scores: readonly number[]): bigint {
  return [...countsOf(scores).values()].reduce((total, count) => total + count ** 3n - count, 0n);
}

function countsOf<T>(values: readonly T[]): ReadonlyMap<T, bigint> {
  const counts = new Map<T, bigint>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0n) + 1n);
  return counts;
}
