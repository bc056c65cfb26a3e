import type { Application } from '../../../shared/domain/application.ts';
import type { Review, ReviewEvent, ReviewRefusal } from '../../../shared/domain/review.ts';
import { foldReview, stepReview } from '../../../shared/domain/review-step.ts';
import { assignmentOf, type Round } from '../../../shared/domain/round.ts';
import type { Failure } from '../../../shared/failures.ts';
import type { JsonValue } from '../../../shared/json.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { reviewEvent } from '../../../shared/schema.ts';
import type { ApplicationReader } from '../bundle/application-reader.ts';
import { type BundleReader, openBundle } from '../bundle/open.ts';
import type { RoundHome } from '../home.ts';
import type { Unlocked } from '../identity/profile-session.ts';
import {
  type FoldedJournal,
  openFoldedJournal,
  type RecordFailure,
} from '../journal/folded-journal.ts';
import type { AuthorityCertificate } from '../pki/certificate.ts';
import { boxedEntries, keyedApplications } from '../recusal/entry-coding.ts';
import { type Keyring, openKeyring } from '../recusal/keyring.ts';
import {
  type BundleContent,
  type ContentRefusal,
  readApplication,
  readContent,
} from './bundle-content.ts';
import { type BundleRefusal, bundleRefusal } from './bundle-refusal.ts';

/** An application together with what gives its documents. */
export interface OpenApplication {
  readonly application: Application;
  readonly reader: ApplicationReader;
}

/** A round of this person, open: bundle and journal. */
export interface OpenRound extends BundleContent {
  readonly home: RoundHome;
  readonly round: Round;
  readonly bundle: { readonly sequence: number; readonly manifest: string };
  readonly authority: AuthorityCertificate;
  readonly review: FoldedJournal<Review, ReviewEvent, ReviewRefusal>;
  /** The keys of what the review says inside each application. */
  readonly keyring: Keyring;
  /** Opens an application and keeps it open. It does not ask whether this person may: see `documents.ts`. */
  application(id: string): Promise<Result<OpenApplication, BundleRefusal>>;
  /** Closes an application and forgets its key. */
  forget(id: string): Promise<void>;
  close(): Promise<void>;
}

export type RoundFailure =
  | RecordFailure
  | Failure<
      | 'not-readable'
      | 'content-invalid'
      | 'bundle-altered'
      | 'bundle-older'
      | 'newer-version'
      | 'unknown-round'
    >;

/** Opens the round that lies in a folder: the library's copy of its bundle, then the journal. */
export async function openRound(
  home: RoundHome,
  authority: AuthorityCertificate,
  { identity }: Unlocked,
  clock: () => Date,
): Promise<Result<OpenRound, RoundFailure>> {
  const library = await openLibrary(home, authority, identity);
  if (!library.ok) return library;
  const { reader, content } = library.value;
  const own = await openOwn(home, content, identity.profileKey, clock);
  if (own.ok) return ok(roundOver(home, authority, reader, content, own.value));
  await reader.close();
  return own;
}

/** Opens the library's copy of a round's bundle, whatever became of the journal. The caller closes the reader. */
export async function openLibrary(
  home: RoundHome,
  authority: AuthorityCertificate,
  identity: Unlocked['identity'],
): Promise<
  Result<{ readonly reader: BundleReader; readonly content: BundleContent }, RoundFailure>
> {
  const opened = await openBundle({
    path: home.bundle,
    identities: [identity.agePrivate],
    authority: authority.fingerprint,
    origin: { profileKey: identity.profileKey },
  });
  if (!opened.ok) return fail(libraryFailure(bundleRefusal(opened.failure, home.bundle)));
  const reader = opened.value;
  const content = await readContent(reader, identity.signingKeyPkcs8, home.bundle);
  if (content.ok) return ok({ reader, content: content.value });
  await reader.close();
  return fail(libraryFailure(content.failure));
}

/** What is this person's own in a round. */
type OwnPart = Pick<OpenRound, 'review' | 'keyring'>;

async function openOwn(
  home: RoundHome,
  { file: { round }, me }: BundleContent,
  key: Uint8Array,
  clock: () => Date,
): Promise<Result<OwnPart, RoundFailure>> {
  const rings: Keyring[] = [];
  const coding = async (values: readonly JsonValue[]) => {
    const assigned = assignmentOf(round, me);
    const keyed = keyedApplications(values);
    const place = { file: home.reviewKeys, profileKey: key, round: round.id, keyed };
    const keyring = await openKeyring(place, assigned);
    if (!keyring.ok) return keyring;
    rings.push(keyring.value);
    return ok(boxedEntries(keyring.value, round.id));
  };
  const review = await openFoldedJournal<Review, ReviewEvent, ReviewRefusal>(
    { path: home.reviewJournal, key, id: `${round.id}/review`, clock },
    {
      event: reviewEvent,
      coding,
      fold: (entries) => foldReview(round, me, entries),
      step: (state, entry) => stepReview(round, me, state, entry),
    },
  );
  const [keyring] = rings;
  if (review.ok && keyring !== undefined) return ok({ review: review.value, keyring });
  keyring?.forget();
  return review as Result<never, RoundFailure>;
}

function roundOver(
  home: RoundHome,
  authority: AuthorityCertificate,
  bundleReader: BundleReader,
  content: BundleContent,
  { review, keyring }: OwnPart,
): OpenRound {
  const { summary } = bundleReader;
  const open = new Map<string, Promise<Result<OpenApplication, BundleRefusal>>>();
  const openApplication = async (id: string): Promise<Result<OpenApplication, BundleRefusal>> => {
    const reader = await bundleReader.application(id);
    if (!reader.ok) return fail(bundleRefusal(reader.failure, home.bundle));
    const application = readApplication(reader.value, content.file, id);
    if (application.ok) return ok({ application: application.value, reader: reader.value });
    reader.value.close();
    return application;
  };
  return {
    ...content,
    home,
    authority,
    review,
    keyring,
    round: content.file.round,
    bundle: { sequence: summary.manifest.sequence, manifest: summary.digest },
    application: (id) => {
      const opening = open.get(id) ?? openApplication(id);
      open.set(id, opening);
      return opening;
    },
    forget: async (id) => {
      const opened = await open.get(id);
      open.delete(id);
      if (opened?.ok) opened.value.reader.close();
    },
    close: async () => {
      await review.close();
      keyring.forget();
      await bundleReader.close();
      open.clear();
    },
  };
}

/** What can be wrong with a copy that was whole when it came into the library: the disk, or somebody's hand. */
function libraryFailure(refusal: ContentRefusal): RoundFailure {
  switch (refusal.kind) {
    case 'not-readable':
    case 'content-invalid':
    case 'bundle-altered':
    case 'newer-version':
      return refusal;
    default:
      return { kind: 'bundle-altered', entry: 'bundle.hzb', detail: refusal.kind };
  }
}
