import { type BaseType, baseTypes } from '../../../shared/domain/application.ts';
import { compareNumbers } from '../../../shared/domain/order.ts';
import { assertNever } from '../../../shared/result.ts';
import { compareNames } from '../../text.ts';
import { type ApplicationRow, type OpenRow, type Status, statusOf } from './application-rows.ts';

/** In the order in which work goes on. */
export const statuses: readonly Status[] = ['undeclared', 'open', 'started', 'complete', 'recused'];

export const sortKeys = ['number', 'name', 'status', 'progress', 'total'] as const;
export type SortKey = (typeof sortKeys)[number];

/** How the list is narrowed, ordered and divided. */
export interface ListView {
  readonly status: Status | 'all';
  readonly type: BaseType | 'all';
  /** Words in the number or the name. */
  readonly words: string;
  readonly sort: { readonly by: SortKey; readonly descending: boolean };
  readonly groups: 'type' | 'status' | 'none';
}

export const firstView: ListView = {
  status: 'all',
  type: 'all',
  words: '',
  sort: { by: 'number', descending: false },
  groups: 'type',
};

export type Group =
  | { readonly kind: 'type'; readonly type: BaseType; readonly rows: readonly ApplicationRow[] }
  | { readonly kind: 'status'; readonly status: Status; readonly rows: readonly ApplicationRow[] }
  | { readonly kind: 'none'; readonly rows: readonly ApplicationRow[] };

/** The rows that pass the view, in its order and groups; empty groups are left out. */
export function arranged(rows: readonly ApplicationRow[], view: ListView): readonly Group[] {
  const words = plain(view.words.trim());
  const passing = rows
    .filter(
      (row) =>
        (view.status === 'all' || statusOf(row) === view.status) &&
        (view.type === 'all' || row.baseType === view.type) &&
        plain(row.recused ? row.number : `${row.number} ${row.names}`).includes(words),
    )
    .toSorted((a, b) => compareRows(a, b, view.sort));
  return divided(passing, view.groups).filter((group) => group.rows.length > 0);
}

function divided(rows: readonly ApplicationRow[], groups: ListView['groups']): readonly Group[] {
  switch (groups) {
    case 'type':
      return baseTypes.map((type) => ({
        kind: groups,
        type,
        rows: rows.filter((row) => row.baseType === type),
      }));
    case 'status':
      return statuses.map((status) => ({
        kind: groups,
        status,
        rows: rows.filter((row) => statusOf(row) === status),
      }));
    case 'none':
      return [{ kind: groups, rows }];
    default:
      return assertNever(groups);
  }
}

/** Recused ones come last but for the order of the numbers: where they would stand otherwise says something of them. */
function compareRows(
  a: ApplicationRow,
  b: ApplicationRow,
  { by, descending }: ListView['sort'],
): number {
  const number = compareNumbers(a.number, b.number);
  const turn = descending ? -1 : 1;
  if (by === 'number') return turn * number;
  if (a.recused || b.recused) return Number(a.recused) - Number(b.recused) || number;
  return turn * compareOpen(a, b, by) || number;
}

function compareOpen(a: OpenRow, b: OpenRow, by: Exclude<SortKey, 'number'>): number {
  switch (by) {
    case 'name':
      return compareNames(a.name, b.name);
    case 'status':
      return statuses.indexOf(a.status) - statuses.indexOf(b.status);
    case 'progress':
      return a.answered * b.required - b.answered * a.required;
    case 'total':
      return (a.total ?? -1) - (b.total ?? -1);
    default:
      return assertNever(by);
  }
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

const views = new Map<string, ListView>();

/** The view somebody left a round's list with, as long as the page lives. */
export function rememberedView(round: string): ListView {
  return views.get(round) ?? firstView;
}

export function rememberView(round: string, view: ListView): void {
  views.set(round, view);
}
