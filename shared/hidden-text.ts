// Bidi controls and characters without width can make a text look like another one.
const HIDDEN = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/**
 * The text with characters that are not seen, but could make it look like another text, spelled out as `[U+202E]`: bidi
 * controls, and characters without width other than the joiners that scripts and emoji need. Once spelled out a text stays
 * as it is.
 */
export function spellHidden(text: string): string {
  return text.replace(HIDDEN, (character) => `[U+${codeOf(character)}]`);
}

const codeOf = (character: string): string =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
