import { describe, expect, it } from 'vitest';
import { textFor } from '../../../../electron/services/text.ts';

describe('texts', () => {
  it('are those of the language', () => {
    expect(textFor('zh-CN')('workbook.result.title')).toBe('专家评审结果');
    expect(textFor('en')('workbook.result.title')).toBe('Expert Review Result');
    expect(textFor('en')).toBe(textFor('en'));
  });

  it('take values as they are: no markup, no templates, no references', () => {
    const document = '<b>{{page}}</b> $t(workbook.programme) &amp;';
    expect(textFor('en')('workbook.criteria.citation', { document, page: 3 })).toBe(
      `${document}, p. 3`,
    );
  });

  it('say which keys they have, and show a key that they lack', () => {
    const text = textFor('zh-CN');
    expect([text.has('workbook.event.check.found'), text.has('workbook.event.no.such')]).toEqual([
      true,
      false,
    ]);
    expect(text('no.such.key')).toBe('no.such.key');
  });

  it('give the half of a two-language text', () => {
    const both = { zh: '条件', en: 'criterion' };
    expect([textFor('zh-CN').local(both), textFor('en').local(both)]).toEqual([
      '条件',
      'criterion',
    ]);
  });
});
