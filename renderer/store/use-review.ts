import { memberOf, type PanelMember } from '../../shared/domain/panel.ts';
import type { Recorded, Review, ReviewEvent, ReviewRefusal } from '../../shared/domain/review.ts';
import { emptyReview, stepReview } from '../../shared/domain/review-step.ts';
import type { Round } from '../../shared/domain/round.ts';
import type { RoundDetail } from '../../shared/exchange.ts';
import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { call, reaching } from '../client.ts';
import type { Way } from './changes.ts';
import type { Place } from './database.ts';
import { currentSeal } from './keys.ts';
import { type Live, type LiveJournal, openLiveJournal } from './live-journal.ts';
import { loadInNewProcess } from './new-process.ts';
import { openJournals } from './open-journals.ts';
import { openBox, openOutbox } from './outbox.ts';
import { openProjection } from './projection.ts';
import { reviewRetracing } from './review-retracing.ts';
import type { Seal } from './seal.ts';
import { noticingLock } from './session.ts';
import { textsBox } from './texts-box.ts';
import { flushTyping } from './typing.ts';
import { useOpened } from './use-opened.ts';

interface OpenedReview {
  readonly detail: RoundDetail;
  readonly member: PanelMember;
  readonly journal: ReviewJournal;
}

type ReviewJournal = LiveJournal<Review, ReviewEvent, ExpertEvent, ReviewRefusal>;

/** One's own review of a round, as the screen shows it and changes it. */
export interface ReadyReview extends Omit<Live<Review>, 'state'> {
  readonly kind: 'ready';
  readonly detail: RoundDetail;
  /** Oneself on the panel. */
  readonly member: PanelMember;
  /** Everything recorded, with what waits to be recorded on top. */
  readonly review: Review;
  /** Shows the events at once and records them; refused as a whole, with nothing changed, when one is not allowed. */
  readonly record: (events: readonly ExpertEvent[]) => Result<void, ReviewRefusal>;
  /** Takes the last change back, or makes it again, as a new event that is given; `null` where there is none to move. */
  readonly retrace: (way: Way) => ExpertEvent | null;
  /** Reads what the privileged side has added (an opened document, a signature) and sends what waits. */
  readonly refresh: () => Promise<void>;
  /** Everything on disk, in order, what is being typed among it. */
  readonly entries: () => Promise<Result<readonly Recorded<ReviewEvent>[], Failure>>;
  readonly discard: () => Promise<void>;
  /** Resolves when everything is on disk (`true`), or waits because of a problem (`false`). */
  readonly settled: () => Promise<boolean>;
}

type ReviewReading =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly again: () => void }
  | ReadyReview;

const reviews = openJournals<OpenedReview>(obtain, ({ journal }) => journal.close());

/** Opens one's own review of a round, or joins the one that is open. */
export function useReview(round: string): ReviewReading {
  const opening = useOpened<Review, OpenedReview>(reviews, round);
  if (opening.kind !== 'ready') return opening;
  const { detail, member, journal } = opening.opened;
  const { state, ...live } = opening.live;
  return {
    ...live,
    kind: 'ready',
    detail,
    member,
    review: state,
    record: (events) => journal.record(events),
    retrace: (way) => journal.retrace(way),
    refresh: () => journal.refresh(),
    entries: () => flushTyping().then(() => journal.entries()),
    discard: () => journal.discard(),
    settled: () => journal.settled(),
  };
}

/** Closes a round's review because a newer bundle has come; screens that show it open it anew. */
export function closeReview(round: string): void {
  reviews.close(round);
}

function obtain(round: string): Promise<Result<OpenedReview, Failure>> {
  return reaching(async () => {
    const [detail, identity, seal] = await Promise.all([
      call('rounds.read', { round }),
      call('identity.read', {}),
      currentSeal(),
    ]);
    if (!detail.ok) return detail;
    if (!identity.ok) return identity;
    if (seal === null) return fail({ kind: 'identity-locked' });
    const member = memberOf(detail.value.round.panel, detail.value.me);
    if (member === undefined) return fail({ kind: 'not-on-roster' });
    const place: Place = { owner: identity.value.fingerprint ?? '', journal: 'review', round };
    const journal = await openJournal(detail.value.round, member, place, seal);
    return journal.ok ? ok({ detail: detail.value, member, journal: journal.value }) : journal;
  });
}

/**
 * The journal. Once a recusal has sealed what was said inside an application and nothing waits to be recorded, the page is
 * loaded anew: what was read there goes with its memory, and the browser's store has another key.
 */
async function openJournal(
  round: Round,
  member: PanelMember,
  place: Place,
  seal: Seal,
): Promise<Result<ReviewJournal, Failure>> {
  let opened: ReviewJournal | null = null;
  let isSealed = false;
  const journal = await openLiveJournal<Review, ReviewEvent, ExpertEvent, ReviewRefusal>({
    start: emptyReview(round, member),
    step: (state, entry) => stepReview(round, member, state, entry),
    retracing: reviewRetracing,
    read: async (after) => {
      const answer = noticingLock(await call('review.events', { round: round.id, after }));
      // What is there from the beginning was sealed before this page.
      const news = opened !== null && answer.ok ? answer.value.events : [];
      isSealed ||= news.some(({ event }) => event.kind === 'entries.sealed');
      return answer;
    },
    write: async (events) => {
      const body = { round: round.id, events: [...events] };
      const answer = noticingLock(await call('review.record', body));
      // Whether anything was sealed stands in the journal behind the declaration.
      if (answer.ok && events.some(isRecusal)) {
        await Promise.all(events.filter(isRecusal).map((event) => dropTexts(event, place, seal)));
        void opened?.refresh();
      }
      return answer;
    },
    projection: openProjection(place, seal),
    outbox: openOutbox(place, seal),
    now: () => new Date().toISOString(),
  });
  if (!journal.ok) return journal;
  opened = journal.value;
  const { live } = opened;
  live.subscribe(() => {
    if (isSealed && live.get().save.kind === 'saved') void loadInNewProcess();
  });
  return journal;
}

/** The texts of a recused application's documents leave the browser's store at once. */
async function dropTexts(event: ExpertEvent, place: Place, seal: Seal): Promise<void> {
  if ('application' in event) await openBox(place, textsBox(event.application), seal).clear();
}

function isRecusal(event: ExpertEvent): boolean {
  return event.kind === 'conflict.declared' && event.declaration.state === 'recused';
}
