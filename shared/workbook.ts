import { z } from 'zod';
import { bundleReference } from './bundle.ts';
import type { Flag } from './domain/consolidation.ts';
import { dispositions } from './domain/meeting.ts';
import { assertNever } from './result.ts';
import {
  baseType,
  checkId,
  citation,
  conflictKind,
  criterionId,
  declaration,
  finding,
  instant,
  line,
  panelRole,
  plainId,
  prose,
  recommendation,
  roundKind,
  score,
  sha256,
  verdict,
} from './schema.ts';

/**
 * The payloads of signed workbooks: canonical JSON (RFC 8785) in one custom XML part.
 * The visible sheets are rebuilt from it on import; a difference is an error that names the cell.
 */
export const workbookVersion = 1;

const locale = z.enum(['zh-CN', 'en']);
const roundReference = z.strictObject({
  id: plainId,
  kind: roundKind,
  title: line,
  year: z.int(),
  panel: plainId,
});
const code = z.string().max(20);
const signer = z.strictObject({
  id: sha256,
  role: panelRole,
  code,
  name: line,
  organisation: line,
  title: z.string().max(200),
});
const journalHead = z.strictObject({ head: sha256, length: z.int().min(0) });
const total = z.int().min(0).max(10_000);
/** As a round has them: see the limits of `round` and of its panel. */
const most = {
  applications: 2_000,
  members: 15,
  criteria: 20,
  checks: 50,
  citations: 1_000,
} as const;
const number = z.string().max(64);
/** What scores and totals are measured by, so that the document can be read without the round. */
const scoring = z.strictObject({
  /** Scores run from 0 to `max`. */
  max: z.int().min(1).max(1_000_000),
  /** Hundredths of a point. */
  passLine: total,
});
const ratio = z.strictObject({ numerator: z.int().min(1), denominator: z.int().min(1) });
/** Number of journal entries by kind, sorted by kind. */
const log = z
  .array(
    z.strictObject({
      kind: z
        .string()
        .regex(/^[a-z]+(?:[.-][a-z]+)*$/)
        .max(60),
      count: z.int().min(1),
      first: instant,
      last: instant,
    }),
  )
  .max(100);

const header = {
  version: z.literal(workbookVersion),
  locale,
  round: roundReference,
  bundle: bundleReference,
  signer,
  scoring,
  /** SHA-256 fingerprint of the center's authority certificate. */
  authority: sha256,
  /** From 1; `parent` is the SHA-256 of the file of revision n − 1. */
  revision: z.int().min(1).max(10_000),
  parent: sha256.nullable(),
  signedAt: instant,
  journal: journalHead,
  reopenReason: prose,
};

/** With the applicant's name of the document. */
const namedCitation = citation.extend({ name: z.string().max(255) });
export type NamedCitation = z.infer<typeof namedCitation>;

const criterionResult = z.strictObject({
  criterion: criterionId,
  /** Positive; only the ratio between weights counts. */
  weight: z.int().min(1).max(10_000),
  verdict,
  score: score.nullable(),
  comment: prose,
  checks: z.array(z.strictObject({ check: checkId, finding })).max(most.checks),
  citations: z.array(namedCitation).max(most.citations),
});

const applicationResult = z.discriminatedUnion('state', [
  z.strictObject({
    /** A recused application shows its number only. */
    state: z.literal('recused'),
    application: plainId,
    number,
    by: z.enum(['expert', 'center']),
    conflict: conflictKind,
    reason: prose,
  }),
  z.strictObject({
    state: z.literal('reviewed'),
    application: plainId,
    number,
    name: line,
    baseType,
    declaration,
    criteria: z.array(criterionResult).max(most.criteria),
    /** Hundredths of a point. */
    total: total.nullable(),
    recommendation,
    reason: prose,
    opinion: prose,
    /** Without `citations` nothing is cited for it. */
    falsification: z
      .strictObject({
        grounds: prose,
        citations: z.array(namedCitation).min(1).max(most.citations).optional(),
      })
      .nullable(),
  }),
]);

/** An expert's result workbook. Applications in the order of their numbers, criteria in the catalogue's. */
export const resultPayload = z.strictObject({
  format: z.literal('haizhi.result'),
  ...header,
  pledge: z.strictObject({ version: z.string().max(20), at: instant }),
  lateReason: prose,
  applications: z.array(applicationResult).max(most.applications),
  log,
});
export type ResultPayload = z.infer<typeof resultPayload>;

const statistics = z.strictObject({
  n: z.int(),
  mean: z.int().nullable(),
  median: z.int().nullable(),
  min: z.int().nullable(),
  max: z.int().nullable(),
  deviation: z.int().nullable(),
  trimmed: z.int().nullable(),
});

const panelApplication = z.strictObject({
  application: plainId,
  number,
  name: line,
  baseType,
  rank: z.int().min(1),
  decidedBy: z.enum(['total', 'criteria-met', 'median', 'number']).nullable(),
  total: statistics,
  criteriaMet: z.int(),
  criteria: z.array(z.strictObject({ criterion: criterionId, statistics })).max(most.criteria),
  /** By the panel's order; `null`: recused or nothing scored. */
  totals: z
    .array(z.strictObject({ code, total: total.nullable(), recused: z.boolean() }))
    .max(most.members),
  members: z.int(),
  present: z.int(),
  vote: z.strictObject({ yes: z.int(), no: z.int(), abstained: z.int() }),
  quorate: z.boolean(),
  passed: z.boolean(),
  decision: recommendation,
  grounds: prose,
  falsificationSuspected: z.boolean(),
  dissents: z.array(z.strictObject({ code, opinion: prose })).max(most.members),
});

const flagKinds = [
  'check-disagreement',
  'criterion-range',
  'score-distance',
  'total-gap',
  'straddles-pass-line',
  'falsification-suspected',
  'disclosure-unresolved',
  'workbook-missing',
  'workbook-superseded',
  'workbook-fork',
] as const satisfies readonly Flag['kind'][];

/** A flag of the consolidation with what became of it; what a kind of flag does not speak of is `null`. */
const panelFlag = z.strictObject({
  /** The flag's stable name. */
  flag: z.string().max(500),
  kind: z.enum(flagKinds),
  application: plainId.nullable(),
  criterion: criterionId.nullable(),
  check: checkId.nullable(),
  /** Code of the expert whom it concerns. */
  code: code.nullable(),
  /** Range, distance or gap in the flag's own unit; the revision of a superseded workbook. */
  amount: z.int().nullable(),
  disposition: z.enum(dispositions),
  reason: prose,
});
type PanelFlag = z.infer<typeof panelFlag>;

/** What a flag speaks of, as the panel's payload names it. `codeOf` gives a member's code. */
export function flagSubject(
  flag: Flag,
  codeOf: (expert: string) => string,
): Omit<PanelFlag, 'flag' | 'disposition' | 'reason'> {
  const subject = {
    kind: flag.kind,
    application: 'application' in flag ? flag.application : null,
    criterion: 'criterion' in flag ? flag.criterion : null,
    check: 'check' in flag ? flag.check : null,
    code: 'expert' in flag ? codeOf(flag.expert) : null,
  };
  return { ...subject, amount: amountOf(flag) };
}

function amountOf(flag: Flag): number | null {
  switch (flag.kind) {
    case 'criterion-range':
      return flag.range;
    case 'score-distance':
      return flag.distance;
    case 'total-gap':
      return flag.gap;
    case 'workbook-superseded':
      return flag.revision;
    case 'check-disagreement':
    case 'straddles-pass-line':
    case 'falsification-suspected':
    case 'disclosure-unresolved':
    case 'workbook-missing':
    case 'workbook-fork':
      return null;
    default:
      return assertNever(flag);
  }
}

/** The panel's workbook, signed by its chair. */
const panelPayload = z.strictObject({
  format: z.literal('haizhi.panel'),
  ...header,
  settings: z.strictObject({
    quorum: ratio,
    majority: ratio,
    expertsShownBy: z.enum(['name', 'code']),
  }),
  /** In the panel's order. */
  members: z
    .array(
      z.strictObject({
        id: sha256,
        code,
        role: panelRole,
        /** Empty where the round shows codes. */
        name: z.string().max(200),
        present: z.boolean(),
        /** The workbook that counts, `null` when none came. */
        workbook: sha256.nullable(),
        revision: z.int().nullable(),
      }),
    )
    .max(most.members),
  applications: z.array(panelApplication).max(most.applications),
  flags: z.array(panelFlag).max(100_000),
  disclosures: z
    .array(
      z.strictObject({
        application: plainId,
        code,
        accepted: z.boolean(),
        reason: prose,
      }),
    )
    .max(most.applications * most.members),
  agreement: z.strictObject({
    alphaScores: z.int().nullable(),
    alphaVerdicts: z.int().nullable(),
    kendallW: z.int().nullable(),
  }),
  minutes: prose,
  log,
});
export type PanelPayload = z.infer<typeof panelPayload>;

export const workbookPayload = z.discriminatedUnion('format', [resultPayload, panelPayload]);
export type WorkbookPayload = z.infer<typeof workbookPayload>;
