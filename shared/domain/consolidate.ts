import { alphaInterval, alphaNominal, kendallW } from './agreement.ts';
import type { ApplicationIndexEntry, BaseType } from './application.ts';
import type { CriterionId } from './catalogue/criterion.ts';
import type {
  Agreement,
  ApplicationConsolidation,
  Consolidation,
  ExpertResult,
} from './consolidation.ts';
import { applicationFlags, workbookFlags } from './flags.ts';
import { leaningOf } from './leaning.ts';
import type { ExpertId } from './panel.ts';
import {
  membersById,
  nothingSettled,
  recusedFrom,
  type Settled,
  type Voice,
  voicesOn,
} from './panel-results.ts';
import { own } from './record.ts';
import { applicationsInOrder, type Round } from './round.ts';
import { countedScore, totalOf } from './scoring.ts';
import { statisticsOf } from './statistics.ts';

/**
 * What a panel's results amount to: statistics per application and criterion, flags, agreement and each expert's leaning.
 * The order of members, results and applications never changes it. Recused members are in no figure; members whose
 * workbooks fork are in none until the chair chooses.
 * @param results every workbook taken in, of any revision, repeats allowed.
 * @param settled the meeting so far: the chosen workbook of each fork and the decisions on disclosures.
 */
export function consolidate(
  round: Round,
  results: readonly ExpertResult[],
  settled: Settled = nothingSettled,
): Consolidation {
  const heard = hear(round, results, settled);
  const applications = heard.map((each) => ({
    ...figuresOf(round, each),
    recused: recusedFrom(round, results, settled, each.entry.id),
  }));
  return {
    applications,
    flags: [
      ...workbookFlags(round, results, settled),
      ...heard.flatMap(({ entry, voices }) =>
        applicationFlags(round, results, settled, entry.id, voices),
      ),
    ],
    agreement: agreementOf(round, heard),
    leaning: leaningOf(
      membersById(round).map((each) => each.id),
      applications.map((each) => each.totals),
    ),
  };
}

/** Agreement inside each base type; types without applications in the round have none to measure and hold `null`s. */
export function agreementByType(
  round: Round,
  results: readonly ExpertResult[],
  settled: Settled = nothingSettled,
): Readonly<Record<BaseType, Agreement>> {
  const heard = hear(round, results, settled);
  const inside = (type: BaseType) =>
    agreementOf(
      round,
      heard.filter(({ entry }) => entry.baseType === type),
    );
  return {
    work: inside('work'),
    offshore: inside('offshore'),
    overseas: inside('overseas'),
    community: inside('community'),
  };
}

/** An application with the reviews that count for it and their totals. */
interface Heard {
  readonly entry: ApplicationIndexEntry;
  readonly voices: readonly Voice[];
  readonly totals: Readonly<Record<ExpertId, number | null>>;
}

function hear(round: Round, results: readonly ExpertResult[], settled: Settled): readonly Heard[] {
  return applicationsInOrder(round).map((entry) => {
    const voices = voicesOn(round, results, settled, entry.id);
    const totals = voices.map(({ expert, review }) => {
      return [expert, totalOf(round.scheme, entry.baseType, review.criteria)] as const;
    });
    return { entry, voices, totals: Object.fromEntries(totals) };
  });
}

function figuresOf(
  round: Round,
  { entry, voices, totals }: Heard,
): Omit<ApplicationConsolidation, 'recused'> {
  const ids = round.scheme.criteria[entry.baseType].map((each) => each.criterion);
  const criteria = ids.map((criterion) => {
    const hundredths = scoresOf(voices, criterion).map((score) => 100 * score);
    return [criterion, statisticsOf(hundredths)] as const;
  });
  return {
    application: entry.id,
    total: statisticsOf(Object.values(totals).filter((total) => total !== null)),
    criteria: Object.fromEntries(criteria),
    criteriaMet: ids.filter((criterion) => isMostlyMet(voices, criterion)).length,
    totals,
  };
}

function scoresOf(voices: readonly Voice[], criterion: CriterionId): readonly number[] {
  return voices.flatMap(({ review }) => countedScore(own(review.criteria, criterion)) ?? []);
}

function verdictsOf(voices: readonly Voice[], criterion: CriterionId) {
  return voices.flatMap(({ review }) => own(review.criteria, criterion)?.verdict ?? []);
}

/** More than half of the experts to whom the criterion applies found it met. */
function isMostlyMet(voices: readonly Voice[], criterion: CriterionId): boolean {
  const applying = verdictsOf(voices, criterion).filter((each) => each !== 'not-applicable');
  return 2 * applying.filter((each) => each === 'met').length > applying.length;
}

/** A unit of α is one criterion of one application. W needs complete rows: applications that every scoring expert has scored. */
function agreementOf(round: Round, heard: readonly Heard[]): Agreement {
  const units = heard.flatMap(({ entry, voices }) =>
    round.scheme.criteria[entry.baseType].map(({ criterion }) => ({ voices, criterion })),
  );
  return {
    alphaScores: alphaInterval(units.map(({ voices, criterion }) => scoresOf(voices, criterion))),
    alphaVerdicts: alphaNominal(
      units.map(({ voices, criterion }) => verdictsOf(voices, criterion)),
    ),
    kendallW: kendallW(completeRows(round, heard)),
  };
}

function completeRows(round: Round, heard: readonly Heard[]): readonly (readonly number[])[] {
  const scored = (totals: Heard['totals'], id: ExpertId) => own(totals, id) ?? null;
  const judges = membersById(round)
    .map((each) => each.id)
    .filter((id) => heard.some(({ totals }) => scored(totals, id) !== null));
  const complete = heard.filter(({ totals }) => judges.every((id) => scored(totals, id) !== null));
  return judges.map((id) => complete.flatMap(({ totals }) => scored(totals, id) ?? []));
}
