import type { ApplicationId } from '../../../shared/domain/application.ts';
import { allowsReview } from '../../../shared/domain/conflict.ts';
import { own } from '../../../shared/domain/record.ts';
import type { ReviewRefusal } from '../../../shared/domain/review.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { RecordFailure } from '../journal/folded-journal.ts';
import type { OpenApplication, OpenRound } from './open-round.ts';

/**
 * Records which documents the application holds now, where that is not what was listed last. Done whenever this person
 * opens it: so that, after a newer bundle, what changed since can be told.
 */
export async function listDocuments(
  { review }: OpenRound,
  { application }: OpenApplication,
): Promise<Result<void, RecordFailure | ReviewRefusal>> {
  const documents = application.documents.map(({ id, sha256 }) => ({ document: id, sha256 }));
  const known = own(review.state.applications, application.id)?.documents ?? [];
  const last = known.filter((each) => each.news !== 'removed');
  const isKnown =
    last.length === documents.length &&
    last.every((each, place) => {
      const now = documents[place];
      return now?.document === each.document && now.sha256 === each.sha256;
    });
  if (isKnown) return ok();
  const recorded = await review.record([
    { kind: 'documents.listed', application: application.id, documents },
  ]);
  return recorded.ok ? ok() : recorded;
}

/**
 * After a newer bundle: lists the documents of every application that this person has opened before. An application that
 * does not open is passed over here: it says so itself when it is opened.
 */
export async function listSeenDocuments(
  round: OpenRound,
): Promise<Result<void, RecordFailure | ReviewRefusal>> {
  for (const id of seenApplications(round)) {
    const opened = await round.application(id);
    if (!opened.ok) continue;
    const listed = await listDocuments(round, opened.value);
    if (!listed.ok) return listed;
  }
  return ok();
}

function seenApplications({ review }: OpenRound): readonly ApplicationId[] {
  return Object.entries(review.state.applications)
    .filter(([, { conflict, documents }]) => allowsReview(conflict) && documents.length > 0)
    .map(([id]) => id);
}
