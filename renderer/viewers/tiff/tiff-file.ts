import { AskedWorker } from '../asked-worker.ts';
import type { EvidenceSource } from '../evidence.ts';
import { HitPainter } from '../paged/hit-painter.ts';
import type { PageSize } from '../paged/page-layout.ts';
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
  const pictures = new Map<number, Promise<ImageBitmap>>();
  const decode = async (page: number) => {
    const answer = await worker.ask({ kind: 'page', page }, pageMs);
    if (answer.kind !== 'decoded') throw new Error(`${answer.kind} instead of decoded`);
    return answer.picture;
  };
  const picture = (page: number) => {
    const known = pictures.get(page) ?? decode(page);
    pictures.delete(page);
    pictures.set(page, known);
    const [oldest] = pictures.keys();
    if (pictures.size > keptPages && oldest !== undefined) pictures.delete(oldest);
    return known;
  };
  return {
    pages: sizes.length,
    first: sizes[0]!,
    sizes,
    texts: { of: async () => joinPieces([]) },
    painter: new HitPainter(),
    heightOf: async () => 0,
    outline: async () => [],
    picture,
    thumbnail: async (page, width) => {
      const size = sizes[page - 1]!;
      return drawn(await picture(page), width, (width * size.height) / size.width);
    },
    close: () => worker.end(),
  };
}

/** A picture in a canvas of at most its own pixels. Width and height in CSS pixels. */
export function drawn(picture: ImageBitmap, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const ratio = Math.max(1, window.devicePixelRatio);
  canvas.width = Math.max(1, Math.min(picture.width, Math.round(width * ratio)));
  canvas.height = Math.max(1, Math.min(picture.height, Math.round(height * ratio)));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
