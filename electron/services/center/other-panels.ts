import { isDeepStrictEqual } from 'node:util';
import type { Round } from '../../../shared/domain/round.ts';
import type { Problem } from '../../../shared/failures.ts';
import { problemAt } from '../intake/problem.ts';
import type { IssuedPanel } from '../registry/issued.ts';

const file = 'round.json';

/**
 * What keeps a panel's round from being issued beside the other panels of the same round, as their newest bundles are: an
 * application, and the number of one, belongs to one panel; so does a person, whose laptop keeps one bundle of a round.
 */
export function panelProblems(round: Round, panels: readonly IssuedPanel[]): readonly Problem[] {
  return othersOf(round, panels).flatMap(({ id, newest }) => {
    const other = newest.file.round;
    const members = new Set(other.panel.members.map((each) => each.id));
    const ids = new Set(other.applications.map((each) => each.id));
    const numbers = new Set(other.applications.map((each) => each.number));
    return [
      ...round.panel.members.flatMap((each, place) => {
        const at = ['panel', 'members', place, 'expert'];
        return members.has(each.id) ? [problemAt(file, at, 'other-panel', id)] : [];
      }),
      ...round.applications.flatMap((each) => {
        const own = `${each.id}/application.json`;
        if (ids.has(each.id)) return [problemAt(own, [], 'other-panel', id)];
        if (!numbers.has(each.number)) return [];
        return [problemAt(own, ['number'], 'duplicate', `${each.number} (${id})`)];
      }),
    ];
  });
}

/** What panels of one round ought to share, since the list ranks over all of them: where this one differs from another. */
export function panelWarnings(round: Round, panels: readonly IssuedPanel[]): readonly Problem[] {
  return othersOf(round, panels).flatMap(({ id, newest }) => {
    const other = newest.file.round;
    return (['kind', 'title', 'year', 'deadline', 'scheme'] as const)
      .filter((key) => !isDeepStrictEqual(round[key], other[key]))
      .map((key) => problemAt(file, [key], 'panel-differs', id));
  });
}

function othersOf(round: Round, panels: readonly IssuedPanel[]): readonly IssuedPanel[] {
  return panels.filter(({ id }) => id !== round.panel.id);
}
