import { compareText } from './order.ts';
import type { ExpertId } from './panel.ts';

/** What the choice between the workbooks of one expert rests on. */
export interface WorkbookLink {
  readonly expert: ExpertId;
  /** From 1. */
  readonly revision: number;
  /** SHA-256 of the workbook. */
  readonly workbook: string;
  /** SHA-256 of the workbook of revision n − 1; `null` for the first. */
  readonly parent: string | null;
}

/** What the workbooks of one expert amount to. */
export type Selection<T extends WorkbookLink> =
  | { readonly kind: 'none' }
  /** `superseded`: the earlier revisions that were taken in too, ascending. */
  | { readonly kind: 'current'; readonly current: T; readonly superseded: readonly number[] }
  /** Two histories; `workbooks` are their newest members in the order of their hashes. None counts until the chair chooses. */
  | { readonly kind: 'fork'; readonly workbooks: readonly string[] };

/**
 * The workbook of one expert that counts: the highest revision of a single history. Two workbooks of one revision, two
 * with one parent, or a revision whose parent is not of the revision before it tell two histories: a fork.
 * @param workbooks of this expert only, in any order, repeats allowed.
 * @param chosen the chair's choice: only it and what descends from it count then.
 */
export function selectWorkbook<T extends WorkbookLink>(
  workbooks: readonly T[],
  chosen: string | undefined,
): Selection<T> {
  const taken = [...new Map(workbooks.map((each) => [each.workbook, each])).values()];
  const sorted = taken.toSorted(
    (a, b) => a.revision - b.revision || compareText(a.workbook, b.workbook),
  );
  if (sorted.length === 0) return { kind: 'none' };
  const line = sorted.some((each) => each.workbook === chosen) ? branchOf(sorted, chosen) : sorted;
  const current = line.at(-1);
  if (current === undefined || isForked(line)) return { kind: 'fork', workbooks: tipsOf(line) };
  const earlier = sorted.map((each) => each.revision).filter((each) => each < current.revision);
  return { kind: 'current', current, superseded: [...new Set(earlier)] };
}

/** Whether a workbook continues the chosen one, directly or through others of the list; the list in any order. */
export function descendsFrom(
  workbooks: readonly WorkbookLink[],
  workbook: string,
  ancestor: string,
): boolean {
  const ascending = workbooks.toSorted((a, b) => a.revision - b.revision);
  return branchOf(ascending, ancestor).some((each) => each.workbook === workbook);
}

/** The chosen workbook and its descendants, in ascending order as given. */
function branchOf<T extends WorkbookLink>(
  sorted: readonly T[],
  root: string | undefined,
): readonly T[] {
  const branch = new Set<string>();
  return sorted.filter(({ workbook, parent }) => {
    const belongs = workbook === root || (parent !== null && branch.has(parent));
    if (belongs) branch.add(workbook);
    return belongs;
  });
}

function isForked(ascending: readonly WorkbookLink[]): boolean {
  const parents = ascending.map((each) => each.parent);
  if (new Set(parents).size < parents.length) return true;
  const revisions = new Map(ascending.map((each) => [each.workbook, each.revision]));
  return ascending.some((each, place) => {
    const ofParent = each.parent === null ? undefined : revisions.get(each.parent);
    if (ofParent !== undefined && ofParent !== each.revision - 1) return true;
    const before = ascending[place - 1];
    if (before === undefined) return false;
    if (before.revision === each.revision) return true;
    return before.revision === each.revision - 1 && each.parent !== before.workbook;
  });
}

function tipsOf(workbooks: readonly WorkbookLink[]): readonly string[] {
  const parents = new Set(workbooks.map((each) => each.parent));
  return workbooks
    .map((each) => each.workbook)
    .filter((each) => !parents.has(each))
    .toSorted(compareText);
}
