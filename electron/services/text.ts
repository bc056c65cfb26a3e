import { createInstance } from 'i18next';
import en from '../../assets/locales/en.json' with { type: 'json' };
import zh from '../../assets/locales/zh-CN.json' with { type: 'json' };
import type { LocalText } from '../../shared/domain/catalogue/criterion.ts';
import type { Locale } from '../../shared/exchange.ts';

/** The words of one language, for everything the privileged side writes or prints. */
export interface Text {
  /** The text under a key of `assets/locales`; the key itself where there is none. Values are put in as they are. */
  (key: string, values?: Readonly<Record<string, string | number>>): string;
  readonly locale: Locale;
  /** Whether there is a text under this key. */
  readonly has: (key: string) => boolean;
  /** This language's half of a text of the catalogue or the scheme. */
  readonly local: (text: LocalText) => string;
}

const texts = new Map<Locale, Text>();

/** The texts of a language; made once and kept. Both languages have the same keys, so there is no fallback. */
export function textFor(locale: Locale): Text {
  const known = texts.get(locale);
  if (known !== undefined) return known;
  const text = load(locale);
  texts.set(locale, text);
  return text;
}

function load(locale: Locale): Text {
  const instance = createInstance();
  void instance.init({
    lng: locale,
    fallbackLng: false,
    initAsync: false,
    resources: { [locale]: { translation: locale === 'en' ? en : zh } },
    // Values come from applicants and experts: not escaped (no HTML here) and never read as templates themselves.
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  // A large workbook asks for the same few hundred texts half a million times.
  const plain = new Map<string, string>();
  const templates = new Map<string, Template | null>();
  const say = (key: string, values?: Readonly<Record<string, string | number>>) => {
    if (values !== undefined) {
      const known = templates.get(key);
      const template =
        known === undefined ? templateOf(instance.getResource(locale, 'translation', key)) : known;
      templates.set(key, template);
      return filled(template, values) ?? String(instance.t(key, { ...values }));
    }
    const text = plain.get(key) ?? String(instance.t(key));
    plain.set(key, text);
    return text;
  };
  const has = (key: string) => instance.exists(key);
  return Object.assign(say, {
    locale,
    has,
    local: (text: LocalText) => (locale === 'en' ? text.en : text.zh),
  });
}

/** A text between whose pieces the named values stand. */
interface Template {
  readonly pieces: readonly string[];
  readonly names: readonly string[];
}

/** A text that only has values put in; `null` for one that i18next does more with, or that is none. */
function templateOf(text: unknown): Template | null {
  if (typeof text !== 'string' || text.includes('$t(')) return null;
  const parts = text.split(/\{\{(\w+)\}\}/);
  if (parts.some((part) => part.includes('{{'))) return null;
  return {
    pieces: parts.filter((_, place) => place % 2 === 0),
    names: parts.filter((_, place) => place % 2 === 1),
  };
}

/** The text with its values, `null` where one is missing or decides on a plural: that is i18next's business. */
function filled(
  template: Template | null,
  values: Readonly<Record<string, string | number>>,
): string | null {
  if (template === null || values.count !== undefined) return null;
  let text = template.pieces[0] ?? '';
  for (const [place, name] of template.names.entries()) {
    if (!Object.hasOwn(values, name)) return null;
    text += `${values[name]}${template.pieces[place + 1] ?? ''}`;
  }
  return text;
}
