import { onlyRecusedSince } from '../../../shared/domain/late-recusal.ts';
import { own } from '../../../shared/domain/record.ts';
import type { Review, ReviewEvent } from '../../../shared/domain/review.ts';
import { cites } from '../../../shared/domain/review-answer.ts';
import { missingFrom } from '../../../shared/domain/review-missing.ts';
import { lateness } from '../../../shared/domain/round.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { WritingFailure } from '../disk/disk-failure.ts';
import { confirmedIdentity } from '../identity/passphrase-check.ts';
import type { Unlocked } from '../identity/profile-session.ts';
import type { Decided, JournalView } from '../journal/folded-journal.ts';
import { acceptance } from '../rounds/bundle-acceptance.ts';
import type { OpenRound } from '../rounds/open-round.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import type { Job } from '../work.ts';
import {
  newestWorkbook,
  type SignedRevision,
  signAndKeep,
  signingTime,
} from '../workbook/signed-workbook.ts';
import { resultPayloadOf } from './result-payload.ts';

type SignInput = Parameters<Methods<'review.sign'>['review.sign']>[0];

/**
 * Signs the review as a new revision. Nothing else is recorded in the round meanwhile: what is signed is exactly what the
 * journal held. The workbook is on the disk before the event that names it.
 */
export async function signReview(
  context: ServiceContext,
  input: SignInput,
): ReturnType<Methods<'review.sign'>['review.sign']> {
  const opened = await context.shelf.get(input.round);
  if (!opened.ok) return opened;
  const round = opened.value;
  const confirmed = await confirmedIdentity(context, input.passphrase);
  if (!confirmed.ok) return confirmed;
  const signed = await context.work.run(input.work, (job) =>
    round.review.recordAfter((view) => prepare(context, round, confirmed.value, input, job, view)),
  );
  if (!signed.ok) return signed;
  return newestWorkbook(context, round.home, signed.value, `${round.round.id}-${round.me.code}`);
}

type NotReady = Failure<
  'review-signed' | 'incomplete' | 'deadline-passed' | 'late-reason-required'
>;

/** The workbook, kept, and the events that name it. */
async function prepare(
  context: ServiceContext,
  round: OpenRound,
  unlocked: Unlocked,
  input: SignInput,
  job: Job,
  view: JournalView<Review, ReviewEvent>,
): Promise<Result<Decided<ReviewEvent, SignedRevision>, NotReady | WritingFailure>> {
  const now = signingTime(context.platform.now());
  const late = readyToSign(round, view, now, input.lateReason);
  if (!late.ok) return late;
  const lateReason = late.value;
  const payload = await payloadOf(round, view, { now, locale: input.locale, lateReason });
  const kept = await signAndKeep(context, round, unlocked, payload, job);
  if (!kept.ok) return kept;
  const { revision, parent } = payload;
  const value = { revision, workbook: kept.value };
  const event = { kind: 'review.signed', parent, lateReason, ...value } as const;
  return ok({ events: [...acceptance(round), event], value });
}

/** The late reason to sign, empty when it is in time; or what is in the way. */
function readyToSign(
  { round, me }: OpenRound,
  { state: review, events }: JournalView<Review, ReviewEvent>,
  now: string,
  lateReason = '',
): Result<string, NotReady> {
  if (review.phase === 'signed') return fail({ kind: 'review-signed' });
  const missing = missingFrom(round, me, review);
  if (missing.length > 0) return fail({ kind: 'incomplete', missing: [...missing] });
  const { at } = round.deadline;
  switch (lateness(round.deadline, now)) {
    case 'in-time':
      return ok('');
    case 'closed':
      return onlyRecusedSince(events) ? ok('') : fail({ kind: 'deadline-passed', at });
    case 'late':
      return lateReason.trim() === '' ? fail({ kind: 'late-reason-required', at }) : ok(lateReason);
  }
}

async function payloadOf(
  round: OpenRound,
  { state, events, journal }: JournalView<Review, ReviewEvent>,
  signing: {
    readonly now: string;
    readonly locale: SignInput['locale'];
    readonly lateReason: string;
  },
) {
  const names = await documentNames(round, state);
  return resultPayloadOf({
    origin: {
      locale: signing.locale,
      round: round.round,
      bundle: round.bundle,
      authority: round.authority.fingerprint,
      signer: round.me,
      revision: state.revisions.length + 1,
      parent: state.revisions.at(-1)?.workbook ?? null,
      signedAt: signing.now,
      journal,
      reopenReason: state.reopenReason,
    },
    review: state,
    entries: events,
    lateReason: signing.lateReason,
    documentName: (application, document) => own(names, `${application}/${document}`) ?? document,
  });
}

/** Names of the documents that are cited, by `application/document`. */
async function documentNames(
  round: OpenRound,
  { applications }: Review,
): Promise<Readonly<Record<string, string>>> {
  const names: [string, string][] = [];
  for (const [id, application] of Object.entries(applications)) {
    if (!cites(application)) continue;
    const opened = await round.application(id);
    const documents = opened.ok ? opened.value.application.documents : [];
    for (const each of documents) names.push([`${id}/${each.id}`, each.name]);
  }
  return Object.fromEntries(names);
}
