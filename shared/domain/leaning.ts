import { rounded, roundedRoot } from './exact.ts';
import type { ExpertId } from './panel.ts';
import { own } from './record.ts';
import { meanOf, varianceOf } from './statistics.ts';

/** One expert's totals on one application each, in hundredths; `null`: nothing scored. */
type Totals = Readonly<Record<ExpertId, number | null>>;

/**
 * How far each expert tends to score above (positive) or below the others: the mean z-score of that expert's totals, in
 * hundredths of a standard deviation. Advisory: a strict expert is not a wrong one. Applications on which fewer than two
 * experts have a total, or all have the same, say nothing; `null` where none says anything.
 */
export function leaningOf(
  experts: readonly ExpertId[],
  applications: readonly Totals[],
): Readonly<Record<ExpertId, number | null>> {
  const telling = applications.filter((totals) => varianceOf(given(totals)).numerator > 0n);
  return Object.fromEntries(
    experts.map((expert) => {
      const scores = telling.flatMap((totals) => {
        const total = own(totals, expert) ?? null;
        return total === null ? [] : [zScore(total, given(totals))];
      });
      if (scores.length === 0) return [expert, null];
      const { numerator, denominator } = meanOf(scores);
      return [expert, rounded({ numerator, denominator: 100n * denominator })];
    }),
  );
}

function given(totals: Totals): readonly number[] {
  return Object.values(totals).filter((each) => each !== null);
}

/** In ten-thousandths: `(n·x − Σx) / √(n·Σx² − (Σx)²)`, the root of an exact fraction rounded once. */
function zScore(total: number, all: readonly number[]): number {
  const n = BigInt(all.length);
  const offset = n * BigInt(total) - meanOf(all).numerator;
  const size = roundedRoot({
    numerator: offset * offset * 100_000_000n,
    denominator: varianceOf(all).numerator,
  });
  return offset < 0n ? -size : size;
}
