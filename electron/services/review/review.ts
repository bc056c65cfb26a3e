import { allowsReview } from '../../../shared/domain/conflict.ts';
import { own } from '../../../shared/domain/record.ts';
import type { ReviewEvent, ReviewRefusal } from '../../../shared/domain/review.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { ExpertEvent } from '../../../shared/schema.ts';
import type { Acknowledged, RecordFailure } from '../journal/folded-journal.ts';
import { forgetRecused, notForgotten } from '../recusal/forget-recused.ts';
import type { OpenRound } from '../rounds/open-round.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { newestWorkbook } from '../workbook/signed-workbook.ts';
import { signReview } from './signing.ts';

type ReviewMethod = 'review.events' | 'review.record' | 'review.sign' | 'review.workbook';

/** An expert's own review: the journal is its only owner. */
export function reviewMethods(context: ServiceContext): Methods<ReviewMethod> {
  const { shelf } = context;
  return {
    'review.events': async ({ round: id, after }) => {
      const round = await shelf.get(id);
      return round.ok ? round.value.review.events(after) : round;
    },
    'review.record': async ({ round: id, events }) => {
      const round = await shelf.get(id);
      return round.ok ? record(context, round.value, events) : round;
    },
    'review.sign': (input) => signReview(context, input),
    'review.workbook': async ({ round: id }) => {
      const opened = await shelf.get(id);
      if (!opened.ok) return opened;
      const { review, home, round, me } = opened.value;
      const newest = review.state.revisions.at(-1);
      if (newest === undefined) return fail({ kind: 'review-not-signed' });
      return newestWorkbook(context, home, newest, `${round.id}-${me.code}`);
    },
  };
}

/** Judged by the rules of the review, on the state of that moment, on this side; then recorded, all or none. */
async function record(
  context: ServiceContext,
  round: OpenRound,
  events: readonly ExpertEvent[],
): Promise<Result<Acknowledged<ReviewEvent>, ReviewRefusal | RecordFailure>> {
  for (const event of events) {
    const refused = await foreign(round, event);
    if (refused !== null) return fail(refused);
  }
  const recorded = await round.review.record(events);
  if (!recorded.ok) return recorded;
  const forgotten = await forgetNow(context, round);
  return forgotten.ok ? recorded : forgotten;
}

/** What only the bundle can tell: a pledge of other words, a citation of a file that is not what was read. */
async function foreign(round: OpenRound, event: ExpertEvent): Promise<ReviewRefusal | null> {
  if (event.kind === 'pledge.signed') {
    return event.version === round.file.pledge ? null : { kind: 'pledge-missing' };
  }
  if (event.kind !== 'citation.added') return null;
  const { application, citation } = event;
  // Not open to this person: the rules of the review say so better.
  if (!mayOpen(round, application)) return null;
  const opened = await round.application(application);
  const documents = opened.ok ? opened.value.application.documents : [];
  const isCited = documents.some(
    (each) => each.id === citation.document && each.sha256 === citation.sha256,
  );
  return isCited ? null : { kind: 'unknown-citation', application, citation: citation.id };
}

function mayOpen({ review }: OpenRound, application: string): boolean {
  const state = own(review.state.applications, application);
  return state !== undefined && allowsReview(state.conflict);
}

/**
 * Whoever is out of an application has its documents no more, not even those on the screen or about to be saved: they go
 * first, whatever the disk says to the rest, and with them uploads, which may be bundles as the center sent them.
 */
async function forgetNow(
  { documents, files, profile }: ServiceContext,
  round: OpenRound,
): Promise<Result<void, RecordFailure>> {
  const recused = notForgotten(round);
  for (const application of recused) {
    documents.close((key) => key.round === round.round.id && key.application === application);
    files.forgetBytes();
  }
  if (recused.length > 0) await files.releaseAll();
  return forgetRecused(round, profile.paths.projectionSeed);
}
