import { fail, ok, type Result } from '../result.ts';
import { type BaseType, baseTypes } from './application.ts';
import { criteriaOf, criterion } from './catalogue/catalogue.ts';
import type { CriterionScheme, Ratio, RoundKind, RoundSettings, Scale, Scheme } from './round.ts';

/**
 * The scheme a center starts from: 0 to 100 in steps of 1, every criterion mandatory with weight 20,
 * pass line 60.00 points.
 */
export function defaultScheme(): Scheme {
  return {
    scale: {
      max: 100,
      step: 1,
      bands: [
        band(0, 59, '未达到要求', 'Falls short of the requirement'),
        band(60, 74, '基本达到要求', 'Just meets the requirement'),
        band(75, 89, '较好达到要求', 'Meets the requirement well'),
        band(90, 100, '明显优于要求', 'Clearly exceeds the requirement'),
      ],
    },
    criteria: {
      work: equalWeights('work'),
      offshore: equalWeights('offshore'),
      overseas: equalWeights('overseas'),
      community: equalWeights('community'),
    },
    passLine: 6000,
  };
}

/** The settings a center starts from: limits 20 %, 15 % and 30 points, quorum and majority two thirds. */
export function defaultSettings(): RoundSettings {
  return {
    limits: { criterionRange: 20, scoreDistance: 15, totalGap: 30 },
    quorum: { numerator: 2, denominator: 3 },
    majority: { numerator: 2, denominator: 3 },
    expertsShownBy: 'name',
    chairReviews: true,
  };
}

/** What can be wrong with a value of the scheme, the settings or the panel. */
export type ProblemReason =
  | 'not-a-positive-integer'
  | 'too-large'
  | 'out-of-range'
  | 'step-does-not-divide-max'
  | 'bands-do-not-tile'
  | 'unknown-criterion'
  | 'criterion-of-another-type'
  | 'criterion-repeated'
  | 'criterion-missing'
  | 'criteria-out-of-order'
  | 'not-a-share'
  | 'too-few-members'
  | 'too-many-members'
  | 'not-exactly-one-chair'
  | 'member-repeated'
  | 'code-repeated'
  | 'unknown-member'
  | 'unknown-application'
  | 'application-repeated'
  | 'number-repeated'
  | 'too-few-reviewers'
  | 'not-a-time';

/** A wrong value and where it stands, e.g. `scheme.criteria.work.2.weight`; list positions count from 0. */
export interface Problem {
  readonly path: string;
  readonly reason: ProblemReason;
}

export interface InvalidScheme {
  readonly kind: 'invalid-scheme';
  readonly problems: readonly Problem[];
}

/** Greatest weight and greatest scale: they keep the scoring inside safe integers. */
export const greatestWeight = 1000;
export const greatestScale = 1000;

/**
 * Accepts a scheme that can be scored with, or names everything that is wrong with it; paths are relative to the scheme.
 * Weights and scale are positive integers of at most 1000, the step divides the scale, the bands tile it, the
 * criteria are those of the base type in the catalogue's order. An accreditation examines all five of a type
 * (Art. 11); an assessment (Art. 16) may leave some out.
 */
export function checkScheme(
  scheme: Scheme,
  kind: RoundKind = 'accreditation',
): Result<Scheme, InvalidScheme> {
  const problems = [
    ...scaleProblems(scheme.scale),
    ...baseTypes.flatMap((type) => criteriaProblems(type, scheme.criteria[type], kind)),
    ...rangeProblem('passLine', scheme.passLine, 0, 10_000),
  ];
  return problems.length === 0 ? ok(scheme) : fail({ kind: 'invalid-scheme', problems });
}

/** Everything wrong with the settings; paths are relative to them. Limits are whole, shares above 0 and at most 1. */
export function settingsProblems(settings: RoundSettings): readonly Problem[] {
  const { limits } = settings;
  return [
    ...rangeProblem('limits.criterionRange', limits.criterionRange, 1, 100),
    ...rangeProblem('limits.scoreDistance', limits.scoreDistance, 1, 100),
    ...rangeProblem('limits.totalGap', limits.totalGap, 1, 100),
    ...shareProblem('quorum', settings.quorum),
    ...shareProblem('majority', settings.majority),
  ];
}

function scaleProblems(scale: Scale): readonly Problem[] {
  const sizes = [
    ...sizeProblem('scale.max', scale.max, greatestScale),
    ...sizeProblem('scale.step', scale.step, greatestScale),
  ];
  if (sizes.length > 0) return sizes;
  if (scale.max % scale.step !== 0) {
    return [{ path: 'scale.step', reason: 'step-does-not-divide-max' }];
  }
  return bandProblems(scale);
}

function bandProblems(scale: Scale): readonly Problem[] {
  let next = 0;
  for (const [place, { from, to }] of scale.bands.entries()) {
    const path = `scale.bands.${place}`;
    if (from !== next) return [{ path: `${path}.from`, reason: 'bands-do-not-tile' }];
    const fits = Number.isInteger(to) && to >= from && to <= scale.max && to % scale.step === 0;
    if (!fits) return [{ path: `${path}.to`, reason: 'bands-do-not-tile' }];
    next = to + scale.step;
  }
  if (next === scale.max + scale.step) return [];
  return [{ path: 'scale.bands', reason: 'bands-do-not-tile' }];
}

function criteriaProblems(
  type: BaseType,
  rows: readonly CriterionScheme[],
  kind: RoundKind,
): readonly Problem[] {
  const path = `criteria.${type}`;
  const each = rows.flatMap((row, place) => [
    ...memberProblem(`${path}.${place}.criterion`, type, rows, place),
    ...sizeProblem(`${path}.${place}.weight`, row.weight, greatestWeight),
  ]);
  if (each.some((problem) => problem.path.endsWith('criterion'))) return each;
  const present = new Set(rows.map((row) => row.criterion));
  const expected = criteriaOf(type).map((one) => one.id);
  const incomplete = kind === 'accreditation' ? present.size < expected.length : present.size === 0;
  if (incomplete) return [...each, { path, reason: 'criterion-missing' }];
  const ordered = expected.filter((id) => present.has(id));
  const inOrder = rows.every((row, place) => row.criterion === ordered[place]);
  return inOrder ? each : [...each, { path, reason: 'criteria-out-of-order' }];
}

function memberProblem(
  path: string,
  type: BaseType,
  rows: readonly CriterionScheme[],
  place: number,
): readonly Problem[] {
  const id = rows[place]?.criterion ?? '';
  const known = criterion(id);
  if (known === undefined) return [{ path, reason: 'unknown-criterion' }];
  if (known.baseType !== type) return [{ path, reason: 'criterion-of-another-type' }];
  const repeated = rows.findIndex((row) => row.criterion === id) < place;
  return repeated ? [{ path, reason: 'criterion-repeated' }] : [];
}

function sizeProblem(path: string, size: number, greatest: number): readonly Problem[] {
  if (!Number.isInteger(size) || size < 1) return [{ path, reason: 'not-a-positive-integer' }];
  return size > greatest ? [{ path, reason: 'too-large' }] : [];
}

function rangeProblem(
  path: string,
  value: number,
  least: number,
  most: number,
): readonly Problem[] {
  const inside = Number.isInteger(value) && value >= least && value <= most;
  return inside ? [] : [{ path, reason: 'out-of-range' }];
}

function shareProblem(path: string, { numerator, denominator }: Ratio): readonly Problem[] {
  const whole = Number.isInteger(numerator) && Number.isInteger(denominator);
  const share = whole && numerator >= 1 && numerator <= denominator && denominator <= 1000;
  return share ? [] : [{ path, reason: 'not-a-share' }];
}

function band(from: number, to: number, zh: string, en: string) {
  return { from, to, anchor: { zh, en } };
}

function equalWeights(type: BaseType): readonly CriterionScheme[] {
  return criteriaOf(type).map(({ id }) => ({ criterion: id, weight: 20, mandatory: true }));
}
