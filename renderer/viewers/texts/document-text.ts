import { spellHidden } from '../../../shared/hidden-text.ts';
import { assertNever } from '../../../shared/result.ts';
import { AskedWorker } from '../asked-worker.ts';
import type { EvidenceSource } from '../evidence.ts';
import { openOfd } from '../ofd/ofd-file.ts';
import type { PieceText } from '../paged/piece-text.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { readBytes } from '../read-bytes.ts';
import { readOffice } from '../read-office.ts';
import { decodeText } from '../text/decode-text.ts';
import { viewerOf } from '../viewer-kind.ts';
import { loadWorkbook } from '../xlsx/load-workbook.ts';

/** Stands between pieces that belong to different places, so that no hit runs across: cells, paragraphs. */
export const pieceBreak = '\u001f';

const mostTextBytes = 4_000_000;
/** More of a document is not searched. */
const mostCharacters = 5_000_000;
const wordsMs = 45_000;

/**
 * The text of a document page by page (sheets of a workbook are its pages, a Word document or plain text is one), read
 * by the same workers and limits as when it is shown. Pictures and unknown files have none. Rejects with `ViewerError`.
 */
export async function documentText(
  source: EvidenceSource,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const kind = viewerOf(source.mediaType);
  switch (kind) {
    case 'pdf': {
      const done = new AbortController();
      const { document, texts } = await openPdf(source, AbortSignal.any([signal, done.signal]));
      return pagesOf(texts, document.numPages, signal).finally(() => done.abort());
    }
    case 'ofd': {
      const file = await openOfd(source);
      return pagesOf(file.texts, file.pages, signal).finally(() => file.close());
    }
    case 'workbook': {
      const sheets = await loadWorkbook(source);
      return sheets.map(({ rows }) =>
        rows.flatMap((row) => row.map((cell) => cell?.text ?? '')).join(pieceBreak),
      );
    }
    case 'document':
      return [await wordsOf(await readOffice(source))];
    case 'text': {
      const end = Math.min(source.size, mostTextBytes);
      if (end === 0) return [];
      return [spellHidden(decodeText(await readBytes(source, 0, end), end < source.size).text)];
    }
    case 'tiff':
    case 'image':
    case 'none':
      return [];
    default:
      return assertNever(kind);
  }
}

async function pagesOf(
  texts: { readonly of: (page: number) => Promise<PieceText> },
  pages: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found: string[] = [];
  let length = 0;
  for (let page = 1; page <= pages && length < mostCharacters && !signal.aborted; page += 1) {
    const { folded } = await texts.of(page);
    found.push(folded.original);
    length += folded.original.length;
  }
  return found;
}

/** The paragraphs of a Word document, read in a worker that is ended afterwards whatever happens. */
async function wordsOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const worker = new AskedWorker<Uint8Array<ArrayBuffer>, readonly string[]>(
    new Worker(new URL('./words-worker.ts', import.meta.url), { type: 'module' }),
  );
  try {
    return (await worker.ask(bytes, wordsMs)).join(pieceBreak);
  } finally {
    worker.end();
  }
}
