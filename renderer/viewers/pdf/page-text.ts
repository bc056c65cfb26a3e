import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { joinPieces, type PieceText } from '../paged/piece-text.ts';

export type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;
export type TextItem = Extract<TextContent['items'][number], { readonly str: string }>;

/** The text of one page as pdf.js gives it, and joined. */
export interface PageText extends PieceText {
  readonly content: TextContent;
  readonly items: readonly TextItem[];
}

/** Joins the pieces of a page. */
export function pageText(content: TextContent): PageText {
  const items = content.items.filter((item): item is TextItem => 'str' in item);
  return { content, ...joinPieces(items) };
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
