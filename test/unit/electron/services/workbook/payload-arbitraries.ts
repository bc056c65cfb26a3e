import fc from 'fast-check';
import { type BaseType, baseTypes } from '../../../../../shared/domain/application.ts';
import { criteriaOf } from '../../../../../shared/domain/catalogue/catalogue.ts';
import { conflictKinds } from '../../../../../shared/domain/conflict.ts';
import { dispositions } from '../../../../../shared/domain/meeting.ts';
import { findings, recommendations, verdicts } from '../../../../../shared/domain/review.ts';
import { defaultScheme } from '../../../../../shared/domain/scheme.ts';
import { totalOf } from '../../../../../shared/domain/scoring.ts';
import { hiddenIn } from '../../../../../shared/schema.ts';
import type { PanelPayload, ResultPayload } from '../../../../../shared/workbook.ts';
import { hash } from './sample-payloads.ts';

type Applied = ResultPayload['applications'][number];
type Reviewed = Extract<Applied, { state: 'reviewed' }>;

/** Texts that people type and texts that attackers type. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '',
    '=1+1',
    '-5',
    '+86 10 1234',
    '@SUM(1)',
    '＝1',
    '\t=1',
    '\r=1',
    ' =1',
    "'=1",
    '_x0041_',
    '_x005F_x0041_',
    '<b>&amp;</b>]]>',
    '\u202Egnp.exe',
    '{{name}} $t(workbook.programme)',
    'a\r\nb\rc\u2028d',
    '\uD800',
    '\uFFFE\u0000\u007F',
    '0012',
    '1e5',
    'TRUE',
    '同意。\n建议补充材料。',
  ),
  fc
    .integer({ min: 200, max: 4_000 })
    .map((length) => '评审意见与依据。Evidence '.repeat(length).slice(0, length)),
);

/** What one line may be: nothing in it is hidden. */
export const line: fc.Arbitrary<string> = hostileText.map((text) => {
  const seen = [...text].filter((each) => each !== '\uD800' && hiddenIn(each) === null);
  return seen.join('').slice(0, 60).toWellFormed().trim() || '某';
});
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);
const locale = fc.constantFrom('zh-CN' as const, 'en' as const);
const score = fc.integer({ min: 0, max: 100 });

const fraction = fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs);

const citation = fc.record(
  {
    id: fc.constant('c1'),
    document: fc.constant('d1'),
    sha256: fc.constant(hash(5)),
    page: fc.integer({ min: 1, max: 900 }),
    name: hostileText.map((text) => text.slice(0, 250)),
    rectangle: fc.record({ x: fraction, y: fraction, width: fraction, height: fraction }),
  },
  { requiredKeys: ['id', 'document', 'sha256', 'page', 'name'] },
);

function criterionResults(baseType: BaseType): fc.Arbitrary<Reviewed['criteria']> {
  const each = criteriaOf(baseType).map((criterion) =>
    fc.record({
      criterion: fc.constant(criterion.id),
      weight: fc.integer({ min: 1, max: 60 }),
      verdict: fc.constantFrom(...verdicts),
      score: fc.option(score),
      comment: hostileText,
      checks: fc
        .tuple(...criterion.checks.map(() => fc.option(fc.constantFrom(...findings))))
        .map((found) =>
          criterion.checks.flatMap(({ id }, index) => {
            const finding = found[index];
            return finding ? [{ check: id, finding }] : [];
          }),
        ),
      citations: fc.array(citation, { maxLength: 2 }),
    }),
  );
  return fc.tuple(...each);
}

function withTotal(one: Reviewed): Reviewed {
  const scheme = defaultScheme();
  const rows = one.criteria.map(({ criterion, weight }) => ({
    criterion,
    weight,
    mandatory: true,
  }));
  const total = totalOf(
    { ...scheme, criteria: { ...scheme.criteria, [one.baseType]: rows } },
    one.baseType,
    Object.fromEntries(one.criteria.map((each) => [each.criterion, each])),
  );
  return { ...one, total };
}

const reviewed: fc.Arbitrary<Applied> = fc.constantFrom(...baseTypes).chain((baseType) =>
  fc
    .record({
      state: fc.constant('reviewed' as const),
      application: fc.constant('a'),
      number: fc.constant('0'),
      name: line,
      baseType: fc.constant(baseType),
      declaration: fc.oneof(
        fc.constant({ state: 'none' as const }),
        fc.record({ state: fc.constant('disclosed' as const), relation: hostileText }),
      ),
      criteria: criterionResults(baseType),
      total: fc.constant(null),
      recommendation: fc.constantFrom(...recommendations),
      reason: hostileText,
      opinion: hostileText,
      falsification: fc.option(
        fc.record(
          { grounds: hostileText, citations: fc.array(citation, { minLength: 1, maxLength: 2 }) },
          { requiredKeys: ['grounds'] },
        ),
      ),
    })
    .map(withTotal),
);

const recused: fc.Arbitrary<Applied> = fc.record({
  state: fc.constant('recused' as const),
  application: fc.constant('a'),
  number: fc.constant('0'),
  by: fc.constantFrom('expert' as const, 'center' as const),
  conflict: fc.constantFrom(...conflictKinds),
  reason: hostileText,
});

const header = fc.record({
  version: fc.constant(1 as const),
  locale,
  round: fc.record({
    id: fc.constant('2026-A'),
    kind: fc.constantFrom('accreditation' as const, 'assessment' as const),
    title: line,
    year: fc.constant(2026),
    panel: fc.constant('p-1'),
  }),
  bundle: fc.constant({ sequence: 1, manifest: hash(1) }),
  signer: fc.record({
    id: fc.constant(hash(2)),
    role: fc.constant('chair' as const),
    code: fc.constant('E1'),
    name: line,
    organisation: line,
    title: hostileText.map((text) => text.slice(0, 100)),
  }),
  scoring: fc.constant({ max: 100, passLine: 6000 }),
  authority: fc.constant(hash(3)),
  revision: fc.integer({ min: 1, max: 99 }),
  parent: fc.option(fc.constant(hash(6))),
  signedAt: instant,
  journal: fc.constant({ head: hash(4), length: 12 }),
  reopenReason: hostileText,
});

const log = fc.array(
  fc.record({
    kind: fc.constantFrom('bundle.accepted', 'check.found', 'of-a-later-version'),
    count: fc.integer({ min: 1, max: 9_999 }),
    first: instant,
    last: instant,
  }),
  { maxLength: 3 },
);

function numbered<T extends { application: string; number: string }>(list: readonly T[]): T[] {
  return list.map((each, index) => ({
    ...each,
    application: `a${index}`,
    number: `0${index + 1}`,
  }));
}

/** Results that an expert could sign. */
export const anyResult: fc.Arbitrary<ResultPayload> = fc
  .tuple(header, instant, hostileText, fc.array(fc.oneof(reviewed, recused), { maxLength: 4 }), log)
  .map(([head, at, lateReason, applications, entries]) => ({
    format: 'haizhi.result',
    ...head,
    pledge: { version: '2026-01', at },
    lateReason,
    applications: numbered(applications),
    log: entries,
  }));

const figure = fc.option(fc.integer({ min: 0, max: 10_000 }));
const statistics = fc.record({
  n: fc.integer({ min: 0, max: 15 }),
  mean: figure,
  median: figure,
  min: figure,
  max: figure,
  deviation: figure,
  trimmed: figure,
});
const codes = ['E1', 'E2', 'E3'];

const decided = fc.constantFrom(...baseTypes).chain((baseType) =>
  fc.record({
    application: fc.constant('a'),
    number: fc.constant('0'),
    name: line,
    baseType: fc.constant(baseType),
    rank: fc.integer({ min: 1, max: 9 }),
    decidedBy: fc.constantFrom('total' as const, 'criteria-met' as const, null),
    total: statistics,
    criteriaMet: fc.integer({ min: 0, max: 5 }),
    criteria: fc.tuple(
      ...criteriaOf(baseType).map(({ id }) =>
        fc.record({ criterion: fc.constant(id), statistics }),
      ),
    ),
    totals: fc.tuple(
      ...codes.map((code) =>
        fc.record({ code: fc.constant(code), total: figure, recused: fc.boolean() }),
      ),
    ),
    members: fc.integer({ min: 0, max: 15 }),
    present: fc.integer({ min: 0, max: 15 }),
    vote: fc.record({ yes: fc.nat(15), no: fc.nat(15), abstained: fc.nat(15) }),
    quorate: fc.boolean(),
    passed: fc.boolean(),
    decision: fc.constantFrom(...recommendations),
    grounds: hostileText,
    falsificationSuspected: fc.boolean(),
    dissents: fc.array(fc.record({ code: fc.constantFrom(...codes), opinion: hostileText }), {
      maxLength: 2,
    }),
  }),
);

const members = fc.tuple(
  ...codes.map((code, index) =>
    fc.record({
      id: fc.constant(hash(30 + index)),
      code: fc.constant(code),
      role: fc.constant(index === 0 ? ('chair' as const) : ('expert' as const)),
      name: hostileText.map((text) => text.slice(0, 60)),
      present: fc.boolean(),
      workbook: fc.option(fc.constant(hash(40 + index))),
      revision: fc.option(fc.integer({ min: 1, max: 9 })),
    }),
  ),
);

const flag = fc.record({
  flag: hostileText.map((text) => text.slice(0, 400)),
  kind: fc.constantFrom('total-gap' as const, 'workbook-superseded' as const),
  application: fc.constant(null),
  criterion: fc.constantFrom('7(1)', null),
  check: fc.constant(null),
  code: fc.constantFrom('E2', null),
  amount: fc.option(fc.integer({ min: 0, max: 10_000 })),
  disposition: fc.constantFrom(...dispositions),
  reason: hostileText,
});

/** Panel workbooks that a chair could sign. */
export const anyPanel: fc.Arbitrary<PanelPayload> = fc
  .tuple(
    header,
    fc.constantFrom('name' as const, 'code' as const),
    members,
    fc.array(decided, { maxLength: 3 }),
    fc.array(flag, { maxLength: 3 }),
    hostileText,
    log,
  )
  .map(([head, expertsShownBy, panel, applications, flags, minutes, entries]) => ({
    format: 'haizhi.panel',
    ...head,
    settings: {
      quorum: { numerator: 2, denominator: 3 },
      majority: { numerator: 2, denominator: 3 },
      expertsShownBy,
    },
    members: panel,
    applications: numbered(applications),
    flags,
    disclosures: [],
    agreement: { alphaScores: 7_000, alphaVerdicts: null, kendallW: 10_000 },
    minutes,
    log: entries,
  }));
