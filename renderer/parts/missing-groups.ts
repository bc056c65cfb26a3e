import type { Missing } from '../../shared/domain/review.ts';

/** What one criterion, or an application as a whole (`criterion` null), still lacks. */
export interface MissingGroup {
  readonly criterion: string | null;
  /** How many checks have no finding. */
  readonly findings: number;
  readonly others: readonly Exclude<Missing['kind'], 'finding'>[];
}

export interface MissingInApplication {
  readonly application: string;
  readonly groups: readonly MissingGroup[];
}

/** Sorts what is missing by application and criterion, in the order given; the pledge belongs to no application. */
export function groupMissing(missing: readonly Missing[]): {
  readonly pledge: boolean;
  readonly applications: readonly MissingInApplication[];
} {
  const applications = new Map<string, Map<string | null, Missing[]>>();
  let pledge = false;
  for (const each of missing) {
    if (each.kind === 'pledge') {
      pledge = true;
      continue;
    }
    const criterion = 'criterion' in each ? each.criterion : null;
    const groups = applications.get(each.application) ?? new Map<string | null, Missing[]>();
    groups.set(criterion, [...(groups.get(criterion) ?? []), each]);
    applications.set(each.application, groups);
  }
  return {
    pledge,
    applications: [...applications].map(([application, groups]) => ({
      application,
      groups: [...groups].map(([criterion, items]) => groupOf(criterion, items)),
    })),
  };
}

function groupOf(criterion: string | null, items: readonly Missing[]): MissingGroup {
  const others = items.map((each) => each.kind).filter((kind) => kind !== 'finding');
  return { criterion, findings: items.length - others.length, others };
}
