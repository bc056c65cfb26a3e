import type { Scale } from '../../../shared/domain/round.ts';
import { onScale } from '../../../shared/domain/scoring.ts';

/** What typed text means as a score. Nothing is ever clamped or rounded: what is not on the scale is not a score. */
type ScoreEntry =
  | { readonly kind: 'none' }
  | { readonly kind: 'score'; readonly score: number }
  | { readonly kind: 'invalid' };

/** Reads a score as it is typed, full-width digits of a Chinese IME included. */
export function scoreEntry(scale: Scale, typed: string): ScoreEntry {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return { kind: 'none' };
  if (!/^\d{1,7}(\.0*)?$/.test(text)) return { kind: 'invalid' };
  const score = Number(text);
  return onScale(scale, score) ? { kind: 'score', score } : { kind: 'invalid' };
}

/** The score one step up or down, inside the scale; from nothing to its lower or upper end. */
export function stepped(scale: Scale, score: number | null, by: 1 | -1): number {
  if (score === null) return by === 1 ? 0 : scale.max;
  return Math.min(Math.max(score + by * scale.step, 0), scale.max);
}
