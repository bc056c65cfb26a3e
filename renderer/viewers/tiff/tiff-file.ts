import { AskedWorker } from '../asked-worker.ts';
import type { EvidenceSource } from '../evidence.ts';
import { HitPainter } from '../paged/hit-painter.ts';
import { KeptPages } from '../paged/kept-pages.ts';
import type { PageSize } from '../paged/page-layout.ts';
import { drawn } from '../paged/page-picture.ts';
import type { PagedFile } from '../paged/paged-file.ts';
import { joinPieces } from '../paged/piece-text.ts';
import { readWhole } from '../read-bytes.ts';
import type { TiffAnswer, TiffQuestion } from './tiff-worker.ts';

const mostBytes = 200_000_000;
const openMs = 30_000;
const pageMs = 30_000;
/** Decoded pictures that stay in memory. */
const keptPages = 6;

/** A TIFF as a document in pages without text, decoded in a worker that `close` ends. */
export interface TiffFile extends PagedFile {
  readonly sizes: readonly PageSize[];
  /** Rejects with `ViewerError`. */
  readonly picture: (page: number) => Promise<ImageBitmap>;
  readonly close: () => void;
}

/** Opens a TIFF. Rejects with `ViewerError`. */
export async function openTiff(source: EvidenceSource): Promise<TiffFile> {
  const { buffer } = await readWhole(source, mostBytes);
  const worker = new AskedWorker<TiffQuestion, TiffAnswer>(
    new Worker(new URL('./tiff-worker.ts', import.meta.url), { type: 'module' }),
  );
  try {
    const answer = await worker.ask({ kind: 'open', bytes: buffer }, openMs);
    if (answer.kind !== 'opened') throw new Error(`${answer.kind} instead of opened`);
    return fileOver(worker, answer.sizes);
  } catch (error) {
    worker.end();
    throw error;
  }
}

function fileOver(
  worker: AskedWorker<TiffQuestion, TiffAnswer>,
  sizes: readonly PageSize[],
): TiffFile {
  const decode = async (page: number) => {
    const answer = await worker.ask({ kind: 'page', page }, pageMs);
    if (answer.kind !== 'decoded') throw new Error(`${answer.kind} instead of decoded`);
    return answer.picture;
  };
  const pictures = new KeptPages(keptPages, decode);
  return {
    pages: sizes.length,
    first: sizes[0]!,
    sizes,
    texts: { of: async () => joinPieces([]) },
    painter: new HitPainter(),
    heightOf: async () => 0,
    outline: async () => [],
    picture: (page) => pictures.of(page),
    thumbnail: async (page, width) => {
      const size = sizes[page - 1]!;
      return drawn(await pictures.of(page), width, (width * size.height) / size.width);
    },
    close: () => {
      pictures.clear((picture) => picture.close());
      worker.end();
    },
  };
}
