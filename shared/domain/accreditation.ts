import { fail, ok, type Result } from '../result.ts';
import type { BaseType } from './application.ts';
import { baseTypeFacts } from './base-type.ts';
import { firstDayOf, type IsoDate, lastDayOf, monthOf, monthsLater } from './calendar.ts';
import {
  type AnnualMaterialKind,
  annualMaterialKinds,
  type Base,
  type Falsification,
  type Plaque,
  type UpgradeRecord,
  type UpgradeStep,
  upgradeSteps,
  type Validity,
} from './registry.ts';

/** Months of a construction period: 3 years (Art. 13(2)). */
const constructionMonths = 36;

/** Years without application after the year of a falsification (Art. 14). */
const barredYears = 2;

/** The issuer on every plaque (Art. 13(3)). */
const plaqueIssuer = '北京市科学技术协会';

/**
 * The construction period of a base whose list was published on that day (Art. 13(2)): 3 years from the second month of
 * publication. We read the month of publication as the first month, so the period begins on the first day of the month
 * after it, whatever the day: published in 2026-11, it runs from 2026-12-01 to 2029-11-30; published in 2026-12, from
 * 2027-01-01 to 2029-12-31. A period that ends in February ends on the 29th in a leap year.
 */
export function validityOf(publishedOn: IsoDate): Validity {
  const first = monthsLater(monthOf(publishedOn), 1);
  return {
    from: firstDayOf(first),
    to: lastDayOf(monthsLater(first, constructionMonths - 1)),
  };
}

/** What the plaque of a base says (Art. 13): the name of its type, validity, issuer, the day of publication. */
export function plaqueOf(baseType: BaseType, publishedOn: IsoDate): Plaque {
  return {
    name: baseTypeFacts[baseType].plaqueName,
    issuer: plaqueIssuer,
    issuedOn: publishedOn,
    validity: validityOf(publishedOn),
  };
}

/** Where a day stands towards a construction period; both of its days belong to it. */
export function standing(validity: Validity, on: IsoDate): 'before' | 'running' | 'ended' {
  if (on < validity.from) return 'before';
  return on <= validity.to ? 'running' : 'ended';
}

/**
 * The first year in which an applicant may apply again after a falsification (Art. 14): falsified in 2026, that year's
 * application is cancelled, 2027 and 2028 are barred, 2029 is open.
 */
export function mayApplyFrom(falsifiedIn: number): number {
  return falsifiedIn + barredYears + 1;
}

/** The falsification that bars an applicant in a year (Art. 14), the latest of several; `null` when it may apply. */
export function barIn(
  year: number,
  falsifications: readonly Falsification[],
): Falsification | null {
  const barring = falsifications.filter(
    (each) => each.year <= year && year < mayApplyFrom(each.year),
  );
  return barring.toSorted((a, b) => b.year - a.year)[0] ?? null;
}

/** The last day for the materials of a year: the end of December (Art. 15). */
export function annualDeadline(year: number): IsoDate {
  return lastDayOf({ year, month: 12 });
}

/** The years for which a base owes annual materials, ascending: those whose last day lies in its construction period. */
export function annualYears(validity: Validity): readonly number[] {
  const first = monthOf(validity.from).year;
  const last = monthOf(validity.to).year;
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years.filter((year) => standing(validity, annualDeadline(year)) === 'running');
}

/** Annual materials that have not come, by year and kind. */
interface MissingAnnualMaterial {
  readonly year: number;
  readonly kind: AnnualMaterialKind;
  readonly dueOn: IsoDate;
  /** The due day itself is in time. */
  readonly overdue: boolean;
}

/** What a base still owes of annual materials (Art. 15) up to and including the year of `today`. */
export function missingAnnualMaterials(
  base: Pick<Base, 'publishedOn' | 'annualMaterials'>,
  today: IsoDate,
): readonly MissingAnnualMaterial[] {
  const years = annualYears(validityOf(base.publishedOn));
  return years
    .filter((year) => year <= monthOf(today).year)
    .flatMap((year) => annualMaterialKinds.map((kind) => ({ year, kind })))
    .filter(
      ({ year, kind }) =>
        !base.annualMaterials.some((each) => each.year === year && each.kind === kind),
    )
    .map(({ year, kind }) => {
      const dueOn = annualDeadline(year);
      return { year, kind, dueOn, overdue: today > dueOn };
    });
}

/** Whether a base has to be assessed (Art. 16): once its construction period has ended, until an assessment was held after it. */
export function assessmentState(
  base: Pick<Base, 'publishedOn' | 'assessments'>,
  today: IsoDate,
): 'not-yet' | 'due' | 'held' {
  const { to } = validityOf(base.publishedOn);
  if (base.assessments.some((each) => each.on > to)) return 'held';
  return today > to ? 'due' : 'not-yet';
}

/** Why a step to the national programme is refused. `expected` is `null` after the last step. */
type UpgradeRefusal =
  | {
      readonly kind: 'upgrade-out-of-order';
      readonly expected: UpgradeStep | null;
      readonly step: UpgradeStep;
    }
  | {
      readonly kind: 'upgrade-before-previous';
      readonly previous: IsoDate;
      readonly on: IsoDate;
    };

/** The next step to the national programme (Art. 21), `null` when the base has been recommended. */
export function nextUpgradeStep(upgrades: readonly UpgradeRecord[]): UpgradeStep | null {
  return upgradeSteps[upgrades.length] ?? null;
}

/** The steps with one more (Art. 21): checked → publicised → no objections → recommended, none skipped, none before the last. */
export function recordUpgrade(
  upgrades: readonly UpgradeRecord[],
  { step, on }: UpgradeRecord,
): Result<readonly UpgradeRecord[], UpgradeRefusal> {
  const expected = nextUpgradeStep(upgrades);
  if (step !== expected) return fail({ kind: 'upgrade-out-of-order', expected, step });
  const previous = upgrades.at(-1)?.on;
  if (previous !== undefined && on < previous) {
    return fail({ kind: 'upgrade-before-previous', previous, on });
  }
  return ok([...upgrades, { step, on }]);
}
