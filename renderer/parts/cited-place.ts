import type { Application } from '../../shared/domain/application.ts';
import type { Citation } from '../../shared/domain/review.ts';
import type { Text } from '../text.ts';

/** What is one piece, without pages. */
const undivided = /\.(txt|csv|png|jpe?g|gif|bmp|webp|avif)$/i;

/** Where in which document: pages have numbers, and so have the sheets of a workbook. */
export function citedPlace(t: Text['t'], name: string, page: number): string {
  if (undivided.test(name)) return name;
  const key = /\.xlsx$/i.test(name) ? 'review.citedSheet' : 'review.citedPlace';
  return t(key, { name, page });
}

/** Whether the document that was cited has other bytes now, or is gone. */
export function isBroken(
  documents: Application['documents'],
  { document, sha256 }: Pick<Citation, 'document' | 'sha256'>,
): boolean {
  return documents.find(({ id }) => id === document)?.sha256 !== sha256;
}
