import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { joinPieces, type PieceText } from '../paged/piece-text.ts';

export type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;
type TextItem = Extract<TextContent['items'][number], { readonly str: string }>;

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

/** Reads the texts of a document's pages, each once. Who still waits when the document has `ended` is let go. */
export class PageTexts {
  readonly #document: PDFDocumentProxy;
  readonly #ended: AbortSignal;
  readonly #texts = new Map<number, Promise<PageText>>();

  constructor(document: PDFDocumentProxy, ended: AbortSignal) {
    this.#document = document;
    this.#ended = ended;
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
      return pageText(await contentOf(page, this.#ended));
    } catch {
      return pageText({ items: [], styles: {}, lang: null });
    }
  }
}

/**
 * What pdf.js gathers of a page. Its own `getTextContent` waits for ever when the worker is ended meanwhile, and the browser
 * keeps alive whatever waits for a stream.
 */
async function contentOf(page: PDFPageProxy, ended: AbortSignal): Promise<TextContent> {
  ended.throwIfAborted();
  const reader: ReadableStreamDefaultReader<TextContent> = page.streamTextContent().getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  ended.addEventListener('abort', stop, { once: true });
  const content: TextContent = { items: [], styles: {}, lang: null };
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return content;
      content.lang ??= value.lang;
      content.items.push(...value.items);
      Object.assign(content.styles, value.styles);
    }
  } finally {
    ended.removeEventListener('abort', stop);
  }
}
