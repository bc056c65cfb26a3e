import type { Border, Style } from 'exceljs';
import type { Locale } from '../../../shared/exchange.ts';
import { BODY_SIZE, fontName, INK, type StyleName, stylesFor } from './style.ts';

/**
 * What decides how a cell of a file is drawn, each part in one written form (`formOf`), so that looks are equal when all
 * their parts are. Where a style sheet keeps them, and under which number, does not count.
 */
export interface CellLook {
  readonly 'number format': string;
  readonly font: string;
  readonly fill: string;
  readonly border: string;
  readonly alignment: string;
  /** Which of them the cell's format takes from itself and not from the style it is based on. */
  readonly flags: string;
}

/** The looks of our writer for one language. */
export interface Looks {
  readonly byStyle: ReadonlyMap<StyleName, CellLook>;
  /** Of cells without a style; its font is what column widths are measured by. */
  readonly plain: CellLook;
}

const known = new Map<Locale, Looks>();

/** The looks that our writer gives cells, the same objects each time. */
export function looksOf(locale: Locale): Looks {
  const found = known.get(locale) ?? makeLooks(locale);
  known.set(locale, found);
  return found;
}

function makeLooks(locale: Locale): Looks {
  const styles = Object.entries(stylesFor(locale)) as [StyleName, Partial<Style>][];
  const plain = {
    'number format': 'General',
    font: formOf(
      'font',
      [],
      [sized(BODY_SIZE), inked(`FF${INK}`), ...named(fontName(locale), '2')],
    ),
    fill: NO_FILL,
    border: NO_BORDER,
    alignment: '',
    flags: '',
  };
  return { byStyle: new Map(styles.map(([name, style]) => [name, lookOf(style)])), plain };
}

/** An element in the form that looks are compared in: attributes by name, nothing between its children. */
export function formOf(
  name: string,
  attributes: readonly (readonly [name: string, value: string])[],
  children: readonly string[] = [],
): string {
  const sorted = attributes.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const written = sorted.map(([key, value]) => ` ${key}=${JSON.stringify(value)}`).join('');
  return `<${name}${written}>${children.join('')}</>`;
}

const of = (name: string, key: string, value: string) => formOf(name, [[key, value]]);
const sized = (points: number) => of('sz', 'val', String(points));
const inked = (argb: string) => of('color', 'rgb', argb);
const named = (name: string, family: string) => [
  of('name', 'val', name),
  of('family', 'val', family),
];
const NO_FILL = formOf('fill', [], [of('patternFill', 'patternType', 'none')]);
const SIDES = ['left', 'right', 'top', 'bottom'] as const;
const NO_BORDER = bordered(undefined);

/** How exceljs writes a style of ours. */
function lookOf({ numFmt = '', font, fill, border, alignment }: Partial<Style>): CellLook {
  const flags = [
    ...(numFmt === 'General' ? [] : ['applyNumberFormat']),
    'applyFont',
    ...(fill === undefined ? [] : ['applyFill']),
    ...(border === undefined ? [] : ['applyBorder']),
    'applyAlignment',
  ];
  return {
    'number format': numFmt,
    font: fontForm(font),
    fill: fillForm(fill),
    border: bordered(border),
    alignment: alignmentForm(alignment),
    flags: flags.toSorted().join(' '),
  };
}

function fontForm(font: Partial<Style>['font']): string {
  const { bold, color, size = 0, name = '' } = font ?? {};
  const letters = [inked(color?.argb ?? ''), sized(size), of('name', 'val', name)];
  return formOf('font', [], bold ? [formOf('b', []), ...letters] : letters);
}

function fillForm(fill: Partial<Style>['fill']): string {
  if (fill?.type !== 'pattern') return NO_FILL;
  const color = of('fgColor', 'rgb', fill.fgColor?.argb ?? '');
  return formOf('fill', [], [formOf('patternFill', [['patternType', fill.pattern]], [color])]);
}

function bordered(border: Partial<Style>['border']): string {
  const side = (name: (typeof SIDES)[number]) => sideForm(name, border?.[name]);
  return formOf('border', [], [...SIDES.map(side), formOf('diagonal', [])]);
}

function sideForm(name: string, side: Partial<Border> | undefined): string {
  if (side?.style === undefined) return formOf(name, []);
  return formOf(name, [['style', side.style]], [inked(side.color?.argb ?? '')]);
}

function alignmentForm(alignment: Partial<Style>['alignment']): string {
  const { horizontal = '', vertical, indent } = alignment ?? {};
  return formOf('alignment', [
    ['horizontal', horizontal],
    ['vertical', vertical === 'middle' ? 'center' : (vertical ?? '')],
    ['wrapText', '1'],
    ...(indent === undefined ? [] : [['indent', String(indent)] as const]),
  ]);
}
