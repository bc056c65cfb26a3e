import { describe, expect, it } from 'vitest';
import { dark, light, type Palette } from '../../../../renderer/styles/palette.ts';

/** Contrast ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [bright, dim] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [
    number,
    number,
  ];
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const papers = ['page', 'panel', 'raised', 'accentSoft', 'errorSoft', 'cautionSoft'] as const;
const inks = ['ink', 'soft', 'faint', 'accent', 'sealText', 'error', 'caution', 'puzzled'] as const;

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_, palette: Palette) => {
  it.each(inks.flatMap((ink) => papers.map((paper) => [ink, paper] as const)))(
    '%s reads on %s',
    (ink, paper) => {
      const least = paper.endsWith('Soft') && (ink === 'faint' || ink === 'puzzled') ? 3 : 4.5;
      expect(contrast(palette[ink], palette[paper])).toBeGreaterThanOrEqual(least);
    },
  );

  it('words read on the buttons', () => {
    expect(contrast(palette.onFill, palette.accentFill)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.onSeal, palette.seal)).toBeGreaterThanOrEqual(4.5);
  });

  it('the outline of a control stands out', () => {
    for (const paper of ['page', 'panel', 'raised'] as const) {
      expect(contrast(palette.edge, palette[paper])).toBeGreaterThanOrEqual(3);
    }
  });
});
