import { z } from 'zod';
import { failsWith } from './failures.ts';
import { instant, line, panelRole, plainId, prose, recorded, sha256 } from './schema.ts';

const aboutPerson = { id: sha256, email: z.string().max(200) };

/**
 * What the center's staff did, one event for each act. It stands in the log before the act takes effect: an act that failed
 * behind it is there too, one that took effect without it is not.
 */
export const centerEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('center.founded'), name: z.string(), fingerprint: sha256 }),
  z.strictObject({ kind: z.literal('center.unlocked') }),
  z.strictObject({ kind: z.literal('signer.renewed') }),
  z.strictObject({ kind: z.literal('person.enrolled'), ...aboutPerson, role: panelRole }),
  z.strictObject({
    kind: z.literal('person.revoked'),
    ...aboutPerson,
    since: instant,
    reason: line,
  }),
  z.strictObject({
    kind: z.literal('bundle.issued'),
    round: plainId,
    sequence: z.int().min(1),
    manifest: sha256,
  }),
  z.strictObject({
    kind: z.literal('workbook.imported'),
    round: plainId,
    workbook: sha256,
    signer: sha256,
  }),
  z.strictObject({
    kind: z.literal('workbook.refused'),
    workbook: sha256,
    refusal: z.string().max(100),
  }),
  z.strictObject({
    kind: z.literal('workbook.chosen'),
    round: plainId,
    panel: plainId,
    workbook: sha256,
    reason: prose,
  }),
  z.strictObject({
    kind: z.literal('sanction.recorded'),
    applicant: line,
    year: z.int(),
    grounds: prose,
  }),
  z.strictObject({ kind: z.literal('list.exported'), round: plainId, format: z.string().max(10) }),
  /** The log was damaged from entry `record` on; somebody decided to go on from the one before. */
  z.strictObject({
    kind: z.literal('log.resumed'),
    record: z.int().min(1),
    /** Where the damaged file is kept; empty where it was gone. */
    kept: z.string().max(1_000),
  }),
]);
export type CenterEvent = z.infer<typeof centerEvent>;

/** What was found of the center's log, every byte of it checked. */
export const centerLogReport = z.strictObject({
  /** Sound entries from the start, and the head after them. */
  entries: z.array(recorded(centerEvent)),
  head: sha256.nullable(),
  /** Bytes after them of a write that was never acknowledged; those of a damaged log are not counted. */
  torn: z.int().min(0),
  /** `null`: sound. */
  failure: failsWith('journal-damaged', 'newer-version', 'not-readable').nullable(),
});
export type CenterLogReport = z.infer<typeof centerLogReport>;
