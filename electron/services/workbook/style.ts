import type { Style } from 'exceljs';
import type { Locale } from '../../../shared/exchange.ts';

/** How a cell looks. Colours are RGB; `grid` has thin borders on all sides; `indent` keeps text off the border. */
interface Look {
  readonly size?: number;
  readonly bold?: true;
  readonly face?: 'heading' | 'mono';
  readonly color?: string;
  readonly fill?: string;
  readonly border?: 'grid' | 'below';
  readonly align?: 'left' | 'center' | 'right';
  readonly top?: true;
  readonly indent?: true;
  readonly format?: NumberFormat;
}

/** The only number formats of our workbooks: a format can hide or change what a cell says. */
type NumberFormat = 'General' | '0' | '0.00' | '0.0000';

const NAVY = '1F3864';
/** The colour of plain text, RGB. */
export const INK = '262626';
const GREY = '595959';
const PALE = 'F2F5FA';
const BAND = 'DCE4F0';
const RULE = 'A6B1C2';

const looks = {
  brand: { size: 11, color: GREY, align: 'center', face: 'heading' },
  title: { size: 22, bold: true, color: NAVY, align: 'center', face: 'heading' },
  subtitle: { size: 12, color: INK, align: 'center' },
  rule: { border: 'below' },
  heading: { size: 14, bold: true, color: NAVY, face: 'heading' },
  caption: { color: GREY },
  band: {
    size: 11,
    bold: true,
    color: NAVY,
    fill: BAND,
    border: 'grid',
    face: 'heading',
    indent: true,
  },
  label: { color: NAVY, fill: PALE, border: 'grid', indent: true },
  value: { border: 'grid', indent: true },
  strong: { bold: true, border: 'grid', indent: true },
  figure: { bold: true, border: 'grid', align: 'left', format: '0', indent: true },
  mono: { size: 8.5, face: 'mono', border: 'grid', indent: true },
  note: { color: INK },
  sign: { size: 11 },
  header: { bold: true, color: NAVY, fill: BAND, border: 'grid', align: 'center', face: 'heading' },
  text: { border: 'grid', top: true, indent: true },
  middle: { border: 'grid', align: 'center', top: true },
  count: { border: 'grid', align: 'center', top: true, format: '0' },
  points: { border: 'grid', align: 'center', top: true, format: '0.00' },
  total: { bold: true, border: 'grid', align: 'center', top: true, format: '0.00' },
  coefficient: { border: 'grid', align: 'left', format: '0.0000', indent: true },
  approve: { bold: true, color: '1E6B3A', border: 'grid', align: 'center', top: true },
  defer: { bold: true, color: '8A5A00', border: 'grid', align: 'center', top: true },
  reject: { bold: true, color: 'A61C1C', border: 'grid', align: 'center', top: true },
  faint: { color: GREY, border: 'grid', align: 'center', top: true },
} as const satisfies Readonly<Record<string, Look>>;

export type StyleName = keyof typeof looks;

/** Points of the body font; also what the units of column widths are measured by. */
export const BODY_SIZE = 10.5;

/** The font of a language and use: one that Excel and WPS bring along; LibreOffice has substitutes for each. */
export function fontName(locale: Locale, face: 'body' | 'heading' | 'mono' = 'body'): string {
  if (face === 'mono') return 'Courier New';
  if (locale === 'en') return 'Arial';
  return face === 'heading' ? 'SimHei' : 'SimSun';
}

/** Heights are measured for Chinese lines; Latin lines need less. */
export function heightScale(locale: Locale): number {
  return locale === 'en' ? 0.88 : 1;
}

/** The styles of a language by name, each one object: exceljs recognises a style it has seen by identity. */
export function stylesFor(locale: Locale): Readonly<Record<StyleName, Partial<Style>>> {
  const entries = Object.entries(looks).map(([name, look]) => [name, excelStyle(look, locale)]);
  return Object.fromEntries(entries) as Readonly<Record<StyleName, Partial<Style>>>;
}

function excelStyle(look: Look, locale: Locale): Partial<Style> {
  return {
    numFmt: look.format ?? 'General',
    font: {
      name: fontName(locale, look.face),
      size: look.size ?? BODY_SIZE,
      bold: look.bold ?? false,
      color: { argb: `FF${look.color ?? INK}` },
    },
    alignment: {
      horizontal: look.align ?? 'left',
      vertical: look.top ? 'top' : 'middle',
      wrapText: true,
      ...(look.indent ? { indent: 1 } : {}),
    },
    ...(look.fill
      ? { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${look.fill}` } } }
      : {}),
    ...(look.border ? { border: borders(look.border) } : {}),
  };
}

function borders(kind: 'grid' | 'below'): Style['border'] {
  const thin = { style: 'thin', color: { argb: `FF${RULE}` } } as const;
  if (kind === 'grid')
    return { top: thin, left: thin, bottom: thin, right: thin } as Style['border'];
  return { bottom: { style: 'medium', color: { argb: `FF${NAVY}` } } } as Style['border'];
}
