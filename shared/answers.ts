import { z } from 'zod';
import { dispositions } from './domain/meeting.ts';
import {
  checkId,
  conflictKind,
  criterionId,
  finding,
  plainId,
  prose,
  recommendation,
  score,
  sha256,
  verdict,
} from './schema.ts';

const cited = z.strictObject({
  document: plainId,
  page: z.int().min(1).max(100_000),
  quote: z.string().max(4_000).optional(),
});

/** `answers.json` of `haizhi expert apply`: an expert's whole review, or any part of it, keyed by application id. */
export const answersFile = z.strictObject({
  $schema: z.string().optional(),
  /** Why a review that is signed is reopened for what follows; one that is open stays as it is. */
  reopen: prose.optional(),
  /** True: the expert has read and signs the confidentiality and impartiality pledge. */
  pledge: z.boolean().optional(),
  applications: z.record(
    plainId,
    z.strictObject({
      declaration: z
        .discriminatedUnion('state', [
          z.strictObject({ state: z.literal('none') }),
          z.strictObject({ state: z.literal('disclosed'), relation: prose }),
          z.strictObject({ state: z.literal('recused'), conflict: conflictKind, reason: prose }),
        ])
        .optional(),
      checks: z.record(checkId, finding.nullable()).optional(),
      criteria: z
        .record(
          criterionId,
          z.strictObject({
            verdict: verdict.nullable().optional(),
            score: score.nullable().optional(),
            comment: prose.optional(),
            note: prose.optional(),
            citations: z
              .array(cited.extend({ check: checkId.optional() }))
              .max(200)
              .optional(),
          }),
        )
        .optional(),
      recommendation: recommendation.nullable().optional(),
      reason: prose.optional(),
      opinion: prose.optional(),
      note: prose.optional(),
      falsification: z
        .strictObject({ grounds: prose, citations: z.array(cited).max(200).optional() })
        .nullable()
        .optional(),
    }),
  ),
});
export type AnswersFile = z.infer<typeof answersFile>;

const email = z.email().max(200);

/** `decisions.json` of `haizhi panel consolidate`: what the meeting decided. Members are named by e-mail. */
export const decisionsFile = z.strictObject({
  $schema: z.string().optional(),
  /** Why a meeting that is signed is reopened before workbooks are taken in; left out, a signed meeting is left alone. */
  reopen: prose.optional(),
  /** Left out: everybody. */
  present: z.array(email).max(15).optional(),
  minutes: prose.optional(),
  forks: z
    .array(
      z.strictObject({
        expert: email,
        workbook: sha256,
        reason: prose,
      }),
    )
    .default([]),
  disclosures: z
    .array(
      z.strictObject({ application: plainId, expert: email, accepted: z.boolean(), reason: prose }),
    )
    .default([]),
  /** By flag id; `*` disposes of every flag that has no entry of its own. */
  flags: z
    .record(
      z.string().max(300),
      z.strictObject({ disposition: z.enum(dispositions), reason: prose }),
    )
    .default({}),
  applications: z
    .record(
      plainId,
      z.strictObject({
        vote: z.strictObject({
          yes: z.int().min(0).max(15),
          no: z.int().min(0).max(15),
          abstained: z.int().min(0).max(15),
        }),
        decision: recommendation,
        grounds: prose.default(''),
        dissents: z.array(z.strictObject({ expert: email, opinion: prose })).default([]),
      }),
    )
    .default({}),
});
export type DecisionsFile = z.infer<typeof decisionsFile>;
