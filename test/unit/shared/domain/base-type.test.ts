import { describe, expect, it } from 'vitest';
import { baseTypes } from '../../../../shared/domain/application.ts';
import { assessmentBasis, baseTypeFacts } from '../../../../shared/domain/base-type.ts';

describe('the types of base', () => {
  it('carry the names of Art. 5, which are the names on the plaque', () => {
    const names = baseTypes.map((type) => baseTypeFacts[type].plaqueName);
    expect(names).toEqual([
      '首都海智工作基地',
      '首都海外人才离岸创新创业基地',
      '首都海外创新创业基地',
      '首都国际研发社区',
    ]);
    expect(baseTypes.map((type) => baseTypeFacts[type].name.zh)).toEqual(names);
  });

  it('point to the article with their conditions', () => {
    const articles = baseTypes.map((type) => baseTypeFacts[type].article);
    expect(articles.map((each) => each.en)).toEqual(['Art. 7', 'Art. 8', 'Art. 9', 'Art. 10']);
    expect(articles.map((each) => each.zh)).toEqual(['第七条', '第八条', '第九条', '第十条']);
  });

  it('have each their own focus at the end of the term (Art. 16)', () => {
    const words = { work: '服务', offshore: '政策', overseas: '合作伙伴', community: '研发' };
    for (const type of baseTypes) {
      expect(baseTypeFacts[type].assessmentFocus.zh).toContain(words[type]);
      expect(baseTypeFacts[type].assessmentFocus.en).not.toBe('');
    }
    expect(assessmentBasis.zh).toMatch(/建设方案.*年度计划/);
  });
});
