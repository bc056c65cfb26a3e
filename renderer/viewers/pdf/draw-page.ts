import type { PDFPageProxy } from 'pdfjs-dist';
import { giveBack } from '../paged/page-picture.ts';
import { within } from '../read-bytes.ts';

/** A page that keeps the painter busy for longer is given up. */
const drawMs = 30_000;
/** More pixels than this cost memory that nobody sees; such a page is drawn coarser. */
const mostPixels = 16_000_000;

interface Drawing {
  readonly canvas: HTMLCanvasElement;
  /** Rejects when the page cannot be drawn, takes too long, or was cancelled; the canvas is given back then. */
  readonly done: Promise<void>;
  readonly cancel: () => void;
}

/** Draws a page into a canvas of its own. `scale`: CSS pixels per point. */
export function drawPage(page: PDFPageProxy, scale: number): Drawing {
  const canvas = document.createElement('canvas');
  const viewport = page.getViewport({ scale: scale * ratioFor(page, scale) });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const task = page.render({ canvas, viewport });
  const done = within(drawMs, task.promise).catch((error: unknown) => {
    task.cancel();
    giveBack(canvas);
    throw error;
  });
  return { canvas, done, cancel: () => task.cancel() };
}

/**
 * Whether the file gives nothing to draw for a page: a mended file may have lost it. What the page looks like is asked
 * first, since a scan would have to be read once more.
 */
export async function isVoid(page: PDFPageProxy, canvas: HTMLCanvasElement): Promise<boolean> {
  if (!looksWhite(canvas)) return false;
  const { fnArray } = await page.getOperatorList();
  return fnArray.length === 0;
}

const sampled = 64;

function looksWhite(canvas: HTMLCanvasElement): boolean {
  const sample = document.createElement('canvas');
  [sample.width, sample.height] = [sampled, sampled];
  const context = sample.getContext('2d', { willReadFrequently: true });
  if (context === null) return false;
  context.drawImage(canvas, 0, 0, sampled, sampled);
  return context.getImageData(0, 0, sampled, sampled).data.every((value) => value === 255);
}

function ratioFor(page: PDFPageProxy, scale: number): number {
  const { width, height } = page.getViewport({ scale });
  const wanted = Math.max(1, window.devicePixelRatio);
  return Math.min(wanted, Math.sqrt(mostPixels / Math.max(1, width * height)));
}
