import { type EvidenceSource, ViewerError } from '../evidence.ts';
import { HitPainter } from '../paged/hit-painter.ts';
import type { PageSize } from '../paged/page-layout.ts';
import type { OutlineEntry, PagedFile } from '../paged/paged-file.ts';
import { joinPieces, type PieceText } from '../paged/piece-text.ts';
import { readWhole, within } from '../read-bytes.ts';
import { decodePictures } from './decode-pictures.ts';
import type { DrawnPage, TextPiece } from './drawing.ts';
import type { Box } from './geometry.ts';
import type { OfdAnswer, OfdQuestion, OpenedBook } from './ofd-worker.ts';
import { paintPage } from './paint-page.ts';

const mostBytes = 60_000_000;
const openMs = 30_000;
const pageMs = 20_000;
/** Pages whose drawing stays in memory. */
const keptPages = 12;
const pointsPerMillimetre = 72 / 25.4;

/** A page ready to be painted: its pictures are decoded. */
export interface ReadyPage extends DrawnPage {
  readonly decoded: readonly (ImageBitmap | null)[];
}

export type OfdText = PieceText & { readonly items: readonly TextPiece[] };

/** An OFD as a document in pages, read in a worker that `close` ends. */
export interface OfdFile extends PagedFile {
  readonly texts: { readonly of: (page: number) => Promise<OfdText> };
  /** Rejects with `ViewerError`. */
  readonly page: (number: number) => Promise<ReadyPage>;
  readonly sizeOf: (number: number) => PageSize;
  readonly signatures: number;
  readonly close: () => void;
}

/** Opens an OFD. Rejects with `ViewerError`. */
export async function openOfd(source: EvidenceSource): Promise<OfdFile> {
  const bytes = await readWhole(source, mostBytes);
  const worker = new OfdWorker();
  try {
    return fileOver(worker, await worker.open(bytes));
  } catch (error) {
    worker.end();
    throw error;
  }
}

function fileOver(worker: OfdWorker, book: OpenedBook): OfdFile {
  const pages = new Map<number, Promise<ReadyPage>>();
  const texts = new Map<number, Promise<OfdText>>();
  const page = (number: number) => {
    const known = pages.get(number) ?? worker.page(number).then(ready);
    pages.delete(number);
    pages.set(number, known);
    const [oldest] = pages.keys();
    if (pages.size > keptPages && oldest !== undefined) pages.delete(oldest);
    return known;
  };
  const textOf = (number: number) => {
    const known = texts.get(number) ?? worker.page(number).then((drawn) => joinPieces(drawn.texts));
    texts.set(number, known);
    return known.catch(() => joinPieces<TextPiece>([]));
  };
  const sizeOf = (number: number) => sizeIn(book.boxes[number - 1]);
  return {
    pages: book.boxes.length,
    first: sizeOf(1),
    texts: { of: textOf },
    painter: new HitPainter(),
    heightOf: async (number, item) => {
      const { items } = await textOf(number);
      return (items[item]?.y ?? 0) / (book.boxes[number - 1]?.height ?? 1);
    },
    outline: async () => book.outline satisfies readonly OutlineEntry[],
    thumbnail: async (number, width) => {
      const canvas = document.createElement('canvas');
      await paintPage(canvas, await page(number), width / sizeOf(number).width);
      return canvas;
    },
    page,
    sizeOf,
    signatures: book.signatures,
    close: () => worker.end(),
  };
}

async function ready(page: DrawnPage): Promise<ReadyPage> {
  return { ...page, decoded: await decodePictures(page.pictures) };
}

/** Points, as pages are laid out in. */
function sizeIn(box: Box | undefined): PageSize {
  const { width = 210, height = 297 } = box ?? {};
  return { width: width * pointsPerMillimetre, height: height * pointsPerMillimetre };
}

type Reply = Extract<OfdAnswer, { readonly kind: 'opened' | 'drawn' }>;

/** Questions and answers by number. A worker that takes too long is ended, and with it the document. */
class OfdWorker {
  readonly #worker = new Worker(new URL('./ofd-worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Map<number, PromiseWithResolvers<Reply>>();
  #count = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<OfdAnswer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.kind === 'refused') waiting?.reject(new ViewerError(data.reason));
      else waiting?.resolve(data);
    };
    this.#worker.onerror = () => this.#fail(new ViewerError('damaged'));
  }

  async open(bytes: Uint8Array<ArrayBuffer>): Promise<OpenedBook> {
    const answer = await this.#ask((id) => ({ id, kind: 'open', bytes }), openMs);
    if (answer.kind !== 'opened') throw new Error(`${answer.kind} instead of opened`);
    return answer.book;
  }

  async page(page: number): Promise<DrawnPage> {
    const answer = await this.#ask((id) => ({ id, kind: 'page', page }), pageMs);
    if (answer.kind !== 'drawn') throw new Error(`${answer.kind} instead of drawn`);
    return answer.page;
  }

  end(): void {
    this.#worker.terminate();
    this.#fail(new ViewerError('unreadable'));
  }

  async #ask(question: (id: number) => OfdQuestion, limitMs: number): Promise<Reply> {
    this.#count += 1;
    const id = this.#count;
    const waiting = Promise.withResolvers<Reply>();
    this.#waiting.set(id, waiting);
    this.#worker.postMessage(question(id));
    try {
      return await within(limitMs, waiting.promise);
    } catch (error) {
      if (error instanceof ViewerError && error.reason === 'too-slow') this.end();
      throw error;
    }
  }

  #fail(error: ViewerError): void {
    for (const { reject, promise } of this.#waiting.values()) {
      promise.catch(() => undefined);
      reject(error);
    }
    this.#waiting.clear();
  }
}
