import { z } from 'zod';
import { documentKinds } from './domain/application.ts';
import {
  applicant,
  applicationNumber,
  baseType,
  conflictKind,
  criterionId,
  deadline,
  declaredValues,
  line,
  optionalLine,
  panelRole,
  plainId,
  prose,
  roundKind,
  roundSettings,
  scheme,
  shownName,
} from './schema.ts';

/**
 * What staff of the exchange center prepare: a folder with `round.json` and one folder per application
 * (named by its id) with `application.json` and its documents.
 */
const email = z.email().max(200);

/** `round.json`. Members are named by the e-mail of their enrolment. */
export const roundDescription = z.strictObject({
  $schema: z.string().optional(),
  id: plainId,
  kind: roundKind.default('accreditation'),
  title: line,
  year: z.int().min(2020).max(2100),
  deadline,
  /** Left out: 5 criteria of weight 20 each, 0 to 100 in steps of 1, all mandatory, pass line 60. */
  scheme: scheme.optional(),
  settings: roundSettings.partial().optional(),
  panel: z.strictObject({
    id: plainId.default('panel-1'),
    name: line,
    members: z
      .array(
        z.strictObject({
          expert: email,
          role: panelRole,
          /** Left out: all applications. */
          assigned: z.array(plainId).max(2_000).optional(),
        }),
      )
      .min(5)
      .max(15),
    recusals: z
      .array(z.strictObject({ expert: email, application: plainId, conflict: conflictKind }))
      .max(5_000)
      .default([]),
  }),
  /** Ids of the applications, in the order of their numbers; each is a folder beside this file. */
  applications: z.array(plainId).min(1).max(2_000),
});
export type RoundDescription = z.infer<typeof roundDescription>;

/** `application.json` in the application's folder. */
export const applicationDescription = z.strictObject({
  $schema: z.string().optional(),
  number: applicationNumber,
  baseType,
  applicant,
  summary: prose.default(''),
  people: z
    .array(z.strictObject({ name: line, organisation: optionalLine.default('') }))
    .max(500)
    .default([]),
  partners: z.array(line).max(500).default([]),
  declared: declaredValues,
  documents: z
    .array(
      z.strictObject({
        id: plainId,
        /**
         * Path below the application's folder; no `..`, no absolute path. A ZIP file of the applicant stands for every
         * document in it that has no line of its own; its path goes on inside: `materials.zip/proof.pdf`.
         */
        file: z.string().min(1).max(1_000),
        /** Shown name; left out: the file's name. Not for a whole ZIP file, whose documents have their own. */
        name: shownName.optional(),
        kind: z.enum(documentKinds).default('evidence'),
        criteria: z.array(criterionId).max(50).default([]),
      }),
    )
    .min(1)
    .max(5_000),
});
export type ApplicationDescription = z.infer<typeof applicationDescription>;
