import { describe, expect, it } from 'vitest';
import { decodeText, piecesOf } from '../../../../../renderer/viewers/text/decode-text.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('a text is decoded', () => {
  it.each([
    ['UTF-8', 'e6b5b7e699ba', '海智'],
    ['UTF-8', 'efbbbfe6b5b7', '海'],
    ['UTF-16', 'fffe776d7a66', '海智'],
    ['UTF-16', 'feff6d77667a', '海智'],
    ['GB18030', 'baa3d6c7', '海智'],
    ['GB18030', 'baa38139ee39', '海㐀'],
  ])('as %s from %s', (encoding, hex, text) => {
    expect(decodeText(bytes(hex), false)).toEqual({ encoding, text });
  });

  it('as UTF-8 where the last character is cut off with the rest of the file', () => {
    expect(decodeText(bytes('e6b5b7e699'), true)).toEqual({ encoding: 'UTF-8', text: '海' });
  });
});

describe('pieces of a text', () => {
  it('hold so many lines each and know their first', () => {
    expect(piecesOf('a\r\nb\rc\nd\ne', 2)).toEqual([
      { line: 1, text: 'a\nb' },
      { line: 3, text: 'c\nd' },
      { line: 5, text: 'e' },
    ]);
  });
});
