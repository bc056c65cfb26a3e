import type { Finding, Recommendation, Verdict } from '../../shared/domain/review.ts';
import type { Shape, Tone } from '../ui/glyph.tsx';

/** How a state of the domain looks wherever it is shown; its word is under `domain.<verdict|finding|recommendation>`. */
export interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
}

export const verdictLook: Readonly<Record<Verdict, Look>> = {
  met: { shape: 'full', tone: 'accent' },
  partly: { shape: 'half', tone: 'caution' },
  'not-met': { shape: 'empty', tone: 'ink' },
  insufficient: { shape: 'triangle', tone: 'puzzled' },
  'not-applicable': { shape: 'dash', tone: 'faint' },
};

export const findingLook: Readonly<Record<Finding, Look>> = {
  met: { shape: 'full', tone: 'accent' },
  'not-met': { shape: 'empty', tone: 'ink' },
  missing: { shape: 'triangle', tone: 'puzzled' },
  'not-applicable': { shape: 'dash', tone: 'faint' },
};

export const recommendationLook: Readonly<Record<Recommendation, Look>> = {
  approve: { shape: 'full', tone: 'accent' },
  defer: { shape: 'half', tone: 'caution' },
  reject: { shape: 'empty', tone: 'ink' },
};
