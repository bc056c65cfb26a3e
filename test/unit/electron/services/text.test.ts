import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import en from '../../../../assets/locales/en.json' with { type: 'json' };
import zh from '../../../../assets/locales/zh-CN.json' with { type: 'json' };
import { textFor } from '../../../../electron/services/text.ts';

/** Every text of a locale by its key. */
function textsOf(node: object, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[path + name, value] as [string, string]]
      : textsOf(value, `${path}${name}.`),
  );
}

describe('texts', () => {
  it('are those of the language', () => {
    expect(textFor('zh-CN')('workbook.result.title')).toBe('专家评审结果');
    expect(textFor('en')('workbook.result.title')).toBe('Expert Review Result');
    expect(textFor('en')).toBe(textFor('en'));
  });

  it('say a decision in a workbook as the screens say it', () => {
    for (const locale of [zh, en]) {
      expect(locale.workbook.recommendation).toEqual(locale.domain.recommendation);
    }
  });

  it('take values as they are: no markup, no templates, no references', () => {
    const document = '<b>{{page}}</b> $t(workbook.programme) &amp;';
    expect(textFor('en')('workbook.criteria.citation', { document, page: 3 })).toBe(
      `${document}, p. 3`,
    );
  });

  it('are what i18next makes of every text, whatever the values', () => {
    for (const [locale, translation] of [
      ['zh-CN', zh],
      ['en', en],
    ] as const) {
      const instance = createInstance();
      void instance.init({
        lng: locale,
        fallbackLng: false,
        initAsync: false,
        resources: { [locale]: { translation } },
        interpolation: { escapeValue: false, skipOnVariables: true },
      });
      const text = textFor(locale);
      for (const [key, template] of textsOf(translation)) {
        const names = [...template.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
        const full = Object.fromEntries(
          names.map((name, at) => [name, at % 2 ? at : `{{${name}}} & <b> $t(x)`]),
        );
        const part = Object.fromEntries(names.slice(1).map((name) => [name, 'x']));
        for (const values of [full, part]) {
          const expected = instance.t(key, { ...values });
          expect(text(key, values), key).toBe(expected);
        }
      }
    }
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
