import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAll, foldText, quotable, unify } from '../../../../renderer/viewers/fold-text.ts';

/** As Chromium writes 长期联系民间人士 into a PDF. */
const lookalike = '\u2ed3期联系\u2ea0间\u2f08\u2f20';

describe('text is folded', () => {
  it.each([
    [lookalike, '长期联系民间人士'],
    ['\u2f6c\u2f69', '目白'],
    ['ＡＢＣ１２３', 'abc123'],
    ['ﬁnance', 'finance'],
    ['一 二\n三\u200b四', '一二三四'],
    ['三[U+200B]四[U+20]', '三四[u+20]'],
    ['\u2e9f\u2ef3', '母龟'],
  ])('%j to %j', (text, folded) => {
    expect(foldText(text).text).toBe(folded);
  });

  it('so that no radical of the two blocks that Unicode gives an ideograph for is left', () => {
    const blocks = Array.from({ length: 0x2fd5 - 0x2e80 + 1 }, (_, index) => 0x2e80 + index)
      .filter((point) => /\p{Assigned}/u.test(String.fromCodePoint(point)))
      .map((point) => String.fromCodePoint(point));
    const left = blocks.filter((radical) => unify(radical) === radical);
    expect(left.map((radical) => radical.codePointAt(0)!.toString(16))).toEqual(['2e80']);
  });

  it('and every folded unit knows the place in the original that it came from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const { text: folded, at } = foldText(text);
        expect(at).toHaveLength(folded.length);
        for (const [unit, place] of at.entries()) {
          const character = String.fromCodePoint(text.codePointAt(place)!);
          expect(foldText(character).text).toContain(folded[unit]);
        }
      }),
    );
  });
});

describe('words are found', () => {
  const places = (text: string, query: string) =>
    findAll(foldText(text), query).map(({ start, end }) => text.slice(start, end));

  it('across the characters a PDF writes them with', () => {
    expect(places(`共${lookalike}。`, '民间人士')).toEqual(['\u2ea0间\u2f08\u2f20']);
  });

  it('whatever the case, the width and the breaks between', () => {
    expect(places('R&D Coop-\neration, ｒ＆ｄ', 'r&d')).toEqual(['R&D', 'ｒ＆ｄ']);
    expect(places('海外\n科技 人才', '科技人才')).toEqual(['科技 人才']);
  });

  it('each once, the next after the end of the one before', () => {
    expect(places('aaaa', 'aa')).toEqual(['aa', 'aa']);
  });

  it('never for a query of nothing but white space', () => {
    expect(places('a b', ' \n')).toEqual([]);
  });

  it('whole where they end with a character of two units', () => {
    expect(places('甲𠮷乙', '甲𠮷')).toEqual(['甲𠮷']);
  });

  it('wherever a text holds them', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(word, word, word, (before, wanted, after) => {
        const query = foldText(wanted).text;
        fc.pre(query !== '');
        const found = findAll(foldText(before + wanted + after), wanted);
        expect(found.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a quotation', () => {
  it('is written in the characters that are meant, with its punctuation as it stands', () => {
    expect(quotable(`${lookalike}，共 25 ⼈（见附表）。`)).toBe(
      '长期联系民间人士，共 25 人（见附表）。',
    );
  });

  it('is one line: breaks inside Chinese vanish, others become a space', () => {
    expect(quotable('长期联系服\n务海外人才 25\n人。')).toBe('长期联系服务海外人才 25 人。');
    expect(quotable('  overseas\ntalents  served ')).toBe('overseas talents served');
  });

  it('is cut with an ellipsis, never in the middle of a character', () => {
    expect(quotable('𠮷𠮷𠮷𠮷', 3)).toBe('𠮷𠮷…');
  });
});
