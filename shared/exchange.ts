import { z } from 'zod';
import { bundleReference } from './bundle.ts';
import {
  baseType,
  expertProfile,
  instant,
  line,
  panelRole,
  plainId,
  recommendation,
  round,
  roundKind,
  sha256,
} from './schema.ts';

/** The values that cross the contract: what the doors send and show. JSON only. */

/** Names a file that the privileged side holds; unguessable, valid until the app ends. */
export const fileToken = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/);
export const fileReference = z.strictObject({
  token: fileToken,
  name: z.string().max(255),
  size: z.int().min(0),
});
export type FileReference = z.infer<typeof fileReference>;

/** A passphrase as typed; only its length is judged here. */
export const passphrase = z.string().min(1).max(1_000);
export const locale = z.enum(['zh-CN', 'en']);
export type Locale = z.infer<typeof locale>;

export const settings = z.strictObject({
  locale,
  theme: z.enum(['light', 'dark', 'system']),
  fontSize: z.enum(['normal', 'large']),
  /** Minutes without a call or a key stroke after which the keys are erased. */
  autoLock: z.int().min(1).max(480),
});
export type Settings = z.infer<typeof settings>;

/** The client's own name for one long call, so that its progress can be asked for and it can be cancelled. */
export const work = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/)
  .optional();
export const none = z.strictObject({});

export const identityState = z.strictObject({
  state: z.enum(['none', 'locked', 'unlocked']),
  profile: expertProfile.nullable(),
  /** Fingerprint of the signing key (SHA-256 of its SPKI), to compare by phone when the request is sent in. */
  fingerprint: sha256.nullable(),
  /** True while the sample round is being tried: nothing of it touches the real profile. */
  practice: z.boolean(),
  /** Whether the operating system keeps the passphrase; `none`: on this machine it would not be kept safely. */
  keychain: z.enum(['none', 'available', 'remembered']),
});
export type IdentityState = z.infer<typeof identityState>;

export const center = z.strictObject({ name: line, fingerprint: sha256 });

export const bundleSummary = z.strictObject({
  center,
  /** `new`: compare the fingerprint by phone before trusting it. */
  trust: z.enum(['new', 'known', 'differs']),
  bundle: bundleReference,
  round: plainId,
  applications: z.int(),
  size: z.int(),
});
export type BundleSummary = z.infer<typeof bundleSummary>;

/** What a person has to look at after newer bundles. */
export const bundleNews = z.strictObject({
  /** Documents, new, changed or removed, that were not opened since. */
  documents: z.int(),
  /** Citations of documents that are not as they were cited. */
  citations: z.int(),
  /** The review was signed under an earlier bundle: it has to be reopened and signed once more. */
  reopen: z.boolean(),
});
export type BundleNews = z.infer<typeof bundleNews>;

export const roundSummary = z.strictObject({
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
  news: bundleNews,
});
export type RoundSummary = z.infer<typeof roundSummary>;

export const roundDetail = z.strictObject({
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

export const inRound = { round: plainId };
export const inDocument = { round: plainId, application: plainId, document: plainId };
export const journalPosition = z.strictObject({ head: sha256, length: z.int().min(0) });

export const signedFile = z.strictObject({ file: fileReference, sha256, revision: z.int().min(1) });

/** What the verifier found in one file; `unread` is one that could not be looked at. */
export const verdictReport = z.strictObject({
  name: z.string(),
  verdict: z.enum(['valid', 'unsigned', 'invalid', 'untrusted', 'unread']),
  /** Reason code of the verifier, or the kind of the failure of an unread one; empty when valid. */
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
  /** Whom an untrusted signature names; only the fingerprint is sure. */
  claimed: z
    .strictObject({ name: z.string(), organisation: z.string(), fingerprint: sha256 })
    .nullable(),
  /** As claimed by the signer. */
  signedAt: instant.nullable(),
  round: z.strictObject({ id: plainId, title: z.string(), panel: plainId }).nullable(),
  revision: z.int().nullable(),
  /** `null` for an unread one. */
  sha256: sha256.nullable(),
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
      'late-parent',
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
  /** Id of the panel that it is assigned to. */
  panel: plainId,
  number: z.string(),
  name: line,
  baseType,
  /** From 1 inside the base type, over all panels; `null` before every panel has decided. */
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

/** Where the panel's figures are not those of the experts' workbooks that it names. */
const panelContradiction = z.strictObject({
  figure: z.enum(['workbook', 'recusal', 'total', 'statistics', 'agreement', 'flags']),
  /** `null`: it is not about one application. */
  application: plainId.nullable(),
  /** The expert whose workbook says otherwise; `null`: it is about all together. */
  code: z.string().nullable(),
});
export type PanelContradiction = z.infer<typeof panelContradiction>;

/** How far one panel of a round is. */
const panelStanding = z.strictObject({
  id: plainId,
  name: line,
  /** Number of its newest bundle. */
  sequence: z.int(),
  /** Number of the bundle on which its workbook that counts was signed; `null` before that. */
  signedOn: z.int().nullable(),
  /** Its workbook counts, and decides every application of its newest bundle. */
  decided: z.boolean(),
  /** Panel workbooks that both claim to be the newest: none counts until the center has chosen, with a reason. Else empty. */
  fork: z.array(
    z.strictObject({
      workbook: sha256,
      revision: z.int(),
      signedAt: instant,
      /** Of its signer. */
      name: z.string(),
    }),
  ),
  /** The center's choice on which the workbook that counts rests. */
  choice: z.strictObject({ workbook: sha256, reason: z.string() }).nullable(),
  /** Why the panel's workbook does not count although it is valid: its figures are not the experts'. */
  contradiction: panelContradiction.nullable(),
  /** Experts of the panel and the revision of each one's workbook that counts; of a fork none does. */
  results: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      revision: z.int().nullable(),
      forked: z.boolean(),
    }),
  ),
});
export type PanelStanding = z.infer<typeof panelStanding>;

export const roundList = z.strictObject({
  round: z.strictObject({ id: plainId, title: z.string(), year: z.int() }),
  /** Every panel has. */
  decided: z.boolean(),
  /** By id. */
  panels: z.array(panelStanding).min(1),
  /** In the order of their numbers; named as the panel's workbook names them where there is one. */
  applications: z.array(listedApplication),
});
export type RoundList = z.infer<typeof roundList>;

/** What a center's folder holds. */
export const centerState = z.strictObject({
  state: z.enum(['none', 'locked', 'unlocked']),
  name: z.string(),
  fingerprint: sha256.nullable(),
  roster: z.array(
    z.strictObject({
      id: sha256,
      role: panelRole,
      profile: expertProfile,
      enrolledAt: instant,
      /** From when on the person's certificate is revoked. */
      revokedSince: instant.nullable(),
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
      panels: z.int(),
      /** Of all panels. */
      members: z.int(),
      applications: z.int(),
      results: z.int(),
      decided: z.boolean(),
    }),
  ),
});
