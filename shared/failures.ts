import { z } from 'zod';
import { checkId, criterionId, plainId, score, sha256 } from './schema.ts';

/**
 * Every expected failure of the product, as plain data. A door shows `failureMessage(failure)`;
 * the words are in the locales under `failure.<kind>`.
 */

/** One thing that is wrong in a file: where (a path like `panel.members[2].expert`) and why (`problem.<reason>`). */
export const problem = z.strictObject({
  file: z.string().max(1_000),
  path: z.string().max(1_000),
  reason: z.enum([
    'file-missing',
    'file-unreadable',
    'missing',
    'unknown-key',
    'wrong-type',
    'wrong-format',
    'too-small',
    'too-big',
    'duplicate',
    'not-json',
    'unknown-person',
    'unknown-member',
    'unknown-flag',
    'unknown-document',
    'unknown-application',
    'unknown-criterion',
    'unknown-check',
    'unknown-option',
    'wrong-base-type',
    'document-missing',
    'document-unreadable',
    'path-outside',
    'material-missing',
    'chair-count',
    'too-few-reviewers',
    'not-chair-certificate',
    'certificate-revoked',
    'certificate-expired',
    'bands-do-not-tile',
    'step-does-not-divide',
    'barred',
    'empty-document',
    'archive-damaged',
    'archive-encrypted',
    'archive-method',
    'archive-name',
    'archive-duplicate',
    'archive-link',
    'archive-too-large',
    'archive-overlap',
    'archive-empty-file',
    'name-guessed',
    'other-panel',
    'panel-differs',
    'even-panel',
    'too-many-guessed',
    'hidden-character',
    'same-recipient',
    'not-packable',
  ]),
  /** What was expected, for the message; may be empty. */
  expected: z.string().max(500),
});
export type Problem = z.infer<typeof problem>;
const problems = z.array(problem).max(2_000);

const application = plainId;
/** What is missing in a review before it can be signed; the shape of `Missing` in the domain. */
export const missing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pledge') }),
  z.strictObject({ kind: z.literal('declaration'), application }),
  z.strictObject({
    kind: z.literal('finding'),
    application,
    criterion: criterionId,
    check: checkId,
  }),
  z.strictObject({ kind: z.literal('verdict'), application, criterion: criterionId }),
  z.strictObject({ kind: z.literal('score'), application, criterion: criterionId }),
  z.strictObject({
    kind: z.literal('comment'),
    application,
    criterion: criterionId,
    because: z.enum(['verdict', 'lowest-band', 'highest-band']),
  }),
  z.strictObject({ kind: z.literal('recommendation'), application }),
  z.strictObject({ kind: z.literal('recommendation-reason'), application }),
  z.strictObject({ kind: z.literal('opinion'), application }),
]);
/** What is missing in a meeting before its workbook can be signed; the shape of `MeetingMissing` in the domain. */
export const meetingMissing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('attendance') }),
  z.strictObject({ kind: z.literal('disposition'), flag: z.string() }),
  z.strictObject({ kind: z.literal('fork'), expert: sha256 }),
  z.strictObject({ kind: z.literal('disclosure'), application, expert: sha256 }),
  z.strictObject({ kind: z.literal('vote'), application }),
  z.strictObject({ kind: z.literal('no-quorum'), application, present: z.int(), members: z.int() }),
  z.strictObject({ kind: z.literal('decision'), application }),
  z.strictObject({ kind: z.literal('decision-against-vote'), application }),
]);

/**
 * What is wrong with a journal: its start is destroyed, bytes changed, entries are missing or stand elsewhere, the last
 * ones are cut off, another copy took its place, it is another person's, or a workbook signed here was made of a longer one.
 */
const journalDamage = z.enum([
  'header',
  'altered',
  'missing',
  'reordered',
  'truncated',
  'replaced',
  'foreign',
  'rolled-back',
]);

const file = z.string().max(1_000);
const detail = z.string().max(2_000);
const count = z.int();
const none = {};

const fields = {
  // files and disk
  'unknown-file': none,
  'not-readable': { file, detail },
  'not-writable': { file, detail },
  'disk-full': { file },
  'read-only': { file },
  'file-too-large': { file, limit: count },
  'file-exists': { file },
  cancelled: none,
  /** The page's own: the other half of the app does not answer. */
  unreachable: none,
  /** The page's own: a bug of the other half kept something from being recorded. */
  'not-recorded': { detail },
  // identity
  'no-identity': none,
  'identity-exists': none,
  'identity-locked': none,
  'wrong-passphrase': none,
  'weak-passphrase': { least: count },
  'identity-damaged': { file },
  /** The file with the keys is gone while a person's work (`file`) lies there: never taken for nobody. */
  'identity-lost': { file },
  'work-factor-too-high': { file },
  /** The practice identity belongs to nobody: it has no passphrase to change, to keep or to move. */
  'not-in-practice': none,
  'keychain-unavailable': none,
  'not-remembered': none,
  'not-a-backup': { file, detail },
  'backup-altered': { file, detail },
  /** Not of the identity whose work lies here. */
  'backup-differs': { file },
  /** It holds none, or not all, of the keys that a round lacks. */
  'backup-without-keys': { file },
  // bundle
  'not-a-bundle': { file, detail },
  'bundle-altered': { entry: z.string(), detail },
  'bundle-unsigned': none,
  'bundle-signer': { reason: z.string(), detail },
  'center-unknown': { name: z.string(), fingerprint: sha256 },
  'center-differs': { name: z.string(), fingerprint: sha256, known: sha256 },
  'fingerprint-differs': { fingerprint: sha256, expected: z.string() },
  'not-a-recipient': none,
  'not-on-roster': none,
  'bundle-older': { sequence: count, known: count },
  'newer-version': { format: z.string(), version: count },
  'content-invalid': { entry: z.string(), path: z.string(), detail },
  // rounds and reviews
  'unknown-round': { round: z.string() },
  'unknown-application': { application: z.string() },
  'unknown-document': { document: z.string() },
  'document-altered': { document: z.string() },
  /** `record`: the first entry, from 1, that is not what was recorded. */
  'journal-damaged': { file, record: count, reason: journalDamage },
  /** The keys of what the review says inside the applications are gone or damaged, and the journal holds such entries. */
  'review-keys-lost': { file },
  'journal-in-use': { file, detail },
  /** Its lock was taken on another computer, or on this one under another name: see `app.takeOver`. */
  'held-elsewhere': { file, host: z.string().max(255) },
  'review-signed': none,
  'review-not-signed': none,
  'pledge-missing': none,
  'not-assigned': { application },
  undeclared: { application },
  recused: { application },
  'recused-by-center': { application },
  'unknown-criterion': { application, criterion: z.string() },
  'unknown-check': { application, check: z.string() },
  'unknown-citation': { application, citation: z.string() },
  'score-off-scale': { application, criterion: criterionId, score },
  'text-required': { field: z.enum(['reason', 'relation', 'grounds']) },
  'wrong-revision': { expected: count, revision: count },
  incomplete: { missing: z.array(missing) },
  'deadline-passed': { at: z.string() },
  'late-reason-required': { at: z.string() },
  'input-invalid': { problems },
  // panel
  'not-chair': none,
  'meeting-signed': none,
  'meeting-not-signed': none,
  'unknown-member': { expert: z.string() },
  'unknown-workbook': { workbook: z.string() },
  'nothing-disclosed': { application, expert: z.string() },
  'member-recused': { application, expert: z.string() },
  'votes-exceed-present': { application, votes: count, present: count },
  'votes-not-present': { application, votes: count, present: count },
  'meeting-text-required': { field: z.enum(['reason', 'grounds', 'opinion']) },
  'wrong-meeting-revision': { expected: count, revision: count },
  'meeting-incomplete': { missing: z.array(meetingMissing) },
  // center
  'center-missing': { file },
  'center-exists': { file },
  'center-locked': none,
  'signer-expired': { until: z.string() },
  'center-damaged': { file, detail },
  /** The center's log takes no entry: the act did not take place. */
  'center-log': { file, detail },
  'not-a-center': { file },
  'request-invalid': { file, reason: z.string(), detail },
  'already-enrolled': { email: z.string() },
  'unknown-person': { email: z.string() },
  'registry-unavailable': { detail },
  'nothing-decided': { round: z.string() },
  // workbooks
  'workbook-unreadable': { file, detail },
} as const;

type Fields = typeof fields;
export type FailureKind = keyof Fields;
type ValuesOf<S> = { [P in keyof S]: S[P] extends z.ZodType ? z.infer<S[P]> : never };
/** The failures of these kinds. */
export type Failure<K extends FailureKind = FailureKind> = {
  [P in K]: { kind: P } & ValuesOf<Fields[P]>;
}[K];

/** The schema of the failures of one method: exactly these kinds. */
export function failsWith<const K extends readonly [FailureKind, ...FailureKind[]]>(
  ...kinds: K
): z.ZodType<Failure<K[number]>> {
  const schemas = [...new Set(kinds)].map((kind) =>
    z.strictObject({ kind: z.literal(kind), ...fields[kind] }),
  );
  return z.discriminatedUnion('kind', schemas as never) as unknown as z.ZodType<Failure<K[number]>>;
}

/** All kinds, in the order above: a test proves that each has its text in every locale. */
export const failureKinds = Object.keys(fields) as readonly FailureKind[];

/** What somebody has to say yes to, so that a round is packed although these problems were found. */
export interface Confirmations {
  /** The names of files that are guesses. */
  readonly names: boolean;
  /** Packing without materials that are missing and without files that are empty. */
  readonly incomplete: boolean;
}

/** `null` where a yes does not help: something else is wrong, or it is another failure. */
export function confirmationsFor(failure: Failure): Confirmations | null {
  if (failure.kind !== 'input-invalid') return null;
  const reasons = new Set<string>(failure.problems.map(({ reason }) => reason));
  const names = reasons.delete('name-guessed');
  const isEmpty = reasons.delete('archive-empty-file');
  const incomplete = reasons.delete('material-missing') || isEmpty;
  return reasons.size === 0 ? { names, incomplete } : null;
}

/** A text to be looked up in a locale, and the values it speaks of. */
export interface Message {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** The sentence that says what is wrong and what to do. A list in the failure appears as its length. */
export function failureMessage(failure: Failure): Message {
  return messageOf(`failure.${failure.kind}`, failure);
}

/** The single things that a failure lists, one line each, in the order in which they were found. */
export function failureDetails(failure: Failure): readonly Message[] {
  switch (failure.kind) {
    case 'input-invalid':
      return failure.problems.map(problemMessage);
    case 'incomplete':
      return failure.missing.map((each) => messageOf(`missing.${each.kind}`, each));
    case 'meeting-incomplete':
      return failure.missing.map((each) => messageOf(`meeting-missing.${each.kind}`, each));
    default:
      return [];
  }
}

/** What is wrong at one place of a file. */
export function problemMessage(each: Problem): Message {
  return messageOf(`problem.${each.reason}`, each);
}

function messageOf(key: string, fields: object): Message {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields) as [string, unknown][]) {
    if (name === 'kind') continue;
    if (typeof value === 'string' || typeof value === 'number') values[name] = value;
    if (Array.isArray(value)) values.count = value.length;
  }
  return { key, values };
}
