import { compareNumbers } from '../../../shared/domain/order.ts';
import { type RankedFigures, rankEntries } from '../../../shared/domain/ranking.ts';
import type { ListedApplication, RoundList } from '../../../shared/exchange.ts';
import type { PanelChoice } from '../registry/choices.ts';
import { type IssuedPanel, type IssuedRound, panelsOf } from '../registry/issued.ts';
import type { RegisteredWorkbook } from '../registry/registry.ts';
import { outcomeOf, type PanelOutcome } from './panel-standing.ts';

/** A line of the list, and what its rank rests on once its panel has decided. */
interface Line {
  readonly listed: Omit<ListedApplication, 'rank'>;
  readonly figures: RankedFigures | null;
}

/**
 * What a round has come to: a function of the set of its bundles, workbooks and choices, so that order and repetition of imports
 * cannot change it. Applications carry the name, type and decision that their panel signed, whatever a newer bundle calls
 * them; ranks are over all panels and come with the last decision.
 */
export function listOf(
  issued: IssuedRound,
  workbooks: readonly RegisteredWorkbook[],
  choices: readonly PanelChoice[] = [],
): RoundList {
  const panels = panelsOf(issued);
  const outcomes = panels.map((panel) => {
    const own = workbooks.filter(({ payload }) => payload.round.panel === panel.id);
    const chosen = choices.filter((each) => each.panel === panel.id);
    return { panel, outcome: outcomeOf(panel, own, chosen) };
  });
  const owners = new Map(
    panels.flatMap(({ id, newest }) =>
      newest.file.round.applications.map((each) => [each.id, id] as const),
    ),
  );
  const lines = outcomes
    .flatMap(({ panel, outcome }) => linesOf(panel, outcome))
    // What went to another panel is that panel's to decide.
    .filter(({ listed }) => (owners.get(listed.application) ?? listed.panel) === listed.panel);
  const decided = outcomes.every(({ outcome }) => outcome.standing.decided);
  const places = decided ? placesOf(lines) : new Map<string, number>();
  return {
    round: newestRound(issued),
    decided,
    panels: outcomes.map(({ outcome }) => outcome.standing),
    applications: lines
      .map(({ listed }) => ({ ...listed, rank: places.get(listed.application) ?? null }))
      .toSorted((a, b) => compareNumbers(a.number, b.number)),
  };
}

function newestRound({ id, bundles }: IssuedRound): RoundList['round'] {
  const newest = bundles.at(-1);
  if (newest === undefined) throw new Error(`${id} has no bundle`);
  const { title, year } = newest.file.round;
  return { id, title, year };
}

/** What the panel signed, then what came with a newer bundle and nobody has decided. */
function linesOf({ id: panel, newest }: IssuedPanel, { decided }: PanelOutcome): readonly Line[] {
  const signed = (decided?.applications ?? []).map((each): Line => {
    const { application, number, name, baseType, total, criteriaMet, vote, decision } = each;
    const named = { application, panel, number, name, baseType };
    const { falsificationSuspected } = each;
    const outcome = { criteriaMet, vote, decision, falsificationSuspected };
    const listed = { ...named, total: total.mean, trimmed: total.trimmed, ...outcome };
    return { listed, figures: { application, total, criteriaMet } };
  });
  const known = new Set(signed.map(({ listed }) => listed.application));
  const open = newest.file.round.applications
    .filter(({ id }) => !known.has(id))
    .map(({ id, number, applicant, baseType }): Line => {
      const named = { application: id, panel, number, name: applicant.name, baseType };
      return { listed: { ...named, ...undecided }, figures: null };
    });
  return [...signed, ...open];
}

const undecided = {
  total: null,
  trimmed: null,
  criteriaMet: null,
  vote: null,
  decision: null,
  falsificationSuspected: false,
} as const;

function placesOf(lines: readonly Line[]): ReadonlyMap<string, number> {
  const entries = lines.map(({ listed }) => ({ ...listed, id: listed.application }));
  const figures = lines.flatMap((each) => each.figures ?? []);
  return new Map(rankEntries(entries, figures).map((each) => [each.application, each.rank]));
}
