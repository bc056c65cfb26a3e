import { z } from 'zod';
import type { Application, ApplicationIndexEntry } from './domain/application.ts';
import { baseTypes, documentKinds } from './domain/application.ts';
import type { LocalText } from './domain/catalogue/criterion.ts';
import type { Declaration } from './domain/conflict.ts';
import { conflictKinds } from './domain/conflict.ts';
import type { MeetingEvent } from './domain/meeting.ts';
import { dispositions } from './domain/meeting.ts';
import type { ExpertProfile, Panel } from './domain/panel.ts';
import type { Citation, ReviewEvent } from './domain/review.ts';
import { findings, recommendations, verdicts } from './domain/review.ts';
import type { Round, RoundSettings, Scheme } from './domain/round.ts';

/** Schemas of the domain's values, shared by the formats and the contract. Sizes are bounded everywhere. */

/** `[A-Za-z0-9_-]{1,64}` and no name of a Windows device (`con`, `lpt1`): safe as a file name on every system and in a ZIP. */
export const plainId = z
  .string()
  .regex(
    /^(?!(?:[Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|(?:[Cc][Oo][Mm]|[Ll][Pp][Tt])[0-9])$)[A-Za-z0-9_-]{1,64}$/,
    'plain-id',
  );
/** SHA-256 as 64 lower-case hex digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');
/** An instant in ISO 8601 with `Z` or an offset. */
export const instant = z.iso.datetime({ offset: true });
/**
 * Characters that nobody sees but that change what is read: controls, those that turn the direction of writing, and those
 * without width. The joiners U+200C and U+200D stay, since scripts of India and Iran are written with them.
 */
const hidden = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/u;
const nothingHidden =
  /^[^\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]*$/u;

/** The first hidden character of a text and its place, `U+202E (3)`, counted from 1; `null` where all of it can be seen. */
export function hiddenIn(text: string): string | null {
  const found = hidden.exec(text);
  if (found === null) return null;
  const code = text.charCodeAt(found.index).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} (${[...text.slice(0, found.index)].length + 1})`;
}

/** One line of text without hidden characters: a name, a title. */
export const line = z.string().trim().min(1).max(200).regex(nothingHidden, 'nothing-hidden');
/** The same, where nothing may be said. */
export const optionalLine = z.string().max(200).regex(nothingHidden, 'nothing-hidden');
/** A name that a certificate can carry (RFC 5280: at most 64 characters), without hidden characters. */
export const subjectName = z.string().trim().min(1).max(64).regex(nothingHidden, 'nothing-hidden');
/** The name of a document, without hidden characters. */
export const shownName = z.string().min(1).max(255).regex(nothingHidden, 'nothing-hidden');
/** Free text of an expert or applicant; may be empty. */
export const prose = z.string().max(20_000);
export const criterionId = z.string().regex(/^\d{1,2}\(\d\)$/, 'criterion-id');
export const checkId = z.string().regex(/^\d{1,2}\(\d\)\.[a-z0-9-]{1,60}$/, 'check-id');
const count = z.int().min(0).max(1_000_000_000);

export const baseType = z.enum(baseTypes);
export const conflictKind = z.enum(conflictKinds);
export const finding = z.enum(findings);
export const verdict = z.enum(verdicts);
export const recommendation = z.enum(recommendations);
export const score = z.int().min(0).max(1_000_000);

const localText = z.strictObject({
  zh: z.string().min(1).max(2_000),
  en: z.string().min(1).max(2_000),
}) satisfies z.ZodType<LocalText>;

/** Number of an application as it was taken in: digits, capital letters, dashes; at most 12. */
export const applicationNumber = z.string().regex(/^[0-9A-Z-]{1,12}$/, 'application-number');

const person = z.strictObject({ name: line, organisation: optionalLine });

export const applicant = z.strictObject({
  name: line,
  nameEn: line.optional(),
  country: z.string().regex(/^[A-Z]{2}$/, 'country-code'),
  legalPerson: z.boolean(),
  recommendedBy: line.optional(),
});

const indexFields = {
  id: plainId,
  number: applicationNumber,
  baseType,
  applicant,
  people: z.array(person).max(500),
  partners: z.array(line).max(500),
};

const applicationIndexEntry = z.strictObject(
  indexFields,
) satisfies z.ZodType<ApplicationIndexEntry>;

/** Declared values by check id: yes or no, a count, or chosen option ids. */
export const declaredValues = z.record(
  checkId,
  z.union([z.boolean(), count, z.array(z.string().max(60)).max(50)]),
);

const applicationDocument = z.strictObject({
  id: plainId,
  name: shownName,
  kind: z.enum(documentKinds),
  mediaType: z.string().regex(/^[a-z]+\/[A-Za-z0-9.+-]{1,120}$/),
  size: z.int().min(0),
  sha256,
  criteria: z.array(criterionId).max(50),
});

export const application = z.strictObject({
  ...indexFields,
  summary: prose,
  declared: declaredValues,
  documents: z.array(applicationDocument).max(5_000),
}) satisfies z.ZodType<Application>;

export const expertProfile = z.strictObject({
  name: subjectName,
  nameEn: line.optional(),
  organisation: line,
  title: line.optional(),
  email: z.email().max(200),
  fields: z.array(line).max(50).default([]),
  affiliations: z.array(line).max(50).default([]),
}) satisfies z.ZodType<ExpertProfile>;

export const scheme = z.strictObject({
  scale: z.strictObject({
    max: z.int().min(1).max(1_000_000),
    step: z.int().min(1).max(1_000_000),
    bands: z
      .array(z.strictObject({ from: score, to: score, anchor: localText }))
      .min(1)
      .max(20),
  }),
  criteria: z.record(
    baseType,
    z
      .array(
        z.strictObject({
          criterion: criterionId,
          weight: z.int().min(1).max(10_000),
          mandatory: z.boolean(),
        }),
      )
      .min(1)
      .max(20),
  ),
  passLine: z.int().min(0).max(10_000),
}) satisfies z.ZodType<Scheme>;

const percent = z.int().min(1).max(100);
const ratio = z
  .strictObject({ numerator: z.int().min(1).max(100), denominator: z.int().min(1).max(100) })
  .refine((value) => value.numerator <= value.denominator, { error: 'ratio-above-one' });

export const roundSettings = z.strictObject({
  limits: z.strictObject({ criterionRange: percent, scoreDistance: percent, totalGap: percent }),
  quorum: ratio,
  majority: ratio,
  expertsShownBy: z.enum(['name', 'code']),
  chairReviews: z.boolean(),
}) satisfies z.ZodType<RoundSettings>;

export const panelRole = z.enum(['expert', 'chair']);

const panel = z.strictObject({
  id: plainId,
  name: line,
  members: z
    .array(
      z.strictObject({
        id: sha256,
        role: panelRole,
        code: z.string().regex(/^E\d{1,3}$/),
        profile: expertProfile,
        assigned: z.array(plainId).max(2_000),
      }),
    )
    .min(5)
    .max(15),
  recusals: z
    .array(z.strictObject({ member: sha256, application: plainId, conflict: conflictKind }))
    .max(5_000),
}) satisfies z.ZodType<Panel>;

export const roundKind = z.enum(['accreditation', 'assessment']);
export const deadline = z.strictObject({ at: instant, hard: z.boolean() });

export const round = z.strictObject({
  id: plainId,
  kind: roundKind,
  title: line,
  year: z.int().min(2020).max(2100),
  deadline,
  scheme,
  settings: roundSettings,
  panel,
  applications: z.array(applicationIndexEntry).min(1).max(2_000),
}) satisfies z.ZodType<Round>;

export const declaration = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('disclosed'), relation: prose }),
  z.strictObject({ state: z.literal('recused'), conflict: conflictKind, reason: prose }),
]) satisfies z.ZodType<Declaration>;

const fraction = z.number().min(0).max(1);

export const citation = z.strictObject({
  id: plainId,
  document: plainId,
  sha256,
  page: z.int().min(1).max(100_000),
  quote: z.string().max(4_000).optional(),
  rectangle: z
    .strictObject({ x: fraction, y: fraction, width: fraction, height: fraction })
    .optional(),
  check: checkId.optional(),
}) satisfies z.ZodType<Citation>;

/** Inside an application; what can be undone says whether it is an undo or a redo itself. */
const aboutApplication = {
  application: plainId,
  retraced: z.enum(['undo', 'redo']).optional(),
};
const aboutCriterion = { ...aboutApplication, criterion: criterionId };
const aboutCited = { ...aboutApplication, criterion: criterionId.nullable() };
const revision = z.int().min(1).max(10_000);

/** A person's decision to go on with a journal of which something is lost. */
const journalResumed = z.strictObject({
  kind: z.literal('journal.resumed'),
  cause: z.enum(['damaged', 'rolled-back']),
  sha256,
});

/** What an expert's own hand may record; the privileged side records the rest. */
const expertEvents = [
  z.strictObject({ kind: z.literal('pledge.signed'), version: z.string().max(20) }),
  z.strictObject({ kind: z.literal('conflict.declared'), application: plainId, declaration }),
  z.strictObject({
    kind: z.literal('check.found'),
    ...aboutApplication,
    check: checkId,
    finding: finding.nullable(),
  }),
  z.strictObject({
    kind: z.literal('criterion.judged'),
    ...aboutCriterion,
    verdict: verdict.nullable(),
  }),
  z.strictObject({
    kind: z.literal('criterion.scored'),
    ...aboutCriterion,
    score: score.nullable(),
  }),
  z.strictObject({ kind: z.literal('criterion.commented'), ...aboutCriterion, comment: prose }),
  z.strictObject({ kind: z.literal('citation.added'), ...aboutCited, citation }),
  z.strictObject({ kind: z.literal('citation.removed'), ...aboutCited, citation: plainId }),
  z.strictObject({
    kind: z.literal('application.recommended'),
    ...aboutApplication,
    recommendation: recommendation.nullable(),
    reason: prose,
  }),
  z.strictObject({ kind: z.literal('opinion.written'), ...aboutApplication, opinion: prose }),
  z.strictObject({
    kind: z.literal('note.written'),
    ...aboutApplication,
    criterion: criterionId.optional(),
    note: prose,
  }),
  z.strictObject({
    kind: z.literal('falsification.suspected'),
    ...aboutApplication,
    grounds: prose,
  }),
  z.strictObject({ kind: z.literal('falsification.withdrawn'), ...aboutApplication }),
  z.strictObject({ kind: z.literal('review.reopened'), reason: prose }),
] as const;
export const expertEvent = z.discriminatedUnion('kind', expertEvents);
export type ExpertEvent = z.infer<typeof expertEvent>;

export const reviewEvent = z.discriminatedUnion('kind', [
  ...expertEvents,
  z.strictObject({
    kind: z.literal('bundle.accepted'),
    sequence: z.int().min(1),
    manifest: sha256,
  }),
  z.strictObject({
    kind: z.literal('document.opened'),
    application: plainId,
    document: plainId,
  }),
  z.strictObject({
    kind: z.literal('document.extracted'),
    application: plainId,
    document: plainId,
  }),
  z.strictObject({
    kind: z.literal('documents.listed'),
    application: plainId,
    documents: z.array(z.strictObject({ document: plainId, sha256 })).max(5_000),
  }),
  z.strictObject({
    kind: z.literal('review.signed'),
    revision,
    parent: sha256.nullable(),
    workbook: sha256,
    lateReason: prose,
  }),
  z.strictObject({
    kind: z.literal('entries.sealed'),
    application: plainId,
    entries: z.int().min(1),
    sha256,
  }),
  z.strictObject({ kind: z.literal('entry.sealed'), application: plainId }),
  journalResumed,
]) satisfies z.ZodType<ReviewEvent>;

const votes = z.int().min(0).max(15);

/** What a chair's own hand may record in the meeting. */
const chairEvents = [
  z.strictObject({
    kind: z.literal('fork.resolved'),
    expert: sha256,
    workbook: sha256,
    reason: prose,
  }),
  z.strictObject({
    kind: z.literal('flag.disposed'),
    flag: z.string().max(500),
    disposition: z.enum(dispositions),
    reason: prose,
  }),
  z.strictObject({
    kind: z.literal('disclosure.decided'),
    application: plainId,
    expert: sha256,
    accepted: z.boolean(),
    reason: prose,
  }),
  z.strictObject({ kind: z.literal('attendance.recorded'), present: z.array(sha256).max(15) }),
  z.strictObject({
    kind: z.literal('vote.recorded'),
    application: plainId,
    yes: votes,
    no: votes,
    abstained: votes,
  }),
  z.strictObject({
    kind: z.literal('decision.recorded'),
    application: plainId,
    decision: recommendation,
    grounds: prose,
  }),
  z.strictObject({
    kind: z.literal('dissent.recorded'),
    application: plainId,
    expert: sha256,
    opinion: prose,
  }),
  z.strictObject({ kind: z.literal('minutes.written'), minutes: prose }),
  z.strictObject({ kind: z.literal('meeting.reopened'), reason: prose }),
] as const;
export const chairEvent = z.discriminatedUnion('kind', chairEvents);
export type ChairEvent = z.infer<typeof chairEvent>;

export const meetingEvent = z.discriminatedUnion('kind', [
  ...chairEvents,
  z.strictObject({
    kind: z.literal('workbook.taken'),
    expert: sha256,
    revision,
    workbook: sha256,
    parent: sha256.nullable(),
  }),
  z.strictObject({
    kind: z.literal('meeting.signed'),
    revision,
    parent: sha256.nullable(),
    workbook: sha256,
  }),
  journalResumed,
]) satisfies z.ZodType<MeetingEvent>;

/** A journal entry: its event with place (from 1, no gaps) and time. */
export function recorded<E extends z.ZodType>(event: E) {
  return z.strictObject({ seq: z.int().min(1), at: instant, event });
}
