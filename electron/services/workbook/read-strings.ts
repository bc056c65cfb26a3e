import { differs } from './difference.ts';
import { type ElementRule, readMarkup, type Vocabulary } from './markup.ts';

/** ECMA-376: the longest text of a cell. */
const LONGEST_TEXT = 32_767;

const SHARED_STRINGS: Vocabulary = new Map<string, ElementRule>(
  Object.entries({
    sst: { parents: [''], attributes: ['count', 'uniqueCount'] },
    si: { parents: ['sst'], attributes: [] },
    t: { parents: ['si'], attributes: ['xml:space'], text: LONGEST_TEXT },
  }),
);

/** A string as our writer puts it; with anything to decode it is read with care. */
const PLAIN = /<si><t(?: xml:space="preserve")?>([^<>&\r]*)<\/t><\/si>/y;
/** Twenty times those of 50,000 rows: what a file makes us read is bounded. */
const MOST_STRINGS = 300_000;

/**
 * The shared strings by index, as written: plain runs only, character codes not decoded. Each is one text: of two,
 * programs show the first, the last or both.
 */
export function readStrings(bytes: Uint8Array | undefined): readonly string[] {
  const strings: string[] = [];
  if (bytes === undefined) return strings;
  let current: string | null = null;
  const add = (text: string) => {
    if (text.length > LONGEST_TEXT) differs('', '', `text of ${text.length} characters`);
    if (strings.push(text) > MOST_STRINGS) differs('', '', `more than ${MOST_STRINGS} strings`);
  };
  readMarkup(bytes, '', SHARED_STRINGS, {
    shortcut: { parent: 'sst', pattern: PLAIN, take: ([, text = '']) => add(text) },
    open: (name) => {
      if (name === 'si') current = null;
    },
    close: (name, text) => {
      if (name === 't' && current !== null)
        differs('', '', `two texts in string ${strings.length}`);
      if (name === 't') current = text;
      if (name === 'si') add(current ?? '');
    },
  });
  return strings;
}
