/** No characters, which no text of ours has. */
const UNUSUAL = /[\uFFFE\uFFFF]/;
/** The escapes of RFC 8785: two letters, or six for controls that have no letter of their own. */
const ESCAPE = /\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))/y;

/**
 * Whether this text is the canonical JSON (RFC 8785) of the value that was parsed from it, nested no deeper than `depth`.
 * Nothing is written again: members stand in order, every escape is the one that has to be there, every number is written as
 * ECMAScript writes it, and then any other text of the same value is longer, by a blank, a repeated member or an escape.
 */
export function isCanonical(value: unknown, text: string, depth: number): boolean {
  if (UNUSUAL.test(text)) return false;
  const escapes = lengthOfEscapes(text);
  if (escapes < 0 || lengthOf(value, depth) + escapes !== text.length) return false;
  return numbersIn(text).every((number) => String(Number(number)) === number);
}

/** Characters that escapes take beyond the characters that they stand for; -1 where one is not in its only form. */
function lengthOfEscapes(text: string): number {
  let length = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', ESCAPE.lastIndex)) {
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) return -1;
    length += ESCAPE.lastIndex - at - 1;
  }
  return length;
}

const NUMBER = /[-\d][^,\]}\s]*/g;

const LENGTHS: ReadonlyMap<unknown, number> = new Map([
  [null, 4],
  [true, 4],
  [false, 5],
] as const);

/** The numbers of a text that parses, as they stand there. */
function numbersIn(text: string): readonly string[] {
  const found: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    // Between two strings stands one sign at least; a number takes another one.
    if (end - at > 1) found.push(...(text.slice(at, end).match(NUMBER) ?? []));
    at = quote < 0 ? text.length : endOfString(text, quote);
  }
  return found;
}

/** Behind the string that begins at `quote`. */
function endOfString(text: string, quote: number): number {
  let close = text.indexOf('"', quote + 1);
  while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close < 0 ? text.length : close + 1;
}

function isEscaped(text: string, place: number): boolean {
  let before = place;
  while (text[before - 1] === '\\') before -= 1;
  return (place - before) % 2 === 1;
}

/** Characters of the shortest text of a value, not counting escapes; negative beyond all bounds where it has none. */
function lengthOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'number') return String(value).length;
  if (typeof value !== 'object' || value === null)
    return LENGTHS.get(value) ?? Number.NEGATIVE_INFINITY;
  if (depth === 0) return Number.NEGATIVE_INFINITY;
  if (!Array.isArray(value)) return lengthOfMembers(value as Members, depth);
  let length = value.length === 0 ? 2 : value.length + 1;
  for (const each of value) length += lengthOf(each, depth - 1);
  return length;
}

type Members = Readonly<Record<string, unknown>>;

function lengthOfMembers(value: Members, depth: number): number {
  let length = 2;
  let last: string | null = null;
  for (const key of Object.keys(value)) {
    if (last !== null && key <= last) return Number.NEGATIVE_INFINITY;
    length += key.length + 3 + (last === null ? 0 : 1) + lengthOf(value[key], depth - 1);
    last = key;
  }
  return length;
}
