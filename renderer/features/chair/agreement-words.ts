/** How a coefficient in ten-thousandths is to be read. */
export type AgreementLevel = 'none' | 'weak' | 'tentative' | 'reliable';

/**
 * Krippendorff's own customary bounds: from 0.8 reliable, from 0.667 good enough for tentative conclusions, below that
 * not. `none`: too little to measure.
 */
export function alphaLevel(coefficient: number | null): AgreementLevel {
  if (coefficient === null) return 'none';
  if (coefficient >= 8_000) return 'reliable';
  return coefficient >= 6_670 ? 'tentative' : 'weak';
}

/** Kendall's W after the usual reading: from 0.7 strong, from 0.5 moderate, below that weak. */
export function concordanceLevel(coefficient: number | null): AgreementLevel {
  if (coefficient === null) return 'none';
  if (coefficient >= 7_000) return 'reliable';
  return coefficient >= 5_000 ? 'tentative' : 'weak';
}

/** A coefficient in ten-thousandths with two decimals: 7349 → `0.73`. */
export function coefficientWords(coefficient: number): string {
  return (Math.round(coefficient / 100) / 100).toFixed(2);
}
