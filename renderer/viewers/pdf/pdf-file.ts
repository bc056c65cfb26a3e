import type { PDFDocumentProxy } from 'pdfjs-dist';
import { HitPainter } from '../paged/hit-painter.ts';
import type { OutlineEntry, PagedFile } from '../paged/paged-file.ts';
import { drawPage } from './draw-page.ts';
import type { OpenedPdf } from './open-pdf.ts';
import type { PageTexts } from './page-text.ts';

/** A PDF as a document in pages. */
export interface PdfFile extends PagedFile {
  readonly texts: PageTexts;
}

export function pdfFile({ document, first, texts }: OpenedPdf): PdfFile {
  return {
    pages: document.numPages,
    first,
    texts,
    painter: new HitPainter(),
    heightOf: async (number, item) => {
      const { items } = await texts.of(number);
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: 1 });
      const [x, y] = [4, 5].map((place) => Number(items[item]?.transform[place] ?? 0));
      const [, top] = viewport.convertToViewportPoint(x ?? 0, y ?? 0);
      return (top ?? 0) / viewport.height;
    },
    outline: () => readOutline(document),
    thumbnail: async (number, width) => {
      const page = await document.getPage(number);
      const drawing = drawPage(page, width / page.getViewport({ scale: 1 }).width);
      await drawing.done.finally(() => page.cleanup());
      return drawing.canvas;
    },
  };
}

type Outline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;

const mostEntries = 2_000;
const mostDepth = 8;

/** The outline with the page of each entry. Entries may lead elsewhere (to an address, a script): those lead nowhere. */
async function readOutline(document: PDFDocumentProxy): Promise<readonly OutlineEntry[]> {
  const found: OutlineEntry[] = [];
  const take = async (entries: Outline, depth: number): Promise<void> => {
    for (const { title, dest, items } of entries ?? []) {
      if (found.length >= mostEntries) return;
      found.push({ title, depth, page: await pageOf(document, dest) });
      if (depth < mostDepth) await take(items, depth + 1);
    }
  };
  await take(await document.getOutline(), 0);
  return found;
}

async function pageOf(
  document: PDFDocumentProxy,
  goal: string | readonly unknown[] | null,
): Promise<number | null> {
  try {
    const place = typeof goal === 'string' ? await document.getDestination(goal) : goal;
    const page: unknown = place?.[0];
    if (typeof page === 'number') return page < document.numPages ? page + 1 : null;
    if (typeof page !== 'object' || page === null) return null;
    return (await document.getPageIndex(page as { num: number; gen: number })) + 1;
  } catch {
    return null;
  }
}
