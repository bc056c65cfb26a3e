import { describe, expect, it } from 'vitest';
import { searchable, searchTexts } from '../../../../../renderer/viewers/texts/search-texts.ts';

const texts = [
  searchable('form', ['第一页 没有', '服务海外⺠众\n25 人，服务 海外人才 30 人']),
  searchable('list', ['林博士\u001f海外\u001f人才']),
];

describe('searching all documents of an application', () => {
  it('finds words whatever characters they are written with, by document and page', () => {
    expect(searchTexts(texts, '海外民众', 10)).toEqual([
      {
        document: 'form',
        page: 2,
        nth: 0,
        before: '服务',
        words: '海外⺠众',
        after: ' 25 人，服务 海外人才 30 人',
      },
    ]);
    expect(
      searchTexts(texts, '海外', 10).map(({ document, page, nth }) => `${document} ${page} ${nth}`),
    ).toEqual(['form 2 0', 'form 2 1', 'list 1 0']);
  });

  it('finds nothing across two cells, nothing for white space, and no more than was asked for', () => {
    expect(searchTexts(texts, '海外人才', 10).length).toBe(1);
    expect(searchTexts(texts, '  ', 10)).toEqual([]);
    expect(searchTexts(texts, '海', 2).length).toBe(2);
  });
});
