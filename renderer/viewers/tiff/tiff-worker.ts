import { answerQuestions } from '../answering.ts';
import type { PageSize } from '../paged/page-layout.ts';
import { decodeTiff, type TiffPage, tiffPages } from './read-tiff.ts';

/** What is asked of the worker: first the file, then pages (from 1). */
export type TiffQuestion =
  | { readonly kind: 'open'; readonly bytes: ArrayBuffer }
  | { readonly kind: 'page'; readonly page: number };

export type TiffAnswer =
  | { readonly kind: 'opened'; readonly sizes: readonly PageSize[] }
  | { readonly kind: 'decoded'; readonly picture: ImageBitmap };

let opened: { readonly bytes: ArrayBuffer; readonly pages: readonly TiffPage[] } | null = null;

/** TIFF files are decoded here, where one that never ends can be stopped without stopping the page. */
answerQuestions(async (question: TiffQuestion): Promise<TiffAnswer> => {
  if (question.kind === 'open') {
    const { bytes } = question;
    opened = { bytes, pages: tiffPages(bytes) };
    return { kind: 'opened', sizes: opened.pages.map(({ size }) => size) };
  }
  const page = opened?.pages[question.page - 1];
  if (opened === null || page === undefined) throw new Error(`no page ${question.page}`);
  const picture = await createImageBitmap(decodeTiff(opened.bytes, page));
  return { kind: 'decoded', picture };
});
