import { differs } from './difference.ts';
import { readMarkup, type Vocabulary } from './markup.ts';

const SHARED_STRINGS: Vocabulary = {
  sst: { parents: [''], attributes: ['count', 'uniqueCount'] },
  si: { parents: ['sst'], attributes: [] },
  t: { parents: ['si'], attributes: ['xml:space'], text: true },
};

/**
 * The shared strings by index, as written: plain runs only, character codes not decoded. Each is one text: of two,
 * programs show the first, the last or both.
 */
export function readStrings(bytes: Uint8Array | undefined): readonly string[] {
  const strings: string[] = [];
  if (bytes === undefined) return strings;
  let current: string | null = null;
  readMarkup(bytes, '', SHARED_STRINGS, {
    open: (name) => {
      if (name === 'si') current = null;
    },
    close: (name, text) => {
      if (name === 't' && current !== null)
        differs('', '', `two texts in string ${strings.length}`);
      if (name === 't') current = text;
      if (name === 'si') strings.push(current ?? '');
    },
  });
  return strings;
}
