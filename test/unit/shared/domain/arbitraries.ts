import fc from 'fast-check';
import { type BaseType, baseTypes } from '../../../../shared/domain/application.ts';
import { criteriaOf } from '../../../../shared/domain/catalogue/catalogue.ts';
import { conflictKinds, type Declaration } from '../../../../shared/domain/conflict.ts';
import type { ExpertResult } from '../../../../shared/domain/consolidation.ts';
import type { CenterRecusal, PanelMember } from '../../../../shared/domain/panel.ts';
import {
  type ApplicationReview,
  findings,
  type ReviewEvent,
  recommendations,
  verdicts,
} from '../../../../shared/domain/review.ts';
import type { CriterionScheme, Round, Scale, Scheme } from '../../../../shared/domain/round.ts';
import { defaultSettings } from '../../../../shared/domain/scheme.ts';
import { entry, exampleMember, exampleRound } from './example-round.ts';

/** One of the four types of base. */
export const baseType = fc.constantFrom(...baseTypes);

/** A valid scale of up to a million with one to four bands. */
const scale: fc.Arbitrary<Scale> = fc
  .record({
    step: fc.constantFrom(1, 2, 5, 1000),
    steps: fc.integer({ min: 4, max: 1000 }),
    cuts: fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 3 }),
  })
  .map(({ step, steps, cuts }) => {
    const starts = [0, ...cuts.filter((cut) => cut > 0).toSorted((a, b) => a - b)];
    const bands = starts.map((start, index) => ({
      from: start * step,
      to: ((starts[index + 1] ?? steps + 1) - 1) * step,
      anchor: { zh: '档', en: 'band' },
    }));
    return { max: steps * step, step, bands };
  });

/** A valid scheme for an accreditation. */
export const scheme: fc.Arbitrary<Scheme> = fc.record({
  scale,
  criteria: fc.record({
    work: rows('work'),
    offshore: rows('offshore'),
    overseas: rows('overseas'),
    community: rows('community'),
  }),
  passLine: fc.integer({ min: 0, max: 10_000 }),
});

function rows(type: BaseType): fc.Arbitrary<readonly CriterionScheme[]> {
  const each = criteriaOf(type).map(({ id }) =>
    fc.record({
      criterion: fc.constant(id),
      weight: fc.integer({ min: 1, max: 10_000 }),
      mandatory: fc.boolean(),
    }),
  );
  return fc.tuple(...each);
}

/** A score that lies on the scale. */
function scoreOn({ max, step }: Scale): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: max / step }).map((steps) => steps * step);
}

/** A round with 5 to 9 members, 1 to 6 applications, some recusals by the center and any valid scheme. */
export const round: fc.Arbitrary<Round> = fc
  .record({
    size: fc.integer({ min: 5, max: 9 }),
    types: fc.array(baseType, { minLength: 1, maxLength: 6 }),
    scheme,
    chairReviews: fc.boolean(),
  })
  .chain(({ size, types, scheme, chairReviews }) => {
    const applications = types.map((type, index) => entry(`a${index}`, String(index + 1), type));
    const ids = applications.map((each) => each.id);
    const members = Array.from({ length: size }, (_, index) => ({
      ...exampleMember(index + 1),
      assigned: ids,
    }));
    return recusals(members, ids).map((some) => ({
      ...exampleRound,
      scheme,
      settings: { ...defaultSettings(), chairReviews },
      panel: { ...exampleRound.panel, members, recusals: some },
      applications,
    }));
  });

function recusals(
  members: readonly PanelMember[],
  applications: readonly string[],
): fc.Arbitrary<readonly CenterRecusal[]> {
  return fc.array(
    fc.record({
      member: fc.constantFrom(...members.map((each) => each.id)),
      application: fc.constantFrom(...applications),
      conflict: fc.constantFrom(...conflictKinds),
    }),
    { maxLength: 3 },
  );
}

/** What an expert may declare. */
const declaration: fc.Arbitrary<Declaration> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ state: 'none' } as const) },
  fc.constant({ state: 'disclosed', relation: '曾同台报告' } as const),
  fc.record({
    state: fc.constant('recused' as const),
    conflict: fc.constantFrom(...conflictKinds),
    reason: fc.constant('曾共事'),
  }),
);

/** A review of an application of that type with every criterion judged and scored, whatever its conflict state. */
export function review(
  { scale, criteria }: Scheme,
  type: BaseType,
): fc.Arbitrary<ApplicationReview> {
  const checks = criteriaOf(type).flatMap((each) => each.checks.map((one) => one.id));
  const judged = fc.record({
    verdict: fc.constantFrom(...verdicts),
    score: scoreOn(scale),
    comment: fc.constant('意见'),
    citations: fc.constant([]),
  });
  return fc.record({
    conflict: fc.constant({ state: 'none' } as const),
    documents: fc.constant([]),
    checks: fc.record(Object.fromEntries(checks.map((id) => [id, fc.constantFrom(...findings)]))),
    criteria: fc.record(
      Object.fromEntries(criteria[type].map(({ criterion }) => [criterion, judged])),
    ),
    recommendation: fc.constantFrom(...recommendations),
    reason: fc.constant(''),
    opinion: fc.constant('总体意见'),
    note: fc.constant(''),
    notes: fc.constant({}),
    falsification: fc.option(fc.constant({ grounds: '公章不符' }), { freq: 8 }),
    suspicionCitations: fc.constant([]),
  });
}

/** A round with the first workbooks of some of its members. */
export const panelWork: fc.Arbitrary<{
  readonly round: Round;
  readonly results: readonly ExpertResult[];
}> = round.chain((one) =>
  fc
    .tuple(...one.panel.members.map((member) => fc.option(result(one, member), { freq: 6 })))
    .map((results) => ({ round: one, results: results.filter((each) => each !== null) })),
);

function result(one: Round, member: PanelMember): fc.Arbitrary<ExpertResult> {
  const rows = one.applications.map(({ id, baseType: type }) =>
    fc.record({ declaration, review: review(one.scheme, type) }).map(({ declaration, review }) => ({
      id,
      declaration,
      review: declaration.state === 'recused' ? null : review,
    })),
  );
  return fc.tuple(...rows).map((entries) => ({
    expert: member.id,
    revision: 1,
    workbook: `${member.id}-1`,
    parent: null,
    applications: Object.fromEntries(
      entries.map(({ id, declaration, review }) => [id, { declaration, review }]),
    ),
  }));
}

/** Any event of a review of the example round, sensible or not. */
export const reviewEvent: fc.Arbitrary<ReviewEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('bundle.accepted' as const),
    sequence: fc.integer({ min: 1, max: 5 }),
    manifest: fc.constantFrom('m1', 'm2'),
  }),
  fc.constant({ kind: 'pledge.signed', version: '1' } as const),
  fc.record({
    kind: fc.constant('conflict.declared' as const),
    application: anyApplication(),
    declaration,
  }),
  fc.record({
    kind: fc.constant('check.found' as const),
    application: anyApplication(),
    check: fc.constantFrom('7(1).established-in-china', '9(3).partners', 'nothing'),
    finding: fc.option(fc.constantFrom(...findings)),
  }),
  fc.record({
    kind: fc.constant('criterion.scored' as const),
    application: anyApplication(),
    criterion: fc.constantFrom('7(1)', '8(1)', '9(1)', '10(1)', '11(1)'),
    score: fc.option(fc.integer({ min: -1, max: 101 })),
  }),
  fc.record({
    kind: fc.constant('opinion.written' as const),
    application: anyApplication(),
    opinion: fc.string(),
  }),
  fc.record({
    kind: fc.constant('review.signed' as const),
    revision: fc.integer({ min: 1, max: 3 }),
    parent: fc.constantFrom(null, 'r1', 'r2'),
    workbook: fc.constantFrom('r1', 'r2', 'r3'),
    lateReason: fc.constant(''),
  }),
  fc.record({ kind: fc.constant('review.reopened' as const), reason: fc.constantFrom('', '补充') }),
  fc.record({
    kind: fc.constant('document.opened' as const),
    application: anyApplication(),
    document: fc.constant('d1'),
  }),
  fc.record({
    kind: fc.constant('documents.listed' as const),
    application: anyApplication(),
    documents: fc.subarray([
      { document: 'd1', sha256: 'a1' },
      { document: 'd2', sha256: 'a2' },
      { document: 'd2', sha256: 'b2' },
    ]),
  }),
  fc.record({ kind: fc.constant('entry.sealed' as const), application: anyApplication() }),
);

function anyApplication(): fc.Arbitrary<string> {
  return fc.constantFrom('w', 'f', 'o', 'c', 'x', 'constructor', '__proto__');
}
