import { z } from 'zod';
import { backupMethods } from './backup-methods.ts';
import { centerMethods } from './center-methods.ts';
import {
  bundleNews,
  bundleSummary,
  fileReference,
  fileToken,
  inDocument,
  inRound,
  intakeReport,
  journalPosition,
  locale,
  none,
  passphrase,
  roundDetail,
  roundSummary,
  settings,
  signedFile,
  verdictReport,
  work,
} from './exchange.ts';
import { failsWith } from './failures.ts';
import { identityMethods } from './identity-methods.ts';
import { logMethods } from './log-methods.ts';
import {
  bundleFailures,
  diskFailures,
  documentFailures,
  identityFailures,
  meetingRefusals,
  reviewRefusals,
  roundFailures,
  writing,
} from './refusals.ts';
import { method } from './rpc.ts';
import {
  application,
  chairEvent,
  expertEvent,
  meetingEvent,
  plainId,
  prose,
  recorded,
  reviewEvent,
  sha256,
} from './schema.ts';
import { resultPayload } from './workbook.ts';

/**
 * Every privileged operation of the product, named `noun.verb`. Types, client, server, validation and
 * test generators derive from this value. Files are tokens minted by the privileged side, never paths.
 */

export const contract = {
  // --- the app
  'app.info': method({
    input: none,
    output: z.strictObject({
      version: z.string(),
      door: z.enum(['electron', 'browser', 'cli']),
      /** Whether `files.pick` and `files.save` open the system's own dialogs; else the page uploads and downloads. */
      dialogs: z.boolean(),
      /** Whether a center's folder is open here. */
      center: z.boolean(),
    }),
    failure: failsWith('cancelled'),
  }),
  /**
   * Goes on here with whatever was left open on the computer of this name (`held-elsewhere`): a person's own decision, who
   * knows that the app does not run there. Gives how many files that was.
   */
  'app.takeOver': method({
    input: z.strictObject({ host: z.string().min(1).max(255) }),
    output: z.strictObject({ released: z.int().min(0) }),
    failure: failsWith('cancelled'),
  }),
  'settings.read': method({ input: none, output: settings, failure: failsWith('cancelled') }),
  'settings.write': method({
    input: settings.partial(),
    output: settings,
    failure: failsWith(...writing),
  }),
  'files.pick': method({
    input: z.strictObject({
      purpose: z.enum([
        'bundle',
        'workbooks',
        'requests',
        'round-folder',
        'backup',
        'backup-folder',
      ]),
    }),
    output: z.array(fileReference),
    failure: failsWith('cancelled', 'not-readable'),
  }),
  'files.save': method({
    input: z.strictObject({ file: fileToken }),
    output: z.strictObject({ name: z.string() }),
    failure: failsWith(...diskFailures),
  }),
  'work.read': method({
    input: z.strictObject({ work: z.string() }),
    output: z
      .strictObject({
        phase: z.string(),
        done: z.number(),
        total: z.number(),
        /** Estimate for this phase; `null` while nobody can tell. */
        secondsLeft: z.int().min(0).nullable(),
      })
      .nullable(),
    failure: failsWith('cancelled'),
  }),
  'work.cancel': method({
    input: z.strictObject({ work: z.string() }),
    output: none,
    failure: failsWith('cancelled'),
  }),

  ...identityMethods,

  // --- rounds of an expert
  'bundles.inspect': method({
    input: z.strictObject({ file: fileToken }),
    output: bundleSummary,
    failure: failsWith(...identityFailures, ...diskFailures, ...bundleFailures),
  }),
  'bundles.open': method({
    input: z.strictObject({ file: fileToken, trust: z.string().max(200).optional(), work }),
    output: z.strictObject({ round: plainId, news: bundleNews }),
    failure: failsWith(
      ...identityFailures,
      ...diskFailures,
      ...bundleFailures,
      'journal-damaged',
      'review-keys-lost',
      'journal-in-use',
      'held-elsewhere',
    ),
  }),
  'rounds.list': method({
    input: none,
    output: z.array(roundSummary),
    failure: failsWith(...roundFailures),
  }),
  /** Rounds whose files do not open, by folder; the others are in `rounds.list`. `round`: `null` where nobody can tell. */
  'rounds.broken': method({
    input: none,
    output: z.array(
      z.strictObject({
        folder: z.string(),
        round: plainId.nullable(),
        failure: failsWith(...roundFailures, 'unknown-round'),
      }),
    ),
    failure: failsWith(...roundFailures),
  }),
  'rounds.read': method({
    input: z.strictObject(inRound),
    output: roundDetail,
    failure: failsWith(...roundFailures),
  }),
  'applications.read': method({
    input: z.strictObject({ ...inRound, application: plainId }),
    output: application,
    failure: failsWith(...documentFailures),
  }),
  /**
   * Opens a document, its SHA-256 checked unless it is large (`documents.check`), and records that. For the `index` in
   * which the app searches nothing is recorded: nobody has read it.
   */
  'documents.open': method({
    input: z.strictObject({ ...inDocument, purpose: z.enum(['reading', 'index']).optional() }),
    output: z.strictObject({
      document: fileToken,
      size: z.int(),
      mediaType: z.string(),
      name: z.string(),
    }),
    failure: failsWith(...documentFailures),
  }),
  /** Bytes of an opened document in base64; at most 4 MiB a call. */
  'documents.chunk': method({
    input: z.strictObject({
      document: fileToken,
      offset: z.int().min(0),
      length: z.int().min(1).max(4_194_304),
    }),
    output: z.strictObject({ data: z.string() }),
    failure: failsWith('unknown-file', 'identity-locked', 'document-altered'),
  }),
  /** Several pieces of an opened document in one answer, one behind the other in base64; at most 4 MiB together. */
  'documents.ranges': method({
    input: z.strictObject({
      document: fileToken,
      ranges: z
        .array(z.strictObject({ offset: z.int().min(0), length: z.int().min(1).max(4_194_304) }))
        .min(1)
        .max(256)
        .refine((all) => all.reduce((sum, each) => sum + each.length, 0) <= 4_194_304),
    }),
    output: z.strictObject({ data: z.string() }),
    failure: failsWith('unknown-file', 'identity-locked', 'document-altered'),
  }),
  /**
   * Waits until the SHA-256 of the whole document has been held against the bundle's list. Where it differs nothing more
   * of the document is given.
   */
  'documents.check': method({
    input: z.strictObject({ document: fileToken }),
    output: none,
    failure: failsWith('unknown-file', 'identity-locked', 'document-altered'),
  }),
  /** A copy in clear for a program of the user's own; recorded in the journal. */
  'documents.extract': method({
    input: z.strictObject(inDocument),
    output: fileReference,
    failure: failsWith(...documentFailures),
  }),

  // --- the review
  'review.events': method({
    input: z.strictObject({ ...inRound, after: z.int().min(0) }),
    output: z.strictObject({ events: z.array(recorded(reviewEvent)), journal: journalPosition }),
    failure: failsWith(...roundFailures),
  }),
  /** Records all of the events or none. Acknowledged means on disk. */
  'review.record': method({
    input: z.strictObject({ ...inRound, events: z.array(expertEvent).min(1).max(5_000) }),
    output: z.strictObject({ events: z.array(recorded(reviewEvent)), journal: journalPosition }),
    failure: failsWith(...roundFailures, ...reviewRefusals, ...writing),
  }),
  'review.sign': method({
    input: z.strictObject({ ...inRound, passphrase, locale, lateReason: prose.optional(), work }),
    output: signedFile,
    failure: failsWith(
      ...roundFailures,
      ...reviewRefusals,
      'wrong-passphrase',
      'incomplete',
      'deadline-passed',
      'late-reason-required',
      'cancelled',
      ...writing,
    ),
  }),
  /** The signed workbook of the newest revision, once more. */
  'review.workbook': method({
    input: z.strictObject(inRound),
    output: signedFile,
    failure: failsWith(...roundFailures, 'review-not-signed'),
  }),

  // --- the chair
  'panel.collect': method({
    input: z.strictObject({ ...inRound, files: z.array(fileToken).min(1).max(200), work }),
    output: z.array(intakeReport),
    failure: failsWith(
      ...roundFailures,
      ...meetingRefusals,
      'unknown-file',
      'cancelled',
      ...writing,
    ),
  }),
  'panel.read': method({
    input: z.strictObject(inRound),
    output: z.strictObject({
      events: z.array(recorded(meetingEvent)),
      journal: journalPosition,
      results: z.array(z.strictObject({ workbook: sha256, payload: resultPayload })),
    }),
    failure: failsWith(...roundFailures, 'not-chair'),
  }),
  'panel.record': method({
    input: z.strictObject({ ...inRound, events: z.array(chairEvent).min(1).max(5_000) }),
    output: z.strictObject({ events: z.array(recorded(meetingEvent)), journal: journalPosition }),
    failure: failsWith(...roundFailures, ...meetingRefusals, ...writing),
  }),
  'panel.sign': method({
    input: z.strictObject({ ...inRound, passphrase, locale, work }),
    output: signedFile,
    failure: failsWith(
      ...roundFailures,
      ...meetingRefusals,
      'wrong-passphrase',
      'meeting-incomplete',
      'cancelled',
      ...writing,
    ),
  }),
  'panel.workbook': method({
    input: z.strictObject(inRound),
    output: signedFile,
    failure: failsWith(...roundFailures, 'not-chair', 'meeting-not-signed'),
  }),

  ...centerMethods,
  ...logMethods,
  ...backupMethods,

  // --- anybody
  'workbooks.verify': method({
    input: z.strictObject({
      files: z.array(fileToken).min(1).max(500),
      /** The center's certificate in PEM; left out: the center this profile trusts. */ authority:
        fileToken.optional(),
    }),
    output: z.array(verdictReport),
    failure: failsWith(
      'unknown-file',
      'not-readable',
      'not-a-center',
      'file-too-large',
      'cancelled',
    ),
  }),
} as const;

export type HaizhiContract = typeof contract;
export type MethodName = keyof HaizhiContract;
