import type { Recorded, ReviewEvent } from './review.ts';

/** What leaves every answer as it was signed: what is read or noted for oneself, and what the center or a recusal brings about. */
const answersNothing: ReadonlySet<ReviewEvent['kind']> = new Set([
  'review.reopened',
  'bundle.accepted',
  'document.opened',
  'document.extracted',
  'documents.listed',
  'note.written',
  'entries.sealed',
  'entry.sealed',
  'journal.resumed',
]);

/**
 * Whether nothing but recusals has come since the review was last signed. A conflict found later turns any state into
 * `recused`, whatever the deadline; no other answer may follow a hard one.
 * @param entries of the whole journal, in the order of their `seq`.
 */
export function onlyRecusedSince(entries: readonly Recorded<ReviewEvent>[]): boolean {
  const signed = entries.findLastIndex(({ event }) => event.kind === 'review.signed');
  if (signed < 0) return false;
  const since = entries.slice(signed + 1).filter(({ event }) => !answersNothing.has(event.kind));
  return since.length > 0 && since.every(({ event }) => isRecusal(event));
}

function isRecusal(event: ReviewEvent): boolean {
  return event.kind === 'conflict.declared' && event.declaration.state === 'recused';
}
