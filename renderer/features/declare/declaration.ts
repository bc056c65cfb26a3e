import type { ConflictKind, Declaration } from '../../../shared/domain/conflict.ts';

export type Choice = Declaration['state'];

/** The declaration that the form makes; `null` while something that it needs is missing. */
export function declarationOf(
  choice: Choice | null,
  kind: ConflictKind | null,
  text: string,
): Declaration | null {
  switch (choice) {
    case null:
      return null;
    case 'none':
      return { state: 'none' };
    case 'disclosed':
      return text.trim() === '' ? null : { state: 'disclosed', relation: text };
    case 'recused':
      if (kind === null || (kind === 'other' && text.trim() === '')) return null;
      return { state: 'recused', conflict: kind, reason: text };
  }
}
