import { AskedWorker } from '../asked-worker.ts';
import type { EvidenceSource } from '../evidence.ts';
import { HitPainter } from '../paged/hit-painter.ts';
import { KeptPages } from '../paged/kept-pages.ts';
import type { PageSize } from '../paged/page-layout.ts';
import type { OutlineEntry, PagedFile } from '../paged/paged-file.ts';
import { joinPieces, type PieceText } from '../paged/piece-text.ts';
import { readWhole } from '../read-bytes.ts';
import { decodePictures } from './decode-pictures.ts';
import type { DrawnPage, TextPiece } from './drawing.ts';
import { type Box, pointsPerMillimetre } from './geometry.ts';
import type { OfdAnswer, OfdQuestion, OpenedBook } from './ofd-worker.ts';
import { paintPage } from './paint-page.ts';

const mostBytes = 60_000_000;
const openMs = 30_000;
const pageMs = 20_000;
/** Pages whose drawing stays in memory. */
const keptPages = 12;

/** A page ready to be painted: its pictures are decoded. */
export interface ReadyPage extends DrawnPage {
  readonly decoded: readonly (ImageBitmap | null)[];
}

type OfdText = PieceText & { readonly items: readonly TextPiece[] };

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
  const pages = new KeptPages(keptPages, (number) => worker.page(number).then(ready));
  const texts = new Map<number, Promise<OfdText>>();
  const textOf = (number: number) => {
    const known = texts.get(number) ?? worker.page(number).then((drawn) => joinPieces(drawn.texts));
    texts.set(number, known);
    return known.catch(() => joinPieces<TextPiece>([]));
  };
  const sizeOf = (number: number) => sizeIn(book.boxes[number - 1]);
  const painter = new HitPainter();
  return {
    pages: book.boxes.length,
    first: sizeOf(1),
    texts: { of: textOf },
    painter,
    heightOf: async (number, item) => {
      const { items } = await textOf(number);
      return (items[item]?.y ?? 0) / (book.boxes[number - 1]?.height ?? 1);
    },
    outline: async () => book.outline satisfies readonly OutlineEntry[],
    thumbnail: async (number, width) => {
      const canvas = document.createElement('canvas');
      await paintPage(canvas, await pages.of(number), width / sizeOf(number).width);
      return canvas;
    },
    page: (number) => pages.of(number),
    sizeOf,
    signatures: book.signatures,
    close: () => {
      painter.clear();
      pages.clear(({ decoded }) => {
        for (const picture of decoded) picture?.close();
      });
      worker.end();
    },
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

/** The worker's two questions. */
class OfdWorker {
  readonly #asked = new AskedWorker<OfdQuestion, OfdAnswer>(
    new Worker(new URL('./ofd-worker.ts', import.meta.url), { type: 'module' }),
  );

  async open(bytes: Uint8Array<ArrayBuffer>): Promise<OpenedBook> {
    const answer = await this.#asked.ask({ kind: 'open', bytes }, openMs);
    if (answer.kind !== 'opened') throw new Error(`${answer.kind} instead of opened`);
    return answer.book;
  }

  async page(page: number): Promise<DrawnPage> {
    const answer = await this.#asked.ask({ kind: 'page', page }, pageMs);
    if (answer.kind !== 'drawn') throw new Error(`${answer.kind} instead of drawn`);
    return answer.page;
  }

  end(): void {
    this.#asked.end();
  }
}
