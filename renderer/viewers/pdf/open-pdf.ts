import {
  GlobalWorkerOptions,
  getDocument,
  InvalidPDFException,
  PasswordException,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { type EvidenceSource, ViewerError } from '../evidence.ts';
import { within } from '../read-bytes.ts';
import { PageTexts } from './page-text.ts';
import { SourceRange } from './source-range.ts';

GlobalWorkerOptions.workerSrc = workerUrl;

/** A hostile file may keep its worker busy for ever. */
const openMs = 45_000;
/** Small, since a file may have its pages' entries far apart; neighbours that are wanted together are read at once. */
const rangeBytes = 16_384;
/** A file may claim millions of pages that are not there. */
const mostPages = 20_000;
/** Images with more pixels than this are left out of a page. */
const mostImagePixels = 100_000_000;
const mostCanvasBytes = 4 * 33_000_000;

export interface OpenedPdf {
  readonly document: PDFDocumentProxy;
  readonly texts: PageTexts;
  readonly close: () => void;
}

/**
 * Opens a PDF by ranges, in a worker of its own that `close` ends. Only what is looked at is read. Scripts, XFA and
 * links stay what they are: bytes. Rejects with `ViewerError`.
 */
export async function openPdf(source: EvidenceSource): Promise<OpenedPdf> {
  if (source.size === 0) throw new ViewerError('empty');
  const unreadable = Promise.withResolvers<never>();
  const range = new SourceRange(source, unreadable.reject);
  const task = getDocument({
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
  const end = () => {
    range.abort();
    return task.destroy().catch(() => undefined);
  };
  try {
    const document = await within(openMs, Promise.race([opened(task), unreadable.promise]));
    const texts = new PageTexts(document);
    const close = () => void end().then(() => texts.end());
    return { document, texts, close };
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

async function opened(task: PDFDocumentLoadingTask): Promise<PDFDocumentProxy> {
  try {
    const document = await task.promise;
    if (document.numPages < 1) throw new ViewerError('empty');
    if (document.numPages > mostPages) throw new ViewerError('too-large');
    return document;
  } catch (error) {
    if (error instanceof PasswordException) throw new ViewerError('password', error);
    if (error instanceof InvalidPDFException) throw new ViewerError('damaged', error);
    throw error;
  }
}
