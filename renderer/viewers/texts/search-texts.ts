import { type FoldedText, findAll, foldText } from '../fold-text.ts';
import { pieceBreak } from './document-text.ts';

/** The text of one document, page by page, ready to be searched. */
export interface SearchableText {
  readonly document: string;
  readonly pages: readonly FoldedText[];
}

/** A place where the words stand, with some words around them. */
export interface TextHit {
  readonly document: string;
  /** From 1. */
  readonly page: number;
  /** Which of the hits on its page it is, from 0. */
  readonly nth: number;
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

const around = 24;

export function searchable(document: string, pages: readonly string[]): SearchableText {
  return { document, pages: pages.map(foldText) };
}

/** Every place in these documents where words stand, in their order; at most `most`. None for words of white space. */
export function searchTexts(
  texts: readonly SearchableText[],
  query: string,
  most: number,
): readonly TextHit[] {
  const hits: TextHit[] = [];
  for (const { document, pages } of texts) {
    for (const [index, page] of pages.entries()) {
      for (const [nth, { start, end }] of findAll(page, query).entries()) {
        if (hits.length >= most) return hits;
        const { original } = page;
        hits.push({
          document,
          page: index + 1,
          nth,
          before: plain(original.slice(Math.max(0, start - around), start)),
          words: plain(original.slice(start, end)),
          after: plain(original.slice(end, end + around)),
        });
      }
    }
  }
  return hits;
}

function plain(text: string): string {
  return text.replaceAll(pieceBreak, ' ').replaceAll(/\s+/g, ' ');
}
