/**
 * Exact arithmetic for published figures: everything is computed as a fraction of integers and rounded once.
 * BigInt, because sums of squares of 15 experts' hundredths on a scale of 10^6 leave the safe integers.
 */
export interface Fraction {
  readonly numerator: bigint;
  /** Positive. */
  readonly denominator: bigint;
}

/** The sum of two fractions over their least common denominator, so that long sums stay small. */
export function plus(a: Fraction, b: Fraction): Fraction {
  const common = greatestDivisor(a.denominator, b.denominator);
  const forA = b.denominator / common;
  const forB = a.denominator / common;
  return {
    numerator: a.numerator * forA + b.numerator * forB,
    denominator: a.denominator * forA,
  };
}

/** `scale` times the fraction, rounded half up (towards the greater number) to an integer. */
export function rounded({ numerator, denominator }: Fraction, scale = 1n): number {
  return Number(floorQuotient(2n * scale * numerator + denominator, 2n * denominator));
}

/** The square root of a fraction that is not negative, rounded half up to an integer. */
export function roundedRoot({ numerator, denominator }: Fraction): number {
  const twice = integerRoot((4n * numerator) / denominator);
  return Number((twice + 1n) / 2n);
}

function floorQuotient(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}

/** The greatest integer whose square is at most `n`, by Newton's method from above. */
function integerRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (root + n / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}
