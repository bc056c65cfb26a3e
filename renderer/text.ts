import i18next from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import en from '../assets/locales/en.json';
import zh from '../assets/locales/zh-CN.json';
import type { Applicant } from '../shared/domain/application.ts';
import type { LocalText } from '../shared/domain/catalogue/criterion.ts';
import type { Locale } from '../shared/exchange.ts';

/** The words of the app in one language, and how that language writes dates and numbers. */
export interface Text {
  readonly locale: Locale;
  /** The text under a key of `assets/locales`. */
  readonly t: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** The reader's half of a two-language text of the catalogue or the scheme. */
  readonly local: (text: LocalText) => string;
  /** `2026-11-23` → `2026年11月23日`, in the time zone of this computer. */
  readonly date: (iso: string) => string;
  /** Date with hours and minutes. */
  readonly dateTime: (iso: string) => string;
  /** Hours and minutes of today, `14:03`. */
  readonly time: (iso: string) => string;
  /** To the second, for logs: `2026/11/23 14:03:07`, `Nov 23, 2026, 14:03:07`. */
  readonly moment: (iso: string) => string;
  readonly number: (value: number) => string;
  /** An applicant as a reader of this language knows it; by its own name where it has no other. */
  readonly name: (applicant: Pick<Applicant, 'name' | 'nameEn'>) => string;
  /** A total in hundredths of a point: 6250 → `62.50`; both decimals always, so that a column lines up. */
  readonly total: (hundredths: number) => string;
  /** A step of a calculation, with two to six decimals. */
  readonly exact: (value: number) => string;
  /** Hundredths of a point as points: 6250 → `62.5`, 8125 → `81.25`; one decimal at least, two at most. */
  readonly points: (hundredths: number) => string;
  /** Bytes as KB or MB, decimal. */
  readonly size: (bytes: number) => string;
}

/** Starts the texts; must be done before the first screen. */
export async function startText(locale: Locale): Promise<void> {
  const options = {
    lng: locale,
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  };
  await i18next.use(initReactI18next).init(options);
  document.documentElement.lang = locale;
}

/** Changes the language of everything on screen. */
export async function changeLocale(locale: Locale): Promise<void> {
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

/** The words for a component; it is drawn anew when the language changes. */
export function useText(): Text {
  const { i18n } = useTranslation();
  const locale: Locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  return useMemo(() => textIn(locale), [locale]);
}

const pinyin = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });

/** Orders names as a Chinese reader looks them up, by pinyin; names in other scripts come as their letters do. */
export function compareNames(a: string, b: string): number {
  return pinyin.compare(a, b);
}

/** The words in one language, for code outside components. */
export function textIn(locale: Locale): Text {
  const t = i18next.getFixedT(locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  const both = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const second = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  const plain = new Intl.NumberFormat(locale);
  const decimals = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 2,
  });
  const twoDecimals = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const sixDecimals = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 6,
  });
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    locale,
    t: (key, values) => t(key, { ...values }),
    local: (text) => (locale === 'en' ? text.en : text.zh),
    date: (iso) => day.format(new Date(iso)),
    dateTime: (iso) => both.format(new Date(iso)),
    time: (iso) => clock.format(new Date(iso)),
    moment: (iso) => second.format(new Date(iso)),
    number: (value) => plain.format(value),
    name: ({ name, nameEn }) => (locale === 'en' ? (nameEn ?? name) : name),
    total: (hundredths) => twoDecimals.format(hundredths / 100),
    exact: (value) => sixDecimals.format(value),
    points: (hundredths) => decimals.format(hundredths / 100),
    size: (bytes) =>
      bytes < 1_000_000
        ? `${oneDecimal.format(bytes / 1_000)} KB`
        : `${oneDecimal.format(bytes / 1_000_000)} MB`,
  };
}
