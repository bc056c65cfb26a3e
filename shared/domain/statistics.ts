import type { Statistics } from './consolidation.ts';
import { type Fraction, rounded, roundedRoot } from './exact.ts';

/** The least number of scores from which one highest and one lowest may be left out. */
const leastForTrimmed = 5;

/**
 * Statistics of integers in hundredths, in any order. Each figure is computed exactly and rounded half up once.
 * `deviation` is that of the population; `trimmed` (去掉一个最高分和一个最低分) needs five scores.
 */
export function statisticsOf(hundredths: readonly number[]): Statistics {
  const sorted = hundredths.toSorted((a, b) => a - b);
  const n = sorted.length;
  const min = sorted[0];
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) {
    return { n, mean: null, median: null, min: null, max: null, deviation: null, trimmed: null };
  }
  return {
    n,
    mean: rounded(meanOf(sorted)),
    median: rounded(medianOf(sorted)),
    min,
    max,
    deviation: roundedRoot(varianceOf(sorted)),
    trimmed: n < leastForTrimmed ? null : rounded(meanOf(sorted.slice(1, -1))),
  };
}

/** The exact mean of one integer or more. */
export function meanOf(values: readonly number[]): Fraction {
  return { numerator: sum(values), denominator: BigInt(values.length) };
}

/** The exact median of one integer or more, given in ascending order. */
function medianOf(sorted: readonly number[]): Fraction {
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return { numerator: BigInt(lower) + BigInt(upper), denominator: 2n };
}

/** The exact population variance of one integer or more: `(n·Σx² − (Σx)²) / n²`. */
export function varianceOf(values: readonly number[]): Fraction {
  const n = BigInt(values.length);
  const squares = values.reduce((total, value) => total + BigInt(value) ** 2n, 0n);
  return { numerator: n * squares - sum(values) ** 2n, denominator: n * n };
}

function sum(values: readonly number[]): bigint {
  return values.reduce((total, value) => total + BigInt(value), 0n);
}
