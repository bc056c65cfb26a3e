/** What canonical JSON never has, or what makes a text shorter: a number with an exponent, no characters. */
const UNUSUAL = /[:,[]-?\d+(?:\.\d+)?[eE]|[\uFFFE\uFFFF]/;
/** The escapes of RFC 8785: two letters, or six for controls that have no letter of their own. */
const ESCAPE = /\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))/y;

/**
 * Whether this text is the canonical JSON (RFC 8785) of the value that was parsed from it, nested no deeper than `depth`.
 * Nothing is written again: members stand in order, every escape is the one that has to be there, and then any other text
 * of the same value is longer, by a blank, a repeated member, an escape or a zero, but for exponents, which are refused.
 * A text may be turned down that is canonical, but has other numbers or what looks like one.
 */
export function isCanonical(value: unknown, text: string, depth: number): boolean {
  if (UNUSUAL.test(text)) return false;
  const escapes = lengthOfEscapes(text);
  return escapes >= 0 && lengthOf(value, depth) + escapes === text.length;
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

const LENGTHS: ReadonlyMap<unknown, number> = new Map([
  [null, 4],
  [true, 4],
  [false, 5],
] as const);

/** Characters of the shortest text of a value, not counting escapes; negative beyond all bounds where it has none. */
function lengthOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'number') {
    return lengthOfNumber(value);
  }
  if (typeof value !== 'object' || value === null)
    return LENGTHS.get(value) ?? Number.NEGATIVE_INFINITY;
  if (depth === 0) return Number.NEGATIVE_INFINITY;
  if (!Array.isArray(value)) return lengthOfMembers(value as Members, depth);
  let length = value.length === 0 ? 2 : value.length + 1;
  for (const each of value) length += lengthOf(each, depth - 1);
  return length;
}

/** Of larger numbers, and of fractions of more than fifteen digits, there are several texts of one length. */
function lengthOfNumber(value: number): number {
  const text = String(value);
  if (Number.isSafeInteger(value)) return text.length;
  const isShortFraction =
    !Number.isInteger(value) && /^-?\d+\.\d+$/.test(text) && text.length <= 16;
  return isShortFraction ? text.length : Number.NEGATIVE_INFINITY;
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
