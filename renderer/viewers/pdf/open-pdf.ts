import {
  GlobalWorkerOptions,
  getDocument,
  InvalidPDFException,
  PasswordException,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  PDFWorker,
  VerbosityLevel,
} from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { type EvidenceSource, ViewerError } from '../evidence.ts';
import type { PageSize } from '../paged/page-layout.ts';
import { within } from '../read-bytes.ts';
import { PageTexts } from './page-text.ts';
import { SourceRange } from './source-range.ts';

GlobalWorkerOptions.workerSrc = workerUrl;

/** A hostile file may keep its worker busy for ever. */
const openMs = 45_000;
/** Time for pdf.js to give back the fonts and pictures of an open document before its worker is ended. */
const endMs = 5_000;
/** Small, since a file may have its pages' entries far apart; neighbours that are wanted together are read at once. */
const rangeBytes = 16_384;
/** A file may claim millions of pages that are not there. */
const mostPages = 20_000;
/** Images with more pixels than this are left out of a page. */
const mostImagePixels = 100_000_000;
const mostCanvasBytes = 4 * 33_000_000;

export interface OpenedPdf {
  readonly document: PDFDocumentProxy;
  /** Of the first page, in points; A4 where it cannot be read. */
  readonly first: PageSize;
  readonly texts: PageTexts;
}

/**
 * Opens a PDF by ranges, in a worker of its own that lives until `left` is aborted, at whatever stage that comes. Only
 * what is looked at is read. Scripts, XFA and links stay what they are: bytes. Rejects with `ViewerError`.
 */
export async function openPdf(source: EvidenceSource, left: AbortSignal): Promise<OpenedPdf> {
  if (source.size === 0) throw new ViewerError('empty');
  const unreadable = Promise.withResolvers<never>();
  const range = new SourceRange(source, unreadable.reject);
  const worker = new PDFWorker();
  const task = getDocument({
    worker,
    range,
    rangeChunkSize: rangeBytes,
    disableStream: true,
    disableAutoFetch: true,
    ...folders(),
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: mostImagePixels,
    canvasMaxAreaInBytes: mostCanvasBytes,
    verbosity: VerbosityLevel.ERRORS,
  });
  const ended = new AbortController();
  let isOpen = false;
  const end = async () => {
    unreadable.reject(new ViewerError('unreadable'));
    range.abort();
    // It may fail or wait for ever, for bytes that do not come any more, and would leave the worker behind.
    if (isOpen) await within(endMs, task.destroy()).catch(() => undefined);
    worker.destroy();
    ended.abort();
  };
  unreadable.promise.catch(() => undefined);
  left.addEventListener('abort', () => void end(), { once: true });
  try {
    left.throwIfAborted();
    const { document, first } = await within(
      openMs,
      Promise.race([opened(task), unreadable.promise]),
    );
    isOpen = true;
    return { document, first, texts: new PageTexts(document, ended.signal) };
  } catch (error) {
    void end();
    throw error;
  }
}

function folders() {
  const at = (name: string) => new URL(`pdfjs/${name}/`, document.baseURI).href;
  return {
    cMapUrl: at('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: at('standard_fonts'),
    wasmUrl: at('wasm'),
    iccUrl: at('iccs'),
  };
}

async function opened(task: PDFDocumentLoadingTask): Promise<Omit<OpenedPdf, 'texts'>> {
  try {
    const document = await task.promise;
    if (document.numPages < 1) throw new ViewerError('empty');
    if (document.numPages > mostPages) throw new ViewerError('too-large');
    return { document, first: await firstOf(document) };
  } catch (error) {
    if (error instanceof PasswordException) throw new ViewerError('password', error);
    if (error instanceof InvalidPDFException) throw new ViewerError('damaged', error);
    throw error;
  }
}

async function firstOf(document: PDFDocumentProxy): Promise<PageSize> {
  try {
    const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
    return { width, height };
  } catch {
    return { width: 595, height: 842 };
  }
}
