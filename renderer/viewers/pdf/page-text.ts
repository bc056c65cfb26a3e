import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { type FoldedText, foldText, type Stretch } from '../fold-text.ts';

export type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;
export type TextItem = Extract<TextContent['items'][number], { readonly str: string }>;

/** The text of one page: its pieces as pdf.js gives them and all of it in one string, folded for searching. */
export interface PageText {
  readonly content: TextContent;
  readonly items: readonly TextItem[];
  /** Where each item begins in the joined text. */
  readonly starts: readonly number[];
  readonly folded: FoldedText;
}

/** Joins the pieces of a page. */
export function pageText(content: TextContent): PageText {
  const items = content.items.filter((item): item is TextItem => 'str' in item);
  const starts: number[] = [];
  let joined = '';
  for (const item of items) {
    starts.push(joined.length);
    joined += item.str;
  }
  return { content, items, starts, folded: foldText(joined) };
}

/** A place between two characters of a page: the item and how far into its string. */
export interface TextPoint {
  readonly item: number;
  readonly offset: number;
}

/** The two ends of a stretch as places in items. */
export function endsOf(text: PageText, { start, end }: Stretch): readonly [TextPoint, TextPoint] {
  const first = itemAt(text, start);
  const last = itemAt(text, end - 1);
  return [
    { item: first, offset: start - text.starts[first]! },
    { item: last, offset: end - text.starts[last]! },
  ];
}

/** The last item that begins at or before a place and is not empty. */
function itemAt({ starts, items }: PageText, place: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && items[low]!.str === '') low -= 1;
  return low;
}

/** Reads the texts of a document's pages, each once. */
export class PageTexts {
  readonly #document: PDFDocumentProxy;
  readonly #texts = new Map<number, Promise<PageText>>();

  constructor(document: PDFDocumentProxy) {
    this.#document = document;
  }

  /** The text of a page (from 1); an empty one for a page that cannot be read. */
  of(number: number): Promise<PageText> {
    const known = this.#texts.get(number);
    if (known !== undefined) return known;
    const text = this.#read(number);
    this.#texts.set(number, text);
    return text;
  }

  async #read(number: number): Promise<PageText> {
    try {
      const page = await this.#document.getPage(number);
      return pageText(await page.getTextContent());
    } catch {
      return pageText({ items: [], styles: {}, lang: null });
    }
  }
}
