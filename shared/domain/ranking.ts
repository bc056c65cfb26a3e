import {
  type ApplicationId,
  type ApplicationIndexEntry,
  type BaseType,
  baseTypes,
} from './application.ts';
import type { ApplicationConsolidation, Consolidation } from './consolidation.ts';
import { compareNumbers, compareText } from './order.ts';
import { applicationsInOrder, type Round } from './round.ts';

/** Place of an application inside its base type. Equal in all tie-break keys is impossible: the number decides last. */
export interface RankedApplication {
  readonly application: ApplicationId;
  readonly baseType: BaseType;
  /** From 1 inside the base type. */
  readonly rank: number;
  /** Which key decided against the next higher one; `null` for rank 1. */
  readonly decidedBy: 'total' | 'criteria-met' | 'median' | 'number' | null;
}

/**
 * The applications of a round by base type (in the regulation's order) and rank. The keys, each deciding only where the one
 * before is equal: mean of the totals (higher first, nothing scored last), criteria met (more first), median of the
 * totals (higher first), application number. The plain mean, not the trimmed one, since recusals may leave fewer
 * than five scores for one application and more for another.
 */
export function rank(round: Round, consolidation: Consolidation): readonly RankedApplication[] {
  return rankEntries(applicationsInOrder(round), consolidation.applications);
}

/** What a place rests on besides the figures. */
type RankedEntry = Pick<ApplicationIndexEntry, 'id' | 'number' | 'baseType'>;
/** The figures that a place rests on. */
export type RankedFigures = Pick<ApplicationConsolidation, 'application' | 'total' | 'criteriaMet'>;

/** The same over applications of whatever panels; one without figures has no place. */
export function rankEntries(
  entries: readonly RankedEntry[],
  all: readonly RankedFigures[],
): readonly RankedApplication[] {
  const figures = new Map(all.map((each) => [each.application, each]));
  return baseTypes.flatMap((type) => {
    const contenders = entries.flatMap((entry) => {
      const own = figures.get(entry.id);
      return entry.baseType === type && own !== undefined ? [{ entry, figures: own }] : [];
    });
    return contenders.toSorted((a, b) => compare(a, b).order).map(place);
  });
}

interface Contender {
  readonly entry: RankedEntry;
  readonly figures: RankedFigures;
}

type Key = Exclude<RankedApplication['decidedBy'], null>;

function place(one: Contender, index: number, all: readonly Contender[]): RankedApplication {
  const above = all[index - 1];
  return {
    application: one.entry.id,
    baseType: one.entry.baseType,
    rank: index + 1,
    decidedBy: above === undefined ? null : compare(above, one).key,
  };
}

/** Negative when `a` ranks before `b`, with the key that decided. */
function compare(a: Contender, b: Contender): { readonly order: number; readonly key: Key } {
  const keys: readonly (readonly [Key, number])[] = [
    ['total', descending(a.figures.total.mean, b.figures.total.mean)],
    ['criteria-met', b.figures.criteriaMet - a.figures.criteriaMet],
    ['median', descending(a.figures.total.median, b.figures.total.median)],
  ];
  const decisive = keys.find(([, order]) => order !== 0);
  if (decisive !== undefined) return { key: decisive[0], order: decisive[1] };
  const byNumber = compareNumbers(a.entry.number, b.entry.number);
  return { key: 'number', order: byNumber || compareText(a.entry.id, b.entry.id) };
}

function descending(a: number | null, b: number | null): number {
  return (b ?? -1) - (a ?? -1);
}
