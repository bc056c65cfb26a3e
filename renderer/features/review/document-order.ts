import type { ApplicationDocument } from '../../../shared/domain/application.ts';
import type { DocumentNews, ListedDocument } from '../../../shared/domain/review.ts';
import type { Place } from './desk.ts';

/** A document, and how a newer bundle changed it since it was looked at; `null` where it did not. */
interface OrderedDocument extends ApplicationDocument {
  readonly news: DocumentNews | null;
}

/** An application's documents: those that the applicant names for a criterion first, then the others. */
export interface OrderedDocuments {
  readonly named: readonly OrderedDocument[];
  readonly others: readonly OrderedDocument[];
}

/** For the opinion nothing is named, so every document is among the others. */
export function orderDocuments(
  documents: readonly ApplicationDocument[],
  place: Place,
  listed: readonly ListedDocument[],
): OrderedDocuments {
  const news = new Map(listed.map((each) => [each.document, each.news]));
  const all = documents.map((each) => ({ ...each, news: news.get(each.id) ?? null }));
  const isNamed = (each: ApplicationDocument) =>
    place !== 'opinion' && each.criteria.includes(place);
  return {
    named: all.filter(isNamed),
    others: all.filter((each) => !isNamed(each)),
  };
}

/** The document to have open at a place: the present one where it is named there, else the first that is, else the present one or the very first. */
export function documentFor(
  { named, others }: OrderedDocuments,
  present: string | null,
): string | null {
  if (named.some((each) => each.id === present)) return present;
  return named[0]?.id ?? present ?? others[0]?.id ?? null;
}

/** The document after or before one, in the order in which they are offered; `null` at either end. */
export function neighbourDocument(
  { named, others }: OrderedDocuments,
  present: string | null,
  by: 1 | -1,
): string | null {
  const all = [...named, ...others];
  const at = all.findIndex(({ id }) => id === present);
  return all[at + by]?.id ?? null;
}
