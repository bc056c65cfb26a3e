/** Kinds of conflict of interest (回避). */
export const conflictKinds = [
  'employment',
  'family',
  'financial',
  'collaboration',
  'preparation',
  'competitor',
  'dispute',
  'other',
] as const;
/** Id of a kind of conflict; those of work and money reach back 3 years. */
export type ConflictKind = (typeof conflictKinds)[number];

/**
 * What an expert declares for one application before its documents open.
 * `disclosed`: a relation believed harmless; the chair accepts it or recuses in the panel.
 */
export type Declaration =
  | { readonly state: 'none' }
  | { readonly state: 'disclosed'; readonly relation: string }
  | { readonly state: 'recused'; readonly conflict: ConflictKind; readonly reason: string };

/** Where an expert stands towards an application. A center's recusal cannot be undone. */
export type ConflictState =
  | { readonly state: 'undeclared' }
  | { readonly state: 'recused-by-center'; readonly conflict: ConflictKind }
  | Declaration;

/** Whether documents may open and scores may be given in this state. */
export function allowsReview(conflict: ConflictState): boolean {
  return conflict.state === 'none' || conflict.state === 'disclosed';
}

/** Whether the person is out of this application, by the center's or the person's own word. */
export function isRecused(conflict: ConflictState): boolean {
  return conflict.state === 'recused' || conflict.state === 'recused-by-center';
}
