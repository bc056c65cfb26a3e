import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanText,
  escapeCharacterCodes,
  guardFormula,
} from '../../../../../electron/services/workbook/cell-text.ts';
import { hostileText } from './payload-arbitraries.ts';

describe('the text of a cell', () => {
  it.each([
    ['a\r\nb\rc', 'a\nb\nc'],
    ['a\u2028b\u0085c', 'a\nb\nc'],
    ['\tx', '    x'],
    ['a\u0000\u001F\u007F\u009Fb', 'a\uFFFD\uFFFD\uFFFD\uFFFDb'],
    ['\uFFFE\uFFFF', '\uFFFD\uFFFD'],
    ['\uD800x', '\uFFFDx'],
    ['invoice\u202Egnp.exe', 'invoice[U+202E]gnp.exe'],
    ['zero\u200Bwidth\uFEFF', 'zero[U+200B]width[U+FEFF]'],
    ['评审 👩‍🔬 ok', '评审 👩‍🔬 ok'],
  ])('of %j is %j', (text, shown) => {
    expect(cleanText(text)).toBe(shown);
  });

  it('is clean once and for all, and XML can carry it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).not.toMatch(/[^\P{Cc}\n]|[\uFFFE\uFFFF]|\p{Cs}/u);
      }),
    );
  });
});

describe('text that looks like a formula', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@x',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '﹦1',
    ' =1',
    '\n=1',
    '"=1',
    "'=1",
  ])('is guarded: %j', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
  });

  it.each(['1+1', 'a=b', '（=）', '', '—', '·=1', '0'])('is left alone otherwise: %j', (text) => {
    expect(guardFormula(text)).toBe(text);
  });

  it('never begins with what a spreadsheet program evaluates', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(guardFormula(cleanText(text)).trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
      }),
    );
  });
});

describe('character codes', () => {
  it.each([
    ['_x0041_', '_x005F_x0041_'],
    ['_x000d_', '_x005F_x000d_'],
    ['_x005F_x0041_', '_x005F_x005F_x005F_x0041_'],
    ['_x41_', '_x41_'],
    ['a_b', 'a_b'],
  ])('of %j are escaped: %j', (text, escaped) => {
    expect(escapeCharacterCodes(text)).toBe(escaped);
  });

  it('are what the standard decodes to the text again', () => {
    const codes = fc.array(fc.constantFrom('_', 'x', '0041', '005F', 'x0041_', '_x005F_', 'a'));
    fc.assert(
      fc.property(codes, (pieces) => {
        const text = pieces.join('');
        const decoded = escapeCharacterCodes(text).replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) =>
          String.fromCharCode(Number.parseInt(code, 16)),
        );
        expect(decoded).toBe(text);
      }),
    );
  });
});
