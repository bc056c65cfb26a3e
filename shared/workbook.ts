import { z } from 'zod';
import { bundleReference } from './bundle.ts';
import { dispositions } from './domain/meeting.ts';
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
const signer = z.strictObject({
  id: sha256,
  role: panelRole,
  code: z.string(),
  name: line,
  organisation: line,
  title: z.string(),
});
const journalHead = z.strictObject({ head: sha256, length: z.int().min(0) });
const total = z.int().min(0).max(10_000);

const header = {
  version: z.literal(workbookVersion),
  locale,
  round: roundReference,
  bundle: bundleReference,
  signer,
  /** SHA-256 fingerprint of the center's authority certificate. */
  authority: sha256,
  /** From 1; `parent` is the SHA-256 of the file of revision n − 1. */
  revision: z.int().min(1).max(10_000),
  parent: sha256.nullable(),
  signedAt: instant,
  journal: journalHead,
  reopenReason: prose,
};

const criterionResult = z.strictObject({
  criterion: criterionId,
  verdict,
  score: score.nullable(),
  comment: prose,
  checks: z.array(z.strictObject({ check: checkId, finding })),
  citations: z.array(citation.extend({ name: z.string().max(255) })),
});

const applicationResult = z.discriminatedUnion('state', [
  z.strictObject({
    /** A recused application shows its number only. */
    state: z.literal('recused'),
    application: plainId,
    number: z.string(),
    by: z.enum(['expert', 'center']),
    conflict: conflictKind,
    reason: prose,
  }),
  z.strictObject({
    state: z.literal('reviewed'),
    application: plainId,
    number: z.string(),
    name: line,
    baseType,
    declaration,
    criteria: z.array(criterionResult),
    /** Hundredths of a point. */
    total: total.nullable(),
    recommendation,
    reason: prose,
    opinion: prose,
    falsification: z.strictObject({ grounds: prose }).nullable(),
  }),
]);

/** An expert's result workbook. Applications in the order of their numbers, criteria in the catalogue's. */
export const resultPayload = z.strictObject({
  format: z.literal('haizhi.result'),
  ...header,
  pledge: z.strictObject({ version: z.string(), at: instant }),
  lateReason: prose,
  applications: z.array(applicationResult),
  /** Number of journal entries by kind, sorted by kind. */
  log: z.array(z.strictObject({ kind: z.string(), count: z.int(), first: instant, last: instant })),
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
  number: z.string(),
  name: line,
  baseType,
  rank: z.int().min(1),
  decidedBy: z.enum(['total', 'criteria-met', 'median', 'number']).nullable(),
  total: statistics,
  criteriaMet: z.int(),
  criteria: z.array(z.strictObject({ criterion: criterionId, statistics })),
  /** By the panel's order; `null`: recused or nothing scored. */
  totals: z.array(
    z.strictObject({ code: z.string(), total: total.nullable(), recused: z.boolean() }),
  ),
  members: z.int(),
  present: z.int(),
  vote: z.strictObject({ yes: z.int(), no: z.int(), abstained: z.int() }),
  quorate: z.boolean(),
  passed: z.boolean(),
  decision: recommendation,
  grounds: prose,
  falsificationSuspected: z.boolean(),
  dissents: z.array(z.strictObject({ code: z.string(), opinion: prose })),
});

/** The panel's workbook, signed by its chair. */
export const panelPayload = z.strictObject({
  format: z.literal('haizhi.panel'),
  ...header,
  members: z.array(
    z.strictObject({
      id: sha256,
      code: z.string(),
      role: panelRole,
      /** Empty where the round shows codes. */
      name: z.string(),
      present: z.boolean(),
      /** The workbook that counts, `null` when none came. */
      workbook: sha256.nullable(),
      revision: z.int().nullable(),
    }),
  ),
  applications: z.array(panelApplication),
  flags: z.array(
    z.strictObject({ flag: z.string(), disposition: z.enum(dispositions), reason: prose }),
  ),
  disclosures: z.array(
    z.strictObject({
      application: plainId,
      code: z.string(),
      accepted: z.boolean(),
      reason: prose,
    }),
  ),
  agreement: z.strictObject({
    alphaScores: z.int().nullable(),
    alphaVerdicts: z.int().nullable(),
    kendallW: z.int().nullable(),
  }),
  minutes: prose,
  log: z.array(z.strictObject({ kind: z.string(), count: z.int(), first: instant, last: instant })),
});
export type PanelPayload = z.infer<typeof panelPayload>;

export const workbookPayload = z.discriminatedUnion('format', [resultPayload, panelPayload]);
export type WorkbookPayload = z.infer<typeof workbookPayload>;
