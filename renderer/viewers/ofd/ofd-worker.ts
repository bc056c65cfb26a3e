import { answerQuestions } from '../answering.ts';
import { drawPageContent } from './draw-page-content.ts';
import type { DrawnPage } from './drawing.ts';
import type { Box } from './geometry.ts';
import { type OfdBook, type OutlinePlace, readBook } from './ofd-document.ts';
import { type OfdPackage, openPackage } from './ofd-package.ts';

/** What is asked of the worker: first the file, then pages (from 1). */
export type OfdQuestion =
  | { readonly kind: 'open'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'page'; readonly page: number };

/** An opened OFD as the page knows it. */
export interface OpenedBook {
  /** Millimetres. */
  readonly boxes: readonly Box[];
  readonly outline: readonly OutlinePlace[];
  readonly signatures: number;
}

export type OfdAnswer =
  | { readonly kind: 'opened'; readonly book: OpenedBook }
  | { readonly kind: 'drawn'; readonly page: DrawnPage };

let opened: { readonly files: OfdPackage; readonly book: OfdBook } | null = null;

/** OFD files are read here, where one that never ends can be stopped without stopping the page. */
answerQuestions(async (question: OfdQuestion): Promise<OfdAnswer> => {
  if (question.kind === 'open') {
    const files = openPackage(question.bytes);
    const book = await readBook(files);
    opened = { files, book };
    const { outline, signatures } = book;
    const boxes = book.pages.map(({ box }) => box);
    return { kind: 'opened', book: { boxes, outline, signatures } };
  }
  const place = opened?.book.pages[question.page - 1];
  if (opened === null || place === undefined) throw new Error(`no page ${question.page}`);
  return { kind: 'drawn', page: await drawPageContent(opened.files, place) };
});
