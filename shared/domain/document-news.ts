import type { DocumentId } from './application.ts';
import type { CriterionId } from './catalogue/criterion.ts';
import type { ApplicationReview, Citation, ListedDocument } from './review.ts';

/** Documents and citations when the center replaces a bundle: late documents come, others change or go. */

/**
 * The documents after a newer list of them: what was not there before is new, what has other bytes is changed, what is
 * not there any more is kept at the end as removed. The first list brings no news, and news that nobody has looked at yet
 * stays news.
 */
export function listed(
  before: readonly ListedDocument[],
  now: readonly { readonly document: DocumentId; readonly sha256: string }[],
): readonly ListedDocument[] {
  const known = new Map(
    before.filter((each) => each.news !== 'removed').map((each) => [each.document, each]),
  );
  const present = now.map((each): ListedDocument => {
    const earlier = known.get(each.document);
    known.delete(each.document);
    if (before.length === 0) return { ...each, news: null };
    if (earlier === undefined) return { ...each, news: 'new' };
    return { ...each, news: earlier.sha256 === each.sha256 ? earlier.news : 'changed' };
  });
  const gone = [...known.values()].map((each): ListedDocument => ({ ...each, news: 'removed' }));
  return [...present, ...gone];
}

/** The documents when one of them has been opened and so is no news any more. */
export function withoutNews(
  documents: readonly ListedDocument[],
  opened: DocumentId,
): readonly ListedDocument[] {
  return documents.map((each) =>
    each.document === opened && each.news !== 'removed' ? { ...each, news: null } : each,
  );
}

/** A citation of a file that is not what was cited: its quote is all that is left of it. */
interface BrokenCitation {
  /** `null`: it supports a suspicion of falsification. */
  readonly criterion: CriterionId | null;
  readonly citation: Citation;
  /** `changed`: the document has other bytes now; `removed`: it is not there any more. */
  readonly because: 'changed' | 'removed';
}

/** The citations of a review whose documents are not as they were cited, in the order of its criteria, the suspicion's last. */
export function brokenCitations(
  review: Pick<ApplicationReview, 'criteria' | 'documents' | 'suspicionCitations'>,
): readonly BrokenCitation[] {
  if (review.documents.length === 0) return [];
  const present = new Map(
    review.documents
      .filter((each) => each.news !== 'removed')
      .map(({ document, sha256 }) => [document, sha256]),
  );
  const cited: readonly (readonly [CriterionId | null, readonly Citation[]])[] = [
    ...Object.entries(review.criteria).map(([id, { citations }]) => [id, citations] as const),
    [null, review.suspicionCitations],
  ];
  return cited.flatMap(([criterion, citations]) =>
    citations.flatMap((citation): readonly BrokenCitation[] => {
      const sha256 = present.get(citation.document);
      if (sha256 === citation.sha256) return [];
      return [{ criterion, citation, because: sha256 === undefined ? 'removed' : 'changed' }];
    }),
  );
}
