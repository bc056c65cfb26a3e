import { fail, ok, type Result } from '../result.ts';
import type { ApplicationId } from './application.ts';
import type { ConflictState } from './conflict.ts';
import { centerRecusal, type PanelMember } from './panel.ts';
import { own } from './record.ts';
import type { ApplicationReview, Recorded, Review, ReviewEvent, ReviewRefusal } from './review.ts';
import { answer, blankReview, type InsideEvent, senseless } from './review-answer.ts';
import { assignmentOf, type Round } from './round.ts';

type Step = Result<Review, ReviewRefusal>;

/**
 * The review before anything happened: one entry per assigned application, undeclared or recused by the center.
 * A chair who does not review in this round has none.
 */
export function emptyReview(round: Round, member: PanelMember): Review {
  const entries = assignmentOf(round, member).map((id) => {
    const recusal = centerRecusal(round.panel, member.id, id);
    const conflict: ConflictState =
      recusal === undefined
        ? { state: 'undeclared' }
        : { state: 'recused-by-center', conflict: recusal.conflict };
    return [id, blankReview(conflict)] as const;
  });
  return {
    bundle: null,
    pledge: null,
    applications: Object.fromEntries(entries),
    revisions: [],
    phase: 'open',
    isOutdated: false,
    reopenReason: '',
  };
}

/** What a signed review still takes: what is read, and what the center or a recusal brings about. */
const passesSignature: ReadonlySet<ReviewEvent['kind']> = new Set([
  'review.reopened',
  'bundle.accepted',
  'document.opened',
  'document.extracted',
  'documents.listed',
  'entries.sealed',
  'entry.sealed',
  'journal.resumed',
]);

/**
 * The state after one more event, or why it is refused; the state given is never changed.
 * A declaration needs no pledge; everything inside an application needs the pledge, then a declaration that
 * leaves it open. The first recusal is final: it empties the application's state, while the events stay in the
 * journal. `signed` freezes every answer until `review.reopened`; a newer bundle is taken note of all the same, and
 * the signature stays.
 * That nothing is missing (`missingFrom`) and the deadline are the caller's to check before `review.signed`.
 */
export function stepReview(
  round: Round,
  member: PanelMember,
  state: Review,
  recorded: Recorded<ReviewEvent>,
): Step {
  const { event, at } = recorded;
  if (state.phase === 'signed' && !passesSignature.has(event.kind)) {
    return fail({ kind: 'review-signed' });
  }
  switch (event.kind) {
    case 'bundle.accepted':
      return acceptBundle(state, event.sequence, event.manifest);
    case 'pledge.signed':
      return ok({ ...state, pledge: { version: event.version, at } });
    case 'conflict.declared':
      return declare(round, member, state, event);
    case 'review.signed':
      return sign(state, event, at);
    case 'review.reopened':
      return reopen(state, event.reason);
    case 'entries.sealed':
    case 'entry.sealed':
    case 'journal.resumed':
      return ok(state);
    default:
      return enter(round, member, state, event);
  }
}

/**
 * The review that these journal entries make, in the order of their `seq`. An entry that the present round no longer
 * allows (the center took the application away or recused the member since, or changed the scheme) changes nothing:
 * experts keep the rest of their work when a newer bundle replaces an older one.
 */
export function foldReview(
  round: Round,
  member: PanelMember,
  entries: readonly Recorded<ReviewEvent>[],
): Review {
  return entries.reduce<Review>(
    (state, entry) => {
      const next = stepReview(round, member, state, entry);
      return next.ok ? next.value : state;
    },
    emptyReview(round, member),
  );
}

/** A sequence that is not newer changes nothing: the state names the newest bundle. */
function acceptBundle(state: Review, sequence: number, manifest: string): Step {
  if (state.bundle !== null && sequence <= state.bundle.sequence) return ok(state);
  return ok({ ...state, bundle: { sequence, manifest }, isOutdated: state.phase === 'signed' });
}

function declare(
  round: Round,
  member: PanelMember,
  state: Review,
  event: Extract<ReviewEvent, { readonly kind: 'conflict.declared' }>,
): Step {
  const { application, declaration } = event;
  const current = own(state.applications, application);
  if (current === undefined) return fail({ kind: 'not-assigned', application });
  const lock = recusalOf(round, member, application, current);
  if (lock !== null) return fail(lock);
  if (declaration.state === 'disclosed' && isBlank(declaration.relation)) {
    return fail({ kind: 'text-required', field: 'relation' });
  }
  if (declaration.state !== 'recused') {
    return ok(put(state, application, { ...current, conflict: declaration }));
  }
  if (declaration.conflict === 'other' && isBlank(declaration.reason)) {
    return fail({ kind: 'text-required', field: 'reason' });
  }
  return ok(put(state, application, blankReview(declaration)));
}

function sign(
  state: Review,
  event: Extract<ReviewEvent, { readonly kind: 'review.signed' }>,
  at: string,
): Step {
  if (state.pledge === null) return fail({ kind: 'pledge-missing' });
  const { revision, workbook, parent } = event;
  const expected = state.revisions.length + 1;
  if (revision !== expected || parent !== (state.revisions.at(-1)?.workbook ?? null)) {
    return fail({ kind: 'wrong-revision', expected, revision });
  }
  const revisions = [...state.revisions, { revision, workbook, at }];
  return ok({ ...state, revisions, phase: 'signed', isOutdated: false });
}

function reopen(state: Review, reason: string): Step {
  if (state.phase !== 'signed') return fail({ kind: 'review-not-signed' });
  if (isBlank(reason)) return fail({ kind: 'text-required', field: 'reason' });
  return ok({ ...state, phase: 'open', isOutdated: false, reopenReason: reason });
}

/** Events inside one application: whether it is open to this member, then whether the event makes sense. */
function enter(round: Round, member: PanelMember, state: Review, event: InsideEvent): Step {
  const { application } = event;
  const current = own(state.applications, application);
  if (current === undefined) return fail({ kind: 'not-assigned', application });
  const refusal =
    lockOf(round, member, state, application, current) ?? senseless(round, current, event);
  if (refusal !== null) return fail(refusal);
  return ok(put(state, application, answer(current, event)));
}

function lockOf(
  round: Round,
  member: PanelMember,
  state: Review,
  application: ApplicationId,
  current: ApplicationReview,
): ReviewRefusal | null {
  const recusal = recusalOf(round, member, application, current);
  if (recusal !== null) return recusal;
  if (state.pledge === null) return { kind: 'pledge-missing' };
  return current.conflict.state === 'undeclared' ? { kind: 'undeclared', application } : null;
}

/** The center's word is read from the round too: no journal of an expert can undo it. */
function recusalOf(
  round: Round,
  member: PanelMember,
  application: ApplicationId,
  { conflict }: ApplicationReview,
): ReviewRefusal | null {
  const byCenter = centerRecusal(round.panel, member.id, application) !== undefined;
  if (byCenter || conflict.state === 'recused-by-center') {
    return { kind: 'recused-by-center', application };
  }
  return conflict.state === 'recused' ? { kind: 'recused', application } : null;
}

function put(state: Review, application: ApplicationId, review: ApplicationReview): Review {
  return { ...state, applications: { ...state.applications, [application]: review } };
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
