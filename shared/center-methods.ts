import { z } from 'zod';
import { bundleReference } from './bundle.ts';
import { centerLogReport } from './center-log.ts';
import {
  center,
  centerState,
  fileReference,
  fileToken,
  inRound,
  intakeReport,
  locale,
  none,
  passphrase,
  roundList,
  work,
} from './exchange.ts';
import { failsWith, problem } from './failures.ts';
import { centerFailures, noted } from './refusals.ts';
import { method } from './rpc.ts';
import { instant, line, panelRole, plainId, prose, sha256, subjectName } from './schema.ts';

/** No database of PostgreSQL's kind stores this character. */
const isStorable = (text: string) => !text.includes('\0');

/** The center's half of the contract: keys, roster, bundles, results and the list. */
export const centerMethods = {
  'center.read': method({
    input: none,
    output: centerState,
    failure: failsWith(...centerFailures),
  }),
  'center.create': method({
    input: z.strictObject({ name: subjectName, passphrase }),
    output: center,
    failure: failsWith('center-exists', 'weak-passphrase', ...noted),
  }),
  'center.unlock': method({
    input: z.strictObject({ passphrase }),
    output: center,
    failure: failsWith(...centerFailures, 'wrong-passphrase', 'work-factor-too-high', ...noted),
  }),
  /** A new key and certificate to sign bundles with, under the same authority: nobody has to compare anything again. */
  'center.renew': method({
    input: z.strictObject({ passphrase }),
    output: center,
    failure: failsWith(...centerFailures, 'wrong-passphrase', 'work-factor-too-high', ...noted),
  }),
  /**
   * Who these enrolment requests say they are from, in the order of the files, and the fingerprint to be compared with each
   * of them by phone. Certifies nothing and looks at no roster.
   */
  'center.inspectRequests': method({
    input: z.strictObject({ files: z.array(fileToken).min(1).max(200) }),
    output: z.array(
      z.strictObject({
        file: fileToken,
        name: z.string(),
        organisation: z.string(),
        email: z.string(),
        fingerprint: sha256,
      }),
    ),
    failure: failsWith('unknown-file', 'not-readable', 'request-invalid'),
  }),
  'center.enrol': method({
    input: z.strictObject({ files: z.array(fileToken).min(1).max(200), role: panelRole }),
    output: z.array(
      z.strictObject({ id: sha256, name: z.string(), email: z.string(), fingerprint: sha256 }),
    ),
    failure: failsWith(
      ...centerFailures,
      'unknown-file',
      'not-readable',
      'request-invalid',
      'already-enrolled',
      ...noted,
    ),
  }),
  /**
   * Withdraws the certificate of the person with this e-mail: no panel takes the person in, and nothing is believed that
   * claims to be signed at `since` (left out: now) or later. Done again, only an earlier time counts.
   */
  'center.revoke': method({
    input: z.strictObject({
      email: z.string().min(1).max(200),
      reason: line,
      since: instant.optional(),
    }),
    output: z.strictObject({ id: sha256, name: z.string(), since: instant }),
    failure: failsWith(...centerFailures, 'unknown-person', ...noted),
  }),
  /**
   * Refused with `name-guessed` problems while a ZIP file of an applicant does not tell how its names are encoded, and with
   * `material-missing` and `archive-empty-file` while nobody has said that the round is to be packed all the same.
   */
  'center.pack': method({
    input: z.strictObject({
      folder: fileToken,
      /** Somebody has read those names, and they are right. */
      confirmNames: z.boolean().optional(),
      /** Somebody has read what is missing; the panel judges without it. */
      incomplete: z.boolean().optional(),
      work,
    }),
    output: z.strictObject({
      file: fileReference,
      round: plainId,
      bundle: bundleReference,
      /** An even panel, settings unlike another panel's; what is missing or empty, as confirmed (Arts. 11 and 7(1)). */
      warnings: z.array(problem),
    }),
    failure: failsWith(
      ...centerFailures,
      'unknown-file',
      'not-readable',
      'input-invalid',
      'signer-expired',
      'cancelled',
      ...noted,
    ),
  }),
  'center.import': method({
    input: z.strictObject({ files: z.array(fileToken).min(1).max(500), work }),
    output: z.array(intakeReport),
    failure: failsWith(...centerFailures, 'unknown-file', 'cancelled', ...noted),
  }),
  'center.list': method({
    input: z.strictObject(inRound),
    output: roundList,
    failure: failsWith(...centerFailures, 'unknown-round'),
  }),
  /** Which of several panel workbooks counts that contradict each other; asked for again, the last choice counts. */
  'center.choose': method({
    input: z.strictObject({
      ...inRound,
      workbook: sha256,
      reason: prose.refine((text) => isStorable(text) && text.trim() !== ''),
    }),
    output: none,
    failure: failsWith(...centerFailures, 'unknown-workbook', ...noted),
  }),
  'center.export': method({
    input: z.strictObject({ ...inRound, format: z.enum(['xlsx', 'csv', 'json']), locale }),
    output: fileReference,
    failure: failsWith(...centerFailures, 'unknown-round', ...noted),
  }),

  /**
   * Records that an applicant falsified in a year (Art. 14): the applicant is barred in the two years that follow,
   * and packing refuses. The same again changes nothing.
   */
  'center.sanction': method({
    input: z.strictObject({
      applicant: line.refine(isStorable),
      year: z.int().min(2020).max(2100),
      grounds: prose.refine(isStorable),
    }),
    output: none,
    failure: failsWith(...centerFailures, ...noted),
  }),

  /** Checks the center's log, also a damaged one, for which nothing can be unlocked. Changes nothing. */
  'center.verifyLog': method({
    input: z.strictObject({ passphrase }),
    output: centerLogReport,
    failure: failsWith(...centerFailures, 'wrong-passphrase', 'work-factor-too-high'),
  }),
  /**
   * Goes on with a damaged log from its last sound entry, which the log says from then on; the damaged file is kept. A sound
   * one stays as it is.
   */
  'center.resumeLog': method({
    input: z.strictObject({ passphrase }),
    output: none,
    failure: failsWith(...centerFailures, 'wrong-passphrase', 'work-factor-too-high', ...noted),
  }),
} as const;
