import { setTimeout } from 'node:timers/promises';
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
  | 'documents.ranges'
  | 'documents.check'
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
      const piece = await documents.piece(document, offset, length);
      if (!piece.ok) return piece;
      const { buffer, byteOffset, byteLength } = piece.value;
      return ok({ data: Buffer.from(buffer, byteOffset, byteLength).toString('base64') });
    },
    'documents.ranges': async ({ document, ranges }) => {
      const unlocked = await context.profile.unlocked();
      if (!unlocked.ok) return fail({ kind: 'identity-locked' });
      const pieces: Uint8Array[] = [];
      for (const { offset, length } of ranges) {
        const piece = await documents.piece(document, offset, length);
        if (!piece.ok) return piece;
        pieces.push(piece.value);
      }
      return ok({ data: Buffer.concat(pieces).toString('base64') });
    },
    'documents.check': async ({ document }) => {
      const unlocked = await context.profile.unlocked();
      if (!unlocked.ok) return fail({ kind: 'identity-locked' });
      const checked = await documents.check(document);
      return checked.ok ? ok({}) : checked;
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
  const { document } = found.value;
  const { mediaType, name } = document;
  const known = context.documents.tokenOf(key);
  if (known !== null) return ok({ document: known, size: document.size, mediaType, name });
  if (document.size > checkedFirst) return openRanged(context, key, found.value);
  const bytes = await read(found.value);
  if (!bytes.ok) return bytes;
  const recorded = await recordOpening(context, key, found.value);
  if (!recorded.ok) {
    bytes.value.fill(0);
    return recorded;
  }
  const token = context.documents.add(key, bytes.value, async () => {
    const again = await read(found.value);
    return again.ok ? again : fail({ kind: 'document-altered', document: name });
  });
  return ok({ document: token, size: bytes.value.length, mediaType, name });
}

/**
 * Records that somebody reads it; the app's own index does not count. Fails where the document may not be given after all:
 * while it was read its person was recused, or the round was closed, and everything open then has been closed already.
 */
async function recordOpening(
  context: ServiceContext,
  { purpose, round: id }: DocumentKey,
  { round, event }: FoundDocument,
): Promise<Result<void, RecordFailure | ReviewRefusal | ShelfFailure>> {
  const recorded = purpose === 'index' ? ok() : await round.review.record([event]);
  if (!recorded.ok) return recorded;
  const now = await context.shelf.get(id);
  if (!now.ok) return now;
  if (now.value !== round) {
    return fail({ kind: 'not-readable', file: round.home.bundle, detail: 'closed' });
  }
  const refused = refusal(context, round, event);
  return refused === null ? ok() : fail(refused);
}

/** A document up to this size is checked as a whole before anything of it is given: that takes a moment only. */
const checkedFirst = 16 * 1024 * 1024;

/**
 * A large document is given by pieces at once, each authenticated by its chunk's tag, while its SHA-256 is being
 * checked; when that fails nothing more of it is given (`document-altered`), and whoever asked for the check is told.
 */
async function openRanged(
  context: ServiceContext,
  key: DocumentKey,
  found: FoundDocument,
): ReturnType<Methods<'documents.open'>['documents.open']> {
  const { inside, document } = found;
  const { size, mediaType, name } = document;
  const bytes = inside.reader.bytes(document.id);
  const altered = fail({ kind: 'document-altered' as const, document: name });
  if (bytes === null || bytes.size !== size) return altered;
  const recorded = await recordOpening(context, key, found);
  if (!recorded.ok) return recorded;
  let isAltered = false;
  let lastRead = performance.now();
  const check = async () => {
    const checked = await inside.reader.check(document.id, () => quietSince(() => lastRead));
    isAltered = !checked.ok;
    return checked.ok ? ok() : altered;
  };
  const token = context.documents.addRanged(key, {
    size,
    read: async (offset, length) => {
      lastRead = performance.now();
      const piece = isAltered ? altered : await bytes.read(offset, length);
      return piece.ok ? piece : altered;
    },
    checked: check(),
  });
  return ok({ document: token, size, mediaType, name });
}

/** Milliseconds without a reader asking for anything, before checking goes on. */
const quietMs = 150;

/** Waits while somebody is reading: the first page comes before the check. */
async function quietSince(lastRead: () => number): Promise<void> {
  let since = performance.now() - lastRead();
  while (since < quietMs) {
    await setTimeout(quietMs - since);
    since = performance.now() - lastRead();
  }
}
