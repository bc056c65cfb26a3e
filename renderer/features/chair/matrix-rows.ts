import { type BaseType, baseTypes } from '../../../shared/domain/application.ts';
import { criterion as criterionWithId } from '../../../shared/domain/catalogue/catalogue.ts';
import type { Check, Criterion } from '../../../shared/domain/catalogue/criterion.ts';
import type { ApplicationConsolidation } from '../../../shared/domain/consolidation.ts';
import type { RankedApplication } from '../../../shared/domain/ranking.ts';
import { own } from '../../../shared/domain/record.ts';
import { entryOf, isClosedTo, type PanelDesk, type QueuedFlag, queueOf } from './panel-desk.ts';

/** An application's own line. */
export interface ApplicationRow {
  readonly kind: 'application';
  readonly key: string;
  readonly ranked: RankedApplication;
  readonly figures: ApplicationConsolidation;
  readonly flags: readonly QueuedFlag[];
  /** The chair is recused: the line does not open. */
  readonly closed: boolean;
}

/** A line inside an opened application, or inside an opened criterion. */
export type InnerRow =
  | {
      readonly kind: 'criterion';
      readonly key: string;
      readonly parent: ApplicationRow;
      readonly criterion: Criterion;
      readonly weight: number;
    }
  | {
      readonly kind: 'check';
      readonly key: string;
      readonly parent: ApplicationRow;
      readonly check: Check;
    }
  | {
      readonly kind: 'comments';
      readonly key: string;
      readonly parent: ApplicationRow;
      readonly criterion: Criterion;
    }
  | { readonly kind: 'recommendation'; readonly key: string; readonly parent: ApplicationRow }
  | { readonly kind: 'opinions'; readonly key: string; readonly parent: ApplicationRow };

export type MatrixRow = ApplicationRow | InnerRow;

/** What narrows the table. */
export interface MatrixFilter {
  readonly shown: 'all' | 'flagged' | 'undecided';
  readonly words: string;
}

/** The applications of one base type, by rank. */
export interface MatrixGroup {
  readonly baseType: BaseType;
  readonly rows: readonly ApplicationRow[];
}

/** All applications as lines, by base type and rank. */
export function applicationRows(desk: PanelDesk): readonly ApplicationRow[] {
  const figures = new Map(desk.consolidation.applications.map((each) => [each.application, each]));
  const flags = Map.groupBy(queueOf(desk), ({ flag }) =>
    'application' in flag ? flag.application : '',
  );
  return desk.ranked.flatMap((ranked) => {
    const own = figures.get(ranked.application);
    if (own === undefined) return [];
    return {
      kind: 'application' as const,
      key: ranked.application,
      ranked,
      figures: own,
      flags: flags.get(ranked.application) ?? [],
      closed: isClosedTo(desk, ranked.application),
    };
  });
}

/** The lines that pass the filter, by base type; types without any are left out. */
export function groupRows(
  desk: PanelDesk,
  rows: readonly ApplicationRow[],
  filter: MatrixFilter,
): readonly MatrixGroup[] {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  const words = plain(filter.words.trim());
  const passing = rows.filter(({ ranked, flags }) => {
    const { application } = ranked;
    const { number, applicant } = entryOf(desk.round, application);
    if (!plain(`${number} ${applicant.name} ${applicant.nameEn ?? ''}`).includes(words))
      return false;
    if (filter.shown === 'flagged') return flags.some((each) => !each.settled);
    if (filter.shown === 'undecided') {
      return own(desk.meeting.decisions, application) === undefined;
    }
    return true;
  });
  return baseTypes
    .map((baseType) => ({
      baseType,
      rows: passing.filter((row) => row.ranked.baseType === baseType),
    }))
    .filter((group) => group.rows.length > 0);
}

/** A line with everything that is open under it. */
export function unfold(
  desk: PanelDesk,
  row: ApplicationRow,
  open: ReadonlySet<string>,
): readonly MatrixRow[] {
  if (!open.has(row.key) || row.closed) return [row];
  const criteria = desk.round.scheme.criteria[row.ranked.baseType];
  const inner = criteria.flatMap(({ criterion: id, weight }): readonly MatrixRow[] => {
    const criterion = criterionWithId(id);
    if (criterion === undefined) return [];
    const key = `${row.key}/${id}`;
    const line = { kind: 'criterion', key, parent: row, criterion, weight } as const;
    if (!open.has(key)) return [line];
    const checks = criterion.checks.map(
      (check) => ({ kind: 'check', key: `${row.key}/${check.id}`, parent: row, check }) as const,
    );
    return [line, ...checks, { kind: 'comments', key: `${key}/words`, parent: row, criterion }];
  });
  const key = `${row.key}/recommendation`;
  const opinions = open.has(key)
    ? [{ kind: 'opinions', key: `${key}/words`, parent: row } as const]
    : [];
  return [row, ...inner, { kind: 'recommendation', key, parent: row }, ...opinions];
}

/** Whether a line opens at all. */
export function opens(row: MatrixRow): boolean {
  if (row.kind === 'application') return !row.closed;
  return row.kind === 'criterion' || row.kind === 'recommendation';
}

/** Depth of a line in the tree, from 1. */
export function levelOf(row: MatrixRow): 1 | 2 | 3 {
  if (row.kind === 'application') return 1;
  return row.kind === 'criterion' || row.kind === 'recommendation' ? 2 : 3;
}

/** The key of the line that holds this one; `null` on the first level. */
export function holderOf(row: MatrixRow): string | null {
  switch (levelOf(row)) {
    case 1:
      return null;
    case 2:
      return row.kind === 'application' ? null : row.parent.key;
    default:
      return row.kind === 'check'
        ? `${row.parent.key}/${criterionPartOf(row.check.id)}`
        : row.key.replace(/\/words$/, '');
  }
}

function criterionPartOf(check: string): string {
  return check.slice(0, check.indexOf('.'));
}
