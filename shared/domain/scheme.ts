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

/** A wrong value and where it stands, e.g. `criteria.work[2].weight`; list positions count from 0. */
export interface Problem {
  readonly path: string;
  readonly reason:
    | 'missing'
    | 'wrong-type'
    | 'wrong-format'
    | 'too-small'
    | 'too-big'
    | 'duplicate'
    | 'unknown-person'
    | 'unknown-application'
    | 'unknown-criterion'
    | 'wrong-base-type'
    | 'chair-count'
    | 'too-few-reviewers'
    | 'bands-do-not-tile'
    | 'step-does-not-divide';
  /** What was expected there, a number or an id; may be empty. */
  readonly expected: string;
}

/** A scheme that cannot be scored with, and everything that is wrong with it. */
interface InvalidScheme {
  readonly kind: 'invalid-scheme';
  readonly problems: readonly Problem[];
}

/** The greatest weight that the scoring’s integers are made for. */
const greatestWeight = 10_000;
/** The greatest score of a scale that the scoring’s integers are made for. */
const greatestScale = 1_000_000;

/**
 * Accepts a scheme that can be scored with, or names everything that is wrong with it; paths are relative to the scheme.
 * Weights and scale are positive integers (at most 10,000 and 1,000,000), the step divides the scale, the bands tile it, the
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
    ...rangeProblem('scale.max', scale.max, 1, greatestScale),
    ...rangeProblem('scale.step', scale.step, 1, greatestScale),
  ];
  if (sizes.length > 0) return sizes;
  if (scale.max % scale.step !== 0) {
    return [{ path: 'scale.step', reason: 'step-does-not-divide', expected: `${scale.max}` }];
  }
  return bandProblems(scale);
}

function bandProblems(scale: Scale): readonly Problem[] {
  let next = 0;
  for (const [place, { from, to }] of scale.bands.entries()) {
    const path = `scale.bands[${place}]`;
    if (from !== next) return [gap(`${path}.from`, next)];
    const fits = Number.isInteger(to) && to >= from && to <= scale.max && to % scale.step === 0;
    if (!fits) return [gap(`${path}.to`, scale.max)];
    next = to + scale.step;
  }
  return next === scale.max + scale.step ? [] : [gap('scale.bands', scale.max)];
}

function gap(path: string, expected: number): Problem {
  return { path, reason: 'bands-do-not-tile', expected: `${expected}` };
}

function criteriaProblems(
  type: BaseType,
  rows: readonly CriterionScheme[],
  kind: RoundKind,
): readonly Problem[] {
  const path = `criteria.${type}`;
  const strangers = rows.flatMap((_, place) => strangerProblem(path, type, rows, place));
  const weights = rows.flatMap((row, place) =>
    rangeProblem(`${path}[${place}].weight`, row.weight, 1, greatestWeight),
  );
  if (strangers.length > 0) return [...strangers, ...weights];
  return [...orderProblem(path, type, rows, kind), ...weights];
}

function orderProblem(
  path: string,
  type: BaseType,
  rows: readonly CriterionScheme[],
  kind: RoundKind,
): readonly Problem[] {
  const given = rows.map((row) => row.criterion);
  const all = criteriaOf(type).map((one) => one.id);
  const required = kind === 'accreditation' || given.length === 0 ? all : given;
  const absent = required.filter((id) => !given.includes(id));
  if (absent.length > 0) return [{ path, reason: 'missing', expected: absent.join(' ') }];
  const ordered = all.filter((id) => given.includes(id));
  const wrong = given.findIndex((id, place) => id !== ordered[place]);
  if (wrong < 0) return [];
  const expected = ordered[wrong] ?? '';
  return [{ path: `${path}[${wrong}].criterion`, reason: 'wrong-format', expected }];
}

function strangerProblem(
  list: string,
  type: BaseType,
  rows: readonly CriterionScheme[],
  place: number,
): readonly Problem[] {
  const path = `${list}[${place}].criterion`;
  const id = rows[place]?.criterion ?? '';
  const known = criterion(id);
  if (known === undefined) return [{ path, reason: 'unknown-criterion', expected: '' }];
  if (known.baseType !== type) return [{ path, reason: 'wrong-base-type', expected: type }];
  const repeated = rows.findIndex((row) => row.criterion === id) < place;
  return repeated ? [{ path, reason: 'duplicate', expected: '' }] : [];
}

function rangeProblem(
  path: string,
  value: number,
  least: number,
  most: number,
): readonly Problem[] {
  const expected = `${least}-${most}`;
  if (!Number.isInteger(value)) return [{ path, reason: 'wrong-type', expected }];
  if (value < least) return [{ path, reason: 'too-small', expected }];
  return value > most ? [{ path, reason: 'too-big', expected }] : [];
}

function shareProblem(path: string, { numerator, denominator }: Ratio): readonly Problem[] {
  const parts = [
    ...rangeProblem(`${path}.numerator`, numerator, 1, 100),
    ...rangeProblem(`${path}.denominator`, denominator, 1, 100),
  ];
  if (parts.length > 0 || numerator <= denominator) return parts;
  return [{ path: `${path}.numerator`, reason: 'too-big', expected: `1-${denominator}` }];
}

function band(from: number, to: number, zh: string, en: string) {
  return { from, to, anchor: { zh, en } };
}

function equalWeights(type: BaseType): readonly CriterionScheme[] {
  return criteriaOf(type).map(({ id }) => ({ criterion: id, weight: 20, mandatory: true }));
}
