import { spellHidden } from '../../../shared/hidden-text.ts';

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
const CONTROLS = /[^\P{Cc}\n]|[\uFFFE\uFFFF]/gu;
/** Anything that one of the rules below could change, and some more (surrogates, joiners): by code units, which is searched fastest. */
const UNCLEAN =
  /[^\n -~\xA0-\u061B\u061D-\u200A\u2010-\u2027\u202F-\u205F\u206A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/;
const FORMULA = /^[\s'"]*[=+\-@\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20]/;

/**
 * The text as a cell shows it: line ends are LF, tabs are spaces, what XML or paper cannot carry is U+FFFD, and invisible
 * characters that could deceive are spelled out as `[U+202E]`. The payload keeps the text as it was written.
 */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  const plain = text
    .toWellFormed()
    .replace(LINE_ENDS, '\n')
    .replaceAll('\t', '    ')
    .replace(CONTROLS, '\uFFFD');
  return spellHidden(plain);
}

/**
 * Puts an apostrophe before text that a spreadsheet program would take for a formula when it reads it back from CSV: text
 * that begins with = + - @ or one of their full-width or small forms, also behind spaces or quotes.
 */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/**
 * Escapes what readers of OOXML take for a character code (`_x0041_`, ECMA-376-1, 22.9.2.19), so that a cell shows the
 * characters that are in the text.
 */
export function escapeCharacterCodes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}
