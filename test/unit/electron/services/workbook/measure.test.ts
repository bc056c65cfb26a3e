import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  heightOf,
  MOST_LINES,
  piecesOf,
  textUnits,
  wrapText,
} from '../../../../../electron/services/workbook/measure.ts';
import { hostileText } from './payload-arbitraries.ts';

const width = fc.integer({ min: 6, max: 120 });

describe('measuring', () => {
  it('counts digits 1, Chinese 2, combining marks 0, emoji 2', () => {
    expect([textUnits('2026'), textUnits('评审'), textUnits('\u0301'), textUnits('👍')]).toEqual([
      4, 4, 0, 2,
    ]);
  });

  it('wraps Chinese anywhere and Latin between words', () => {
    expect(wrapText('评审意见汇总', 8)).toEqual(['评审意', '见汇总']);
    expect(wrapText('评审意见）。汇总', 10)).toEqual(['评审意', '见）。汇', '总']);
    expect(wrapText('signed review workbook', 16)).toEqual(['signed review ', 'workbook']);
    expect(wrapText('a\nb', 40)).toEqual(['a\n', 'b']);
  });

  it('loses nothing, whatever the text and the width', () => {
    fc.assert(
      fc.property(hostileText, width, (text, columns) => {
        expect(wrapText(text, columns).join('')).toBe(text);
      }),
    );
  });

  it('never cuts a character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), width, (text, columns) => {
        expect(wrapText(text, columns).every((each) => each.isWellFormed())).toBe(true);
      }),
    );
  });

  it('fits every line and every piece, since what does not fit is not printed', () => {
    fc.assert(
      fc.property(hostileText, width, (text, columns) => {
        for (const each of wrapText(text, columns)) {
          expect(textUnits(each.replace(/[ \n]+$/, ''))).toBeLessThanOrEqual(columns);
        }
        for (const { lines } of piecesOf(text, columns)) {
          expect(lines).toBeLessThanOrEqual(MOST_LINES);
        }
      }),
    );
  });

  it('gives no row more than the 409 points that Excel allows', () => {
    expect(heightOf(1_000)).toBeLessThan(409);
    expect(heightOf(2)).toBeGreaterThan(heightOf(1));
  });
});
