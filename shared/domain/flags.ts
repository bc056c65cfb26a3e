import { assertNever } from '../result.ts';
import type { ApplicationId } from './application.ts';
import { criterion as criterionWithId, isObjective } from './catalogue/catalogue.ts';
import type { CriterionId } from './catalogue/criterion.ts';
import type { ExpertResult, Flag, FlagId } from './consolidation.ts';
import {
  membersById,
  mustReport,
  type Settled,
  selectionOf,
  undecidedDisclosures,
  type Voice,
} from './panel-results.ts';
import { own } from './record.ts';
import { applicationOf, type Round } from './round.ts';
import { countedScore, totalOf } from './scoring.ts';
import { textMark } from './text-mark.ts';

/**
 * The stable name of a flag: its members joined with `/`, its kind first. It changes with the numbers in it, and with the
 * mark of the words behind it, so a disposition holds for what the chair saw and not for a greater difference or other grounds
 * that a later workbook brings.
 */
export function flagId(flag: Flag): FlagId {
  return membersOf(flag).join('/');
}

function membersOf(flag: Flag): readonly (string | number)[] {
  switch (flag.kind) {
    case 'check-disagreement':
      return [flag.kind, flag.application, flag.criterion, flag.check, flag.mark];
    case 'criterion-range':
      return [flag.kind, flag.application, flag.criterion, flag.range];
    case 'score-distance':
      return [flag.kind, flag.application, flag.criterion, flag.expert, flag.distance];
    case 'total-gap':
      return [flag.kind, flag.application, flag.gap];
    case 'straddles-pass-line':
      return [flag.kind, flag.application];
    case 'falsification-suspected':
      return [flag.kind, flag.application, flag.expert, flag.mark];
    case 'disclosure-unresolved':
      return [flag.kind, flag.application, flag.expert];
    case 'workbook-missing':
      return [flag.kind, flag.expert];
    case 'workbook-superseded':
      return [flag.kind, flag.expert, flag.revision];
    case 'workbook-fork':
      return [flag.kind, flag.expert, ...flag.workbooks];
    default:
      return assertNever(flag);
  }
}

/** Flags about the workbooks themselves, in the order of the experts' ids: missing, superseded, fork. */
export function workbookFlags(
  round: Round,
  results: readonly ExpertResult[],
  settled: Settled,
): readonly Flag[] {
  return membersById(round).flatMap((member): readonly Flag[] => {
    const expert = member.id;
    const selection = selectionOf(results, settled, expert);
    switch (selection.kind) {
      case 'none':
        return mustReport(round, member) ? [{ kind: 'workbook-missing', expert }] : [];
      case 'fork':
        return [{ kind: 'workbook-fork', expert, workbooks: selection.workbooks }];
      case 'current':
        return selection.superseded.map((revision) => ({
          kind: 'workbook-superseded',
          expert,
          revision,
        }));
      default:
        return assertNever(selection);
    }
  });
}

/** Flags of one application over the reviews that count: by criterion first, then totals, then people. */
export function applicationFlags(
  round: Round,
  results: readonly ExpertResult[],
  settled: Settled,
  application: ApplicationId,
  voices: readonly Voice[],
): readonly Flag[] {
  const baseType = applicationOf(round, application)?.baseType;
  if (baseType === undefined) return [];
  const criteria = round.scheme.criteria[baseType].flatMap(({ criterion }) => [
    ...checkFlags(application, criterion, voices),
    ...scoreFlags(round, application, criterion, voices),
  ]);
  const totals = voices
    .map(({ review }) => totalOf(round.scheme, baseType, review.criteria))
    .filter((each) => each !== null);
  const suspected = voices.flatMap(({ expert, review: { falsification } }): readonly Flag[] => {
    if (falsification === null) return [];
    const mark = textMark(JSON.stringify(falsification));
    return [{ kind: 'falsification-suspected', application, expert, mark }];
  });
  const disclosed = undecidedDisclosures(round, results, settled, application).map(
    (expert): Flag => ({ kind: 'disclosure-unresolved', application, expert }),
  );
  return [...criteria, ...totalFlags(round, application, totals), ...suspected, ...disclosed];
}

/** Experts ought not to differ on a fact; on a judgement they may. */
function checkFlags(
  application: ApplicationId,
  criterion: CriterionId,
  voices: readonly Voice[],
): readonly Flag[] {
  const checks = (criterionWithId(criterion)?.checks ?? []).filter(isObjective);
  return checks.flatMap(({ id: check }): readonly Flag[] => {
    const found = voices.flatMap(({ expert, review }) => {
      const finding = own(review.checks, check);
      return finding === undefined ? [] : [[expert, finding] as const];
    });
    if (new Set(found.map(([, finding]) => finding)).size < 2) return [];
    const mark = textMark(JSON.stringify(found));
    return [{ kind: 'check-disagreement', application, criterion, check, mark }];
  });
}

/** Compared in integers: both sides times 200, since the median of an even number may lie half way. */
function scoreFlags(
  round: Round,
  application: ApplicationId,
  criterion: CriterionId,
  voices: readonly Voice[],
): readonly Flag[] {
  const scored = voices.flatMap(({ expert, review }) => {
    const score = countedScore(own(review.criteria, criterion));
    return score === null ? [] : [{ expert, score }];
  });
  const sorted = scored.map((each) => each.score).toSorted((a, b) => a - b);
  const range = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  const { limits } = round.settings;
  const { max } = round.scheme.scale;
  const wide = 100 * range >= limits.criterionRange * max;
  const ranges: readonly Flag[] = wide
    ? [{ kind: 'criterion-range', application, criterion, range: 100 * range }]
    : [];
  const twiceMedian = twiceMedianOf(sorted);
  const distances = scored.flatMap(({ expert, score }): readonly Flag[] => {
    const twice = Math.abs(2 * score - twiceMedian);
    if (100 * twice < 2 * limits.scoreDistance * max) return [];
    return [{ kind: 'score-distance', application, criterion, expert, distance: 50 * twice }];
  });
  return [...ranges, ...distances];
}

function totalFlags(
  round: Round,
  application: ApplicationId,
  totals: readonly number[],
): readonly Flag[] {
  const gap = Math.max(...totals) - Math.min(...totals);
  const wide = gap >= 100 * round.settings.limits.totalGap;
  const passing = totals.filter((total) => total >= round.scheme.passLine).length;
  const straddles = passing > 0 && passing < totals.length;
  return [
    ...(wide ? [{ kind: 'total-gap', application, gap } as const] : []),
    ...(straddles ? [{ kind: 'straddles-pass-line', application } as const] : []),
  ];
}

function twiceMedianOf(sorted: readonly number[]): number {
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return lower + upper;
}
