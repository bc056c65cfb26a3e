import { z } from 'zod';
import { fileReference, fileToken, inRound } from './exchange.ts';
import { failsWith } from './failures.ts';
import { identityFailures, roundFailures, writing } from './refusals.ts';
import { method } from './rpc.ts';
import { plainId, sha256 } from './schema.ts';

/** What was found of one journal of one round, every byte of it checked. */
const journalReport = z.strictObject({
  /** The round's folder; `round` is null where its bundle does not tell which it is. */
  folder: z.string(),
  round: plainId.nullable(),
  journal: z.enum(['review', 'meeting']),
  /** Sound entries from the start, and the head after them. */
  length: z.int().min(0),
  head: sha256.nullable(),
  /** Bytes after them of a write that was never acknowledged; those of a damaged journal are not counted. */
  torn: z.int().min(0),
  /** The newest workbook of this person that it was compared with. */
  signed: z
    .strictObject({
      workbook: sha256,
      revision: z.int().min(1),
      length: z.int().min(0),
      head: sha256,
    })
    .nullable(),
  /** `null`: sound, and of one history with what was signed. */
  failure: failsWith(
    'journal-damaged',
    'newer-version',
    'not-readable',
    'bundle-altered',
  ).nullable(),
});
export type JournalReport = z.infer<typeof journalReport>;

/** The journals themselves: checked, and gone on with where they are damaged. */
export const logMethods = {
  /**
   * Checks the journals of all rounds or of one, also while they are open, against their notes, the workbooks that this
   * person signed and keeps, and `workbooks` that lie elsewhere. Changes nothing.
   */
  'log.verify': method({
    input: z.strictObject({
      round: plainId.optional(),
      workbooks: z.array(fileToken).max(200).optional(),
    }),
    output: z.array(journalReport),
    failure: failsWith(
      ...identityFailures,
      'unknown-round',
      'unknown-file',
      'not-readable',
      'file-too-large',
      'workbook-unreadable',
    ),
  }),
  /** What is left of a round's damaged journals behind their sound entries, sealed for the center's eyes only. */
  'log.remainder': method({
    input: z.strictObject(inRound),
    output: fileReference,
    failure: failsWith(...roundFailures, ...writing),
  }),
  /**
   * Goes on with a round whose journal is damaged or older than what was signed, from its last sound entry: a person's own
   * decision, which the journal names from then on. Damaged files are kept, what is left of them is sealed for the center
   * first. A sound journal stays as it is.
   */
  'log.resume': method({
    input: z.strictObject(inRound),
    output: z.strictObject({ remainder: fileReference.nullable() }),
    failure: failsWith(...roundFailures, ...writing),
  }),
} as const;
