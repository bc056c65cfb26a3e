import type { ApplicationDocument } from '../../../shared/domain/application.ts';
import type { ReviewEvent, ReviewRefusal } from '../../../shared/domain/review.ts';
import { stepReview } from '../../../shared/domain/review-step.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RecordFailure } from '../journal/folded-journal.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { bundleRefusal } from './bundle-refusal.ts';
import type { DocumentKey } from './document-cache.ts';
import { listDocuments } from './document-list.ts';
import type { OpenApplication, OpenRound } from './open-round.ts';
import type { ShelfFailure } from './round-shelf.ts';

type DocumentMethod =
  | 'applications.read'
  | 'documents.open'
  | 'documents.chunk'
  | 'documents.extract';

type DocumentEvent = Extract<
  ReviewEvent,
  { readonly kind: 'document.opened' | 'document.extracted' }
>;

/** Applications and their documents, for whoever may see them. */
export function documentMethods(context: ServiceContext): Methods<DocumentMethod> {
  const { documents, files } = context;
  return {
    'applications.read': async ({ round, application }) => {
      const opened = await enter(context, round, application);
      return opened.ok ? ok(opened.value.inside.application) : opened;
    },
    'documents.open': (key) => openDocument(context, key),
    'documents.chunk': async ({ document, offset, length }) => {
      const unlocked = await context.profile.unlocked();
      if (!unlocked.ok) return fail({ kind: 'identity-locked' });
      const bytes = await documents.read(document);
      if (!bytes.ok) return bytes;
      const piece = bytes.value.subarray(offset, offset + length);
      return ok({ data: Buffer.from(piece).toString('base64') });
    },
    'documents.extract': async (key) => {
      const found = await find(context, key, 'document.extracted');
      if (!found.ok) return found;
      const bytes = await read(found.value);
      if (!bytes.ok) return bytes;
      const recorded = await found.value.round.review.record([found.value.event]);
      if (!recorded.ok) return recorded;
      const held = await files.hold(bytes.value, found.value.document.name);
      if (!held.ok) throw new Error('bytes in memory were not readable');
      return held;
    },
  };
}

type EnterFailure =
  | ShelfFailure
  | ReviewRefusal
  | Failure<'unknown-application' | 'not-a-recipient'>;

interface Inside {
  readonly round: OpenRound;
  readonly inside: OpenApplication;
}

/**
 * Opens an application for this person. Who may is for the review to say, by the rule for opening a document; that the
 * key fits the entry is only the second lock.
 */
async function enter(
  context: ServiceContext,
  roundId: string,
  id: string,
): Promise<Result<Inside, EnterFailure>> {
  const opened = await context.shelf.get(roundId);
  if (!opened.ok) return opened;
  const round = opened.value;
  const event = { kind: 'document.opened', application: id, document: 'application' } as const;
  const refused = refusal(context, round, event);
  if (refused !== null) return fail(refused);
  const inside = await round.application(id);
  if (inside.ok) {
    const listed = await listDocuments(round, inside.value);
    return listed.ok ? ok({ round, inside: inside.value }) : listed;
  }
  const { failure } = inside;
  switch (failure.kind) {
    case 'not-a-recipient':
    case 'not-readable':
    case 'bundle-altered':
    case 'content-invalid':
    case 'newer-version':
      return fail(failure);
    default:
      return fail({ kind: 'bundle-altered', entry: id, detail: failure.kind });
  }
}

function refusal(
  { platform }: ServiceContext,
  { round, me, review }: OpenRound,
  event: DocumentEvent,
): ReviewRefusal | null {
  const at = platform.now().toISOString();
  const step = stepReview(round, me, review.state, { seq: 1, at, event });
  return step.ok ? null : step.failure;
}

interface FoundDocument extends Inside {
  readonly document: ApplicationDocument;
  readonly event: DocumentEvent;
}

async function find(
  context: ServiceContext,
  key: DocumentKey,
  kind: DocumentEvent['kind'],
): Promise<Result<FoundDocument, EnterFailure | Failure<'unknown-document'>>> {
  const entered = await enter(context, key.round, key.application);
  if (!entered.ok) return entered;
  const { round, inside } = entered.value;
  const document = inside.application.documents.find((each) => each.id === key.document);
  if (document === undefined) return fail({ kind: 'unknown-document', document: key.document });
  const event = { kind, application: key.application, document: key.document };
  const refused = refusal(context, round, event);
  return refused === null ? ok({ round, inside, document, event }) : fail(refused);
}

/** The whole document, its SHA-256 checked by the bundle's reader and held against the application. */
async function read({
  round,
  inside,
  document,
}: Omit<FoundDocument, 'event'>): Promise<
  Result<Uint8Array, Failure<'document-altered' | 'not-readable'>>
> {
  const bytes = await inside.reader.document(document.id);
  if (bytes.ok) return bytes;
  const failure = bundleRefusal(bytes.failure, round.home.bundle);
  if (failure.kind === 'not-readable') return fail(failure);
  return fail({ kind: 'document-altered', document: document.name });
}

async function openDocument(
  context: ServiceContext,
  key: DocumentKey,
): ReturnType<Methods<'documents.open'>['documents.open']> {
  const found = await find(context, key, 'document.opened');
  if (!found.ok) return found;
  const { document, round, event } = found.value;
  const { mediaType, name } = document;
  const known = context.documents.tokenOf(key);
  if (known !== null) return ok({ document: known, size: document.size, mediaType, name });
  const bytes = await read(found.value);
  if (!bytes.ok) return bytes;
  const recorded: Result<unknown, RecordFailure | ReviewRefusal> = await round.review.record([
    event,
  ]);
  if (!recorded.ok) return recorded;
  const token = context.documents.add(key, bytes.value, async () => {
    const again = await read(found.value);
    return again.ok ? again : fail({ kind: 'document-altered', document: name });
  });
  return ok({ document: token, size: bytes.value.length, mediaType, name });
}
