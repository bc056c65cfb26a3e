import { brokenCitations } from '../../../shared/domain/document-news.ts';
import type { Review, ReviewEvent, ReviewRefusal } from '../../../shared/domain/review.ts';
import type { BundleNews } from '../../../shared/exchange.ts';
import type { JsonValue } from '../../../shared/json.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { reviewEvent } from '../../../shared/schema.ts';
import type { RoundHome } from '../home.ts';
import type { RecordFailure } from '../journal/folded-journal.ts';
import { listSeenDocuments } from './document-list.ts';
import type { OpenRound } from './open-round.ts';
import { soundValues } from './sound-values.ts';

/** Whether a bundle is older than a known one of its round; another one of the same number counts as older. */
export function comesBefore(bundle: OpenRound['bundle'], known: OpenRound['bundle']): boolean {
  if (bundle.sequence !== known.sequence) return bundle.sequence < known.sequence;
  return bundle.manifest !== known.manifest;
}

/** The event that is missing while the journal does not name the bundle that is open, else none. */
export function acceptance({
  bundle,
  review,
}: Pick<OpenRound, 'bundle' | 'review'>): ReviewEvent[] {
  const isNamed = review.state.bundle?.manifest === bundle.manifest;
  return isNamed ? [] : [{ kind: 'bundle.accepted', ...bundle }];
}

/**
 * Records that this person works on the bundle that is open, and what it changed in the applications that were opened
 * before. A signed review takes note of it too: the signature stays, and is told to be outdated. A crash between the copy
 * and this record is made good the next time the bundle or an application is opened, at the latest by signing.
 */
export async function acceptBundle(round: OpenRound): Promise<Result<void, RecordFailure>> {
  const listed = await listSeenDocuments(round);
  if (!listed.ok) return { ok: false, failure: diskOnly(listed.failure) };
  const events = acceptance(round);
  if (events.length === 0) return ok();
  const recorded = await round.review.record(events);
  return recorded.ok ? ok() : { ok: false, failure: diskOnly(recorded.failure) };
}

/**
 * The bundle that this person accepted last in a round, by the journal; `null` where none was. It outlives the library's
 * copy, so that taking that away does not bring an older bundle back. Of a damaged journal the sound part counts.
 */
export async function lastAccepted(
  home: RoundHome,
  key: Uint8Array,
  round: string,
): Promise<Result<OpenRound['bundle'] | null, RecordFailure>> {
  const values = await soundValues(home, key, round);
  if (!values.ok) return values;
  const isAcceptance = (value: JsonValue) =>
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'bundle.accepted';
  const event = reviewEvent.safeParse(values.value.findLast(isAcceptance)).data;
  return ok(event?.kind === 'bundle.accepted' ? event : null);
}

/** What the person has to look at since the bundles before. */
export function bundleNews({ applications, isOutdated }: Review): BundleNews {
  const reviews = Object.values(applications);
  const news = reviews.flatMap(({ documents }) => documents).filter(({ news }) => news !== null);
  return {
    documents: news.length,
    citations: reviews.flatMap(brokenCitations).length,
    reopen: isOutdated,
  };
}

function diskOnly(failure: RecordFailure | ReviewRefusal): RecordFailure {
  if ('file' in failure || 'entry' in failure || 'format' in failure) return failure;
  if (failure.kind === 'identity-locked') return failure;
  throw new Error(`a bundle was not accepted: ${failure.kind}`);
}
