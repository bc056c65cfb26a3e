import { z } from 'zod';
import { bundleReference } from './bundle.ts';
import { failsWith, problem } from './failures.ts';
import { method } from './rpc.ts';
import {
  application,
  baseType,
  chairEvent,
  expertEvent,
  expertProfile,
  instant,
  line,
  meetingEvent,
  panelRole,
  plainId,
  prose,
  recommendation,
  recorded,
  reviewEvent,
  round,
  roundKind,
  sha256,
  subjectName,
} from './schema.ts';
import { resultPayload } from './workbook.ts';

/**
 * Every privileged operation of the product, named `noun.verb`. Types, client, server, validation and
 * test generators derive from this value. Files are tokens minted by the privileged side, never paths.
 */

/** Names a file that the privileged side holds; unguessable, valid until the app ends. */
export const fileToken = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/);
export const fileReference = z.strictObject({
  token: fileToken,
  name: z.string().max(255),
  size: z.int().min(0),
});
export type FileReference = z.infer<typeof fileReference>;

/** A passphrase as typed; only its length is judged here. */
const passphrase = z.string().min(1).max(1_000);
export const locale = z.enum(['zh-CN', 'en']);
export type Locale = z.infer<typeof locale>;

export const settings = z.strictObject({
  locale,
  theme: z.enum(['light', 'dark', 'system']),
  fontSize: z.enum(['normal', 'large']),
});
export type Settings = z.infer<typeof settings>;

/** The client's own name for one long call, so that its progress can be asked for and it can be cancelled. */
const work = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/)
  .optional();
const none = z.strictObject({});

const identityState = z.strictObject({
  state: z.enum(['none', 'locked', 'unlocked']),
  profile: expertProfile.nullable(),
  /** Fingerprint of the signing key (SHA-256 of its SPKI), to compare by phone when the request is sent in. */
  fingerprint: sha256.nullable(),
  /** True while the sample round is being tried: nothing of it touches the real profile. */
  practice: z.boolean(),
});
export type IdentityState = z.infer<typeof identityState>;

const center = z.strictObject({ name: line, fingerprint: sha256 });

const bundleSummary = z.strictObject({
  center,
  /** `new`: compare the fingerprint by phone before trusting it. */
  trust: z.enum(['new', 'known', 'differs']),
  bundle: bundleReference,
  round: plainId,
  applications: z.int(),
  size: z.int(),
});
export type BundleSummary = z.infer<typeof bundleSummary>;

const roundSummary = z.strictObject({
  id: plainId,
  title: line,
  kind: roundKind,
  year: z.int(),
  deadline: z.strictObject({ at: instant, hard: z.boolean() }),
  role: panelRole,
  phase: z.enum(['open', 'signed']),
  /** Applications assigned; of these declared, recused and completely reviewed. */
  assigned: z.int(),
  declared: z.int(),
  recused: z.int(),
  complete: z.int(),
});
export type RoundSummary = z.infer<typeof roundSummary>;

const roundDetail = z.strictObject({
  round,
  /** This person's id on the panel. */
  me: sha256,
  role: panelRole,
  bundle: bundleReference,
  center,
  /** Version of the pledge that the round asks for. */
  pledge: z.string(),
});
export type RoundDetail = z.infer<typeof roundDetail>;

const inRound = { round: plainId };
const inDocument = { round: plainId, application: plainId, document: plainId };
const journalPosition = z.strictObject({ head: sha256, length: z.int().min(0) });

const signedFile = z.strictObject({ file: fileReference, sha256, revision: z.int().min(1) });

/** What the verifier found in one file. */
export const verdictReport = z.strictObject({
  name: z.string(),
  verdict: z.enum(['valid', 'unsigned', 'invalid', 'untrusted']),
  /** Reason code of the verifier; empty when valid. */
  reason: z.string(),
  /** The part of the package that the reason speaks of; may be empty. */
  part: z.string(),
  detail: z.string(),
  content: z.enum(['result', 'panel']).nullable(),
  signer: z
    .strictObject({
      name: z.string(),
      organisation: z.string(),
      role: panelRole,
      fingerprint: sha256,
    })
    .nullable(),
  /** As claimed by the signer. */
  signedAt: instant.nullable(),
  round: z.strictObject({ id: plainId, title: z.string(), panel: plainId }).nullable(),
  revision: z.int().nullable(),
  sha256,
});
export type VerdictReport = z.infer<typeof verdictReport>;

/** What became of one workbook that was handed in: taken, known already, or refused with the reason. */
export const intakeReport = z.strictObject({
  report: verdictReport,
  outcome: z.enum(['taken', 'known', 'refused']),
  /** Why a valid workbook was refused; `null` otherwise. */
  refusal: z
    .enum([
      'other-round',
      'other-panel',
      'other-center',
      'not-on-panel',
      'wrong-role',
      'other-bundle',
      'not-a-result',
      'late',
      'revision-conflict',
      'signer-differs',
      'content-differs',
      'newer-version',
      'content-invalid',
      'not-trusted',
    ])
    .nullable(),
  detail: z.string(),
});
export type IntakeReport = z.infer<typeof intakeReport>;

const listedApplication = z.strictObject({
  application: plainId,
  number: z.string(),
  name: line,
  baseType,
  /** From 1 inside the base type; `null` before the panel's workbook is in. */
  rank: z.int().nullable(),
  /** Hundredths of a point. */
  total: z.int().nullable(),
  trimmed: z.int().nullable(),
  criteriaMet: z.int().nullable(),
  vote: z.strictObject({ yes: z.int(), no: z.int(), abstained: z.int() }).nullable(),
  decision: recommendation.nullable(),
  falsificationSuspected: z.boolean(),
});
export type ListedApplication = z.infer<typeof listedApplication>;

const roundList = z.strictObject({
  round: z.strictObject({ id: plainId, title: z.string(), year: z.int() }),
  decided: z.boolean(),
  /** Two panel workbooks that both claim to be the newest: none counts until the chair signs a later one. */
  forked: z.boolean(),
  /** Experts of the panel and the revision of each one's workbook that counts; of a fork none does. */
  results: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      revision: z.int().nullable(),
      forked: z.boolean(),
    }),
  ),
  applications: z.array(listedApplication),
});
export type RoundList = z.infer<typeof roundList>;

const identityFailures = [
  'no-identity',
  'identity-locked',
  'identity-damaged',
  'work-factor-too-high',
  'newer-version',
] as const;
const diskFailures = [
  'unknown-file',
  'not-readable',
  'not-writable',
  'disk-full',
  'read-only',
  'cancelled',
] as const;
const bundleFailures = [
  'not-a-bundle',
  'bundle-altered',
  'bundle-unsigned',
  'bundle-signer',
  'center-unknown',
  'center-differs',
  'fingerprint-differs',
  'not-a-recipient',
  'not-on-roster',
  'bundle-older',
  'newer-version',
  'content-invalid',
] as const;
const roundFailures = [
  ...identityFailures,
  'unknown-round',
  'not-readable',
  'journal-damaged',
  'journal-in-use',
  'content-invalid',
  'bundle-altered',
] as const;
const reviewRefusals = [
  'review-signed',
  'review-not-signed',
  'pledge-missing',
  'not-assigned',
  'undeclared',
  'recused',
  'recused-by-center',
  'unknown-criterion',
  'unknown-check',
  'unknown-citation',
  'score-off-scale',
  'text-required',
  'wrong-revision',
] as const;
const documentFailures = [
  ...roundFailures,
  'unknown-application',
  'unknown-document',
  'document-altered',
  'not-assigned',
  'undeclared',
  'recused',
  'recused-by-center',
  'pledge-missing',
  'not-a-recipient',
  'disk-full',
  'not-writable',
  'read-only',
  'review-signed',
  'review-not-signed',
  'unknown-criterion',
  'unknown-check',
  'unknown-citation',
  'score-off-scale',
  'text-required',
  'wrong-revision',
] as const;
const meetingRefusals = [
  'not-chair',
  'meeting-signed',
  'meeting-not-signed',
  'unknown-member',
  'unknown-application',
  'unknown-workbook',
  'member-recused',
  'votes-exceed-present',
  'votes-not-present',
  'meeting-text-required',
  'wrong-meeting-revision',
] as const;
const centerFailures = [
  'center-missing',
  'center-locked',
  'center-damaged',
  'registry-unavailable',
] as const;
const writing = ['not-writable', 'disk-full', 'read-only'] as const;

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
  'settings.read': method({ input: none, output: settings, failure: failsWith('cancelled') }),
  'settings.write': method({
    input: settings.partial(),
    output: settings,
    failure: failsWith('not-writable', 'disk-full', 'read-only'),
  }),
  'files.pick': method({
    input: z.strictObject({ purpose: z.enum(['bundle', 'workbooks', 'requests', 'round-folder']) }),
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
    output: z.strictObject({ phase: z.string(), done: z.number(), total: z.number() }).nullable(),
    failure: failsWith('cancelled'),
  }),
  'work.cancel': method({
    input: z.strictObject({ work: z.string() }),
    output: none,
    failure: failsWith('cancelled'),
  }),

  // --- who I am
  'identity.read': method({
    input: none,
    output: identityState,
    failure: failsWith(...identityFailures),
  }),
  'identity.create': method({
    input: z.strictObject({ profile: expertProfile, passphrase }),
    output: z.strictObject({ request: fileReference, fingerprint: sha256 }),
    failure: failsWith('identity-exists', 'weak-passphrase', 'cancelled', ...writing),
  }),
  'identity.unlock': method({
    input: z.strictObject({ passphrase }),
    output: identityState,
    failure: failsWith(...identityFailures, 'wrong-passphrase', 'not-readable'),
  }),
  'identity.lock': method({
    input: none,
    output: identityState,
    failure: failsWith(...identityFailures),
  }),
  /** The enrolment request once more, to send to the center. */
  'identity.request': method({
    input: none,
    output: fileReference,
    failure: failsWith(...identityFailures, 'not-readable', ...writing),
  }),
  'practice.start': method({
    input: z.strictObject({ work }),
    output: identityState,
    failure: failsWith('cancelled', 'not-readable', ...writing),
  }),
  'practice.leave': method({
    input: none,
    output: identityState,
    failure: failsWith(...identityFailures),
  }),
  /** A key for the sealed projection in the browser's store; derived from the identity, useless for anything else. Base64, 32 bytes. */
  'projection.key': method({
    input: none,
    output: z.strictObject({ key: z.string() }),
    failure: failsWith(...identityFailures),
  }),

  // --- rounds of an expert
  'bundles.inspect': method({
    input: z.strictObject({ file: fileToken }),
    output: bundleSummary,
    failure: failsWith(...identityFailures, ...diskFailures, ...bundleFailures),
  }),
  'bundles.open': method({
    input: z.strictObject({ file: fileToken, trust: z.string().max(200).optional(), work }),
    output: z.strictObject({ round: plainId }),
    failure: failsWith(
      ...identityFailures,
      ...diskFailures,
      ...bundleFailures,
      'journal-damaged',
      'journal-in-use',
    ),
  }),
  'rounds.list': method({
    input: none,
    output: z.array(roundSummary),
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
  /** Checks the document's SHA-256 and records that it was opened. */
  'documents.open': method({
    input: z.strictObject(inDocument),
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
      'file-too-large',
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

  // --- the center
  'center.read': method({
    input: none,
    output: z.strictObject({
      state: z.enum(['none', 'locked', 'unlocked']),
      name: z.string(),
      fingerprint: sha256.nullable(),
      roster: z.array(
        z.strictObject({
          id: sha256,
          role: panelRole,
          profile: expertProfile,
          enrolledAt: instant,
        }),
      ),
      rounds: z.array(
        z.strictObject({
          id: plainId,
          title: z.string(),
          kind: roundKind,
          year: z.int(),
          deadline: instant,
          sequence: z.int(),
          issuedAt: instant,
          members: z.int(),
          applications: z.int(),
          results: z.int(),
          decided: z.boolean(),
        }),
      ),
    }),
    failure: failsWith(...centerFailures),
  }),
  'center.create': method({
    input: z.strictObject({ name: subjectName, passphrase }),
    output: center,
    failure: failsWith('center-exists', 'weak-passphrase', ...writing),
  }),
  'center.unlock': method({
    input: z.strictObject({ passphrase }),
    output: center,
    failure: failsWith(...centerFailures, 'wrong-passphrase', 'work-factor-too-high'),
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
      ...writing,
    ),
  }),
  'center.pack': method({
    input: z.strictObject({ folder: fileToken, work }),
    output: z.strictObject({
      file: fileReference,
      round: plainId,
      bundle: bundleReference,
      /** Missing materials (Arts. 11 and 7(1)): packed all the same, the panel judges them. */
      warnings: z.array(problem),
    }),
    failure: failsWith(
      ...centerFailures,
      'unknown-file',
      'not-readable',
      'input-invalid',
      'cancelled',
      ...writing,
    ),
  }),
  'center.import': method({
    input: z.strictObject({ files: z.array(fileToken).min(1).max(500), work }),
    output: z.array(intakeReport),
    failure: failsWith(
      ...centerFailures,
      'unknown-file',
      'not-readable',
      'file-too-large',
      'cancelled',
      ...writing,
    ),
  }),
  'center.list': method({
    input: z.strictObject(inRound),
    output: roundList,
    failure: failsWith(...centerFailures, 'unknown-round'),
  }),
  'center.export': method({
    input: z.strictObject({ ...inRound, format: z.enum(['xlsx', 'csv', 'json']), locale }),
    output: fileReference,
    failure: failsWith(...centerFailures, 'unknown-round', ...writing),
  }),

  /**
   * Records that an applicant falsified in a year (Art. 14): the applicant is barred in the two years that follow,
   * and packing refuses. The same again changes nothing.
   */
  'center.sanction': method({
    input: z.strictObject({ applicant: line, year: z.int().min(2020).max(2100), grounds: prose }),
    output: none,
    failure: failsWith(...centerFailures),
  }),

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
      'request-invalid',
      'file-too-large',
      'cancelled',
    ),
  }),
} as const;

export type HaizhiContract = typeof contract;
export type MethodName = keyof HaizhiContract;
