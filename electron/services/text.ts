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
  const say = (key: string, values?: Readonly<Record<string, string | number>>) => {
    if (values !== undefined) return String(instance.t(key, { ...values }));
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
