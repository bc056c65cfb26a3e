/**
 * How much room a text takes, in units of one digit of the body font: 1 for Latin, 2 for Chinese and full-width
 * characters, 0 for combining marks. Good to a few percent: rows are given a little more than that.
 */
export function textUnits(text: string): number {
  let units = 0;
  for (let at = 0; at < text.length; at += 1) units += unitsOf(text.charCodeAt(at));
  return units;
}

/** Small Latin letters are narrower than digits in proportional fonts. */
const SMALL_LETTER = 0.9;

/** Per UTF-16 unit; a surrogate pair (emoji, rare Chinese) takes 2 in all. */
function unitsOf(code: number): number {
  if (code > 0x60 && code < 0x7b) return SMALL_LETTER;
  if (code < 0x300) return 1;
  if (code < 0x370) return 0;
  if (code < 0x1100) return 1;
  if (code >= 0xd800 && code <= 0xdfff) return 1;
  // General punctuation such as “ ” … — is drawn full width by Chinese fonts.
  return 2;
}

/** Units that a cell keeps free at its sides, indent included. */
const PADDING = 2;

/**
 * Breaks a text into the lines that a column of `width` units shows. Joined without anything between them the lines are
 * the text: line ends stay at the end of their line.
 */
export function wrapText(text: string, width: number): readonly string[] {
  const room = Math.max(2, width - PADDING);
  if (!text.includes('\n')) return wrapParagraph(text, room);
  return text.split(/(?<=\n)/).flatMap((paragraph) => wrapParagraph(paragraph, room));
}

function wrapParagraph(paragraph: string, room: number): readonly string[] {
  // No character takes more than two units.
  if (paragraph.length * 2 <= room || textUnits(paragraph) <= room) return [paragraph];
  const lines: string[] = [];
  let start = 0;
  while (start < paragraph.length) {
    const end = lineEnd(paragraph, start, room);
    lines.push(paragraph.slice(start, end));
    start = end;
  }
  return lines;
}

/** Breaks behind a space where the line would end inside a Latin word, else anywhere but inside a character. */
function lineEnd(text: string, start: number, room: number): number {
  let used = 0;
  let at = start;
  while (at < text.length) {
    const units = unitsOf(text.charCodeAt(at));
    if (used + units > room && text[at] !== '\n' && text[at] !== ' ') break;
    used += units;
    at += 1;
  }
  if (at >= text.length) return at;
  if (isLow(text.charCodeAt(at))) at -= 1;
  const space = text.lastIndexOf(' ', at - 1);
  const insideWord = isWord(text.charCodeAt(at)) && isWord(text.charCodeAt(at - 1));
  if (insideWord && space > start) return space + 1;
  return Math.max(beforeClosing(text, at, start), start + 1);
}

/** No line begins with a mark that ends what was before it: the character before goes down with it. */
function beforeClosing(text: string, end: number, start: number): number {
  let at = end;
  while (at > start + 1 && CLOSING.includes(text.charAt(at))) at -= 1;
  if (isLow(text.charCodeAt(at))) at -= 1;
  return at > start ? at : end;
}

const CLOSING = '。，、；：？！）》」』】”’…';

const isWord = (code: number): boolean => code > 0x20 && code < 0x1100;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** Points that one line of body text takes. */
const LINE_HEIGHT = 15.5;
/** The most lines that one row may have: Excel's rows end at 409 points, and what is beyond is not printed. */
export const MOST_LINES = 25;

/** Height in points of a row of body text with this many lines. */
export function heightOf(lines: number): number {
  return Math.min(Math.max(lines, 1), MOST_LINES) * LINE_HEIGHT + 5;
}

/** Cuts a text into pieces of at most `most` lines, that each fit a cell of one row. A text that fits is one piece. */
export function piecesOf(
  text: string,
  width: number,
  most = MOST_LINES,
): readonly { text: string; lines: number }[] {
  const lines = wrapText(text, width);
  if (lines.length <= most) {
    return [{ text: text.endsWith('\n') ? text.replace(/\n+$/, '') : text, lines: lines.length }];
  }
  const pieces: { text: string; lines: number }[] = [];
  for (let at = 0; at < lines.length; at += most) {
    const part = lines.slice(at, at + most);
    pieces.push({ text: part.join('').replace(/\n+$/, ''), lines: part.length });
  }
  return pieces;
}
