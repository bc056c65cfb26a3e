import type { ApplicationDocument } from '../../../shared/domain/application.ts';
import type { Place } from './desk.ts';

/** An application's documents: those that the applicant names for a criterion first, then the others. */
export interface OrderedDocuments {
  readonly named: readonly ApplicationDocument[];
  readonly others: readonly ApplicationDocument[];
}

/** For the opinion nothing is named, so every document is among the others. */
export function orderDocuments(
  documents: readonly ApplicationDocument[],
  place: Place,
): OrderedDocuments {
  const isNamed = (each: ApplicationDocument) =>
    place !== 'opinion' && each.criteria.includes(place);
  return {
    named: documents.filter(isNamed),
    others: documents.filter((each) => !isNamed(each)),
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
