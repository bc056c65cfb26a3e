import { PDFDataRangeTransport } from 'pdfjs-dist';
import { type ByteRange, type EvidenceSource, ViewerError } from '../evidence.ts';
import { readBytes } from '../read-bytes.ts';

const mostTogether = 128;
const mostBytes = 2_097_152;
const mostCalls = 2;

/**
 * Hands pdf.js's worker the ranges that it asks for. It may ask for hundreds of small ones at once (a page tree whose
 * entries lie far apart), so whatever waits while earlier ones are being read goes into one call.
 */
export class SourceRange extends PDFDataRangeTransport {
  readonly #source: EvidenceSource;
  readonly #fail: (error: unknown) => void;
  readonly #waiting: ByteRange[] = [];
  #calls = 0;
  #ended = false;

  constructor(source: EvidenceSource, fail: (error: unknown) => void) {
    super(source.size, null);
    this.#source = source;
    this.#fail = fail;
  }

  override requestDataRange(begin: number, end: number): void {
    const last = Math.min(end, this.#source.size);
    this.#waiting.push({ offset: begin, length: last - begin });
    this.#next();
  }

  override abort(): void {
    this.#ended = true;
  }

  #next(): void {
    if (this.#ended || this.#calls >= mostCalls || this.#waiting.length === 0) return;
    const ranges = this.#take();
    this.#calls += 1;
    this.#read(ranges)
      .then(
        (pieces) => {
          if (this.#ended) return;
          for (const [place, piece] of pieces.entries()) {
            this.onDataRange(ranges[place]!.offset, piece);
          }
        },
        (error: unknown) => this.#fail(error),
      )
      .finally(() => {
        this.#calls -= 1;
        this.#next();
      });
  }

  /** The ranges that have waited longest, as many as one call carries, at least one. */
  #take(): readonly ByteRange[] {
    let bytes = 0;
    let count = 0;
    for (const { length } of this.#waiting.slice(0, mostTogether)) {
      if (count > 0 && bytes + length > mostBytes) break;
      bytes += length;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #read(ranges: readonly ByteRange[]): Promise<readonly Uint8Array[]> {
    const { readMany } = this.#source;
    if (ranges.length > 1 && readMany !== undefined) {
      return readMany(ranges).catch((cause: unknown) => {
        throw new ViewerError('unreadable', cause);
      });
    }
    return Promise.all(
      ranges.map(({ offset, length }) => readBytes(this.#source, offset, offset + length)),
    );
  }
}
