import type { HitPainter } from './hit-painter.ts';
import type { PageSize } from './page-layout.ts';
import type { PieceText } from './piece-text.ts';

/** An entry of a table of contents. */
export interface OutlineEntry {
  readonly title: string;
  /** From 0. */
  readonly depth: number;
  /** From 1; `null` where it leads nowhere. */
  readonly page: number | null;
}

/** A document in pages, of whatever format, as the reader needs it. */
export interface PagedFile {
  readonly pages: number;
  /** In points. */
  readonly first: PageSize;
  readonly texts: { readonly of: (page: number) => Promise<PieceText> };
  readonly painter: HitPainter;
  /** How far down its page an item of its text stands, in fractions of the height. */
  readonly heightOf: (page: number, item: number) => Promise<number>;
  readonly outline: () => Promise<readonly OutlineEntry[]>;
  /** A small picture of a page, `width` CSS pixels wide. Rejects for a page that cannot be drawn. */
  readonly thumbnail: (page: number, width: number) => Promise<HTMLCanvasElement>;
}

/** What a format's own page component gets. */
export interface PageSlot {
  readonly number: number;
  /** CSS pixels per point. */
  readonly scale: number;
  readonly onSize: (number: number, size: PageSize) => void;
}
