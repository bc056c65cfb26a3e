import type { ApplicationId, DocumentId } from './application.ts';
import type { CheckId, CriterionId } from './catalogue/criterion.ts';
import type { ConflictState, Declaration } from './conflict.ts';

/** The possible findings on a check. */
export const findings = ['met', 'not-met', 'missing', 'not-applicable'] as const;
/** The expert's finding on one check. `missing`: the evidence is missing. */
export type Finding = (typeof findings)[number];

/** The possible verdicts on a criterion. */
export const verdicts = ['met', 'partly', 'not-met', 'insufficient', 'not-applicable'] as const;
/** The expert's verdict on one criterion. `insufficient` and `not-applicable` are not 0: they leave the mean. */
export type Verdict = (typeof verdicts)[number];

/** The possible recommendations and decisions, the most favourable first. */
export const recommendations = ['approve', 'defer', 'reject'] as const;
/** What an expert recommends, or a panel decides, for an application. */
export type Recommendation = (typeof recommendations)[number];

/** A passage that an expert points at. Page counts from 1; the rectangle is in fractions (0 to 1) of the page, origin at the top left. */
export interface Citation {
  readonly id: string;
  readonly document: DocumentId;
  /** SHA-256 of the document when it was cited: a changed file breaks the citation visibly. */
  readonly sha256: string;
  readonly page: number;
  readonly quote?: string | undefined;
  readonly rectangle?:
    | { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
    | undefined;
  /** The check it supports; without one it supports the criterion. */
  readonly check?: CheckId | undefined;
}

/**
 * Whether an answer takes back the last change that is not taken back yet (`undo`), or makes the last one that was
 * taken back again (`redo`). An answer by hand has neither. It changes nothing in what the answer says.
 */
type Retraced = 'undo' | 'redo' | undefined;

/**
 * A person's decision to go on with a journal of which something is lost. `damaged`: the SHA-256 is that of the damaged
 * file, which is kept. `rolled-back`: that of a workbook signed here which was made of a longer journal.
 */
export interface JournalResumed {
  readonly kind: 'journal.resumed';
  readonly cause: 'damaged' | 'rolled-back';
  readonly sha256: string;
}

/** Everything that can happen to one expert's review of one round. `null` takes an answer back. */
export type ReviewEvent =
  | { readonly kind: 'bundle.accepted'; readonly sequence: number; readonly manifest: string }
  | { readonly kind: 'pledge.signed'; readonly version: string }
  | {
      readonly kind: 'conflict.declared';
      readonly application: ApplicationId;
      readonly declaration: Declaration;
    }
  | {
      readonly kind: 'check.found';
      readonly retraced?: Retraced;
      readonly application: ApplicationId;
      readonly check: CheckId;
      readonly finding: Finding | null;
    }
  | {
      readonly kind: 'criterion.judged';
      readonly retraced?: Retraced;
      readonly application: ApplicationId;
      readonly criterion: CriterionId;
      readonly verdict: Verdict | null;
    }
  | {
      readonly kind: 'criterion.scored';
      readonly retraced?: Retraced;
      readonly application: ApplicationId;
      readonly criterion: CriterionId;
      readonly score: number | null;
    }
  | {
      readonly kind: 'criterion.commented';
      readonly retraced?: Retraced;
      readonly application: ApplicationId;
      readonly criterion: CriterionId;
      readonly comment: string;
    }
  | {
      readonly kind: 'citation.added';
      readonly retraced?: Retraced;
      readonly application: ApplicationId;
      /** `null`: it supports the suspicion of falsification. */
      readonly criterion: CriterionId | null;
      readonly citation: Citation;
    }
  | {
      readonly kind: 'citation.removed';
      readonly retraced?: Retraced;
      readonly application: ApplicationId;
      readonly criterion: CriterionId | null;
      readonly citation: string;
    }
  | {
      readonly kind: 'application.recommended';
      readonly retraced?: Retraced;
      readonly application: ApplicationId;
      readonly recommendation: Recommendation | null;
      readonly reason: string;
    }
  | {
      readonly kind: 'opinion.written';
      readonly retraced?: Retraced;
      readonly application: ApplicationId;
      readonly opinion: string;
    }
  | {
      readonly kind: 'note.written';
      readonly retraced?: Retraced;
      readonly application: ApplicationId;
      /** The criterion that the note is on; without one it is on the whole application. */
      readonly criterion?: CriterionId | undefined;
      readonly note: string;
    }
  | {
      readonly kind: 'falsification.suspected';
      readonly retraced?: Retraced;
      readonly application: ApplicationId;
      readonly grounds: string;
    }
  | {
      readonly kind: 'falsification.withdrawn';
      readonly retraced?: Retraced;
      readonly application: ApplicationId;
    }
  | {
      readonly kind: 'document.opened';
      readonly application: ApplicationId;
      readonly document: DocumentId;
    }
  | {
      readonly kind: 'document.extracted';
      readonly application: ApplicationId;
      readonly document: DocumentId;
    }
  /** The application's documents as the bundle of that moment has them, in its order. */
  | {
      readonly kind: 'documents.listed';
      readonly application: ApplicationId;
      readonly documents: readonly { readonly document: DocumentId; readonly sha256: string }[];
    }
  /** After a recusal: the entries of the application, sealed for the center in a file with this SHA-256. */
  | {
      readonly kind: 'entries.sealed';
      readonly application: ApplicationId;
      readonly entries: number;
      readonly sha256: string;
    }
  /** Stands for an entry that cannot be read any more, its application being recused. Never recorded as such. */
  | { readonly kind: 'entry.sealed'; readonly application: ApplicationId }
  | {
      readonly kind: 'review.signed';
      readonly revision: number;
      readonly parent: string | null;
      readonly workbook: string;
      readonly lateReason: string;
    }
  | { readonly kind: 'review.reopened'; readonly reason: string }
  | JournalResumed;

/** A journal entry: an event with its place and time. `seq` counts from 1 without gaps; `at` is ISO 8601 UTC. */
export interface Recorded<E> {
  readonly seq: number;
  readonly at: string;
  readonly event: E;
}

/** What an expert has said about one criterion so far. */
export interface CriterionReview {
  readonly verdict: Verdict | null;
  /** On the round's scale; `null` while unscored. */
  readonly score: number | null;
  readonly comment: string;
  readonly citations: readonly Citation[];
}

/** How a newer bundle changed a document that this person may have seen before. */
export type DocumentNews = 'new' | 'changed' | 'removed';

/** A document of the application, with its SHA-256; `news` until it is opened again. */
export interface ListedDocument {
  readonly document: DocumentId;
  readonly sha256: string;
  readonly news: DocumentNews | null;
}

/** What an expert has said about one application so far; empty after a recusal. */
export interface ApplicationReview {
  readonly conflict: ConflictState;
  /** The documents when they were last listed; none before the application was opened for the first time. */
  readonly documents: readonly ListedDocument[];
  readonly checks: Readonly<Record<CheckId, Finding>>;
  readonly criteria: Readonly<Record<CriterionId, CriterionReview>>;
  readonly recommendation: Recommendation | null;
  /** Why the recommendation goes beyond the cap of a mandatory criterion that is not met. */
  readonly reason: string;
  readonly opinion: string;
  /** Private, on the whole application: never leaves the laptop. */
  readonly note: string;
  /** Private, by criterion; none where nothing is written. */
  readonly notes: Readonly<Record<CriterionId, string>>;
  readonly falsification: { readonly grounds: string } | null;
  /** What the suspicion points at. It may be there before the grounds; the suspicion counts with its grounds only. */
  readonly suspicionCitations: readonly Citation[];
}

/** The state of one expert's review: the fold of its events. */
export interface Review {
  readonly bundle: { readonly sequence: number; readonly manifest: string } | null;
  readonly pledge: { readonly version: string; readonly at: string } | null;
  readonly applications: Readonly<Record<ApplicationId, ApplicationReview>>;
  /** Signed revisions, oldest first. */
  readonly revisions: readonly {
    readonly revision: number;
    readonly workbook: string;
    readonly at: string;
  }[];
  /** `signed` freezes everything until it is reopened with a reason. */
  readonly phase: 'open' | 'signed';
  /** A newer bundle came after the signature: the center's newest round has to be signed anew. */
  readonly isOutdated: boolean;
  readonly reopenReason: string;
}

/** Why an event is refused; nothing has changed then. */
export type ReviewRefusal =
  | { readonly kind: 'review-signed' }
  | { readonly kind: 'review-not-signed' }
  | { readonly kind: 'pledge-missing' }
  | { readonly kind: 'not-assigned'; readonly application: ApplicationId }
  | { readonly kind: 'undeclared'; readonly application: ApplicationId }
  | { readonly kind: 'recused'; readonly application: ApplicationId }
  | { readonly kind: 'recused-by-center'; readonly application: ApplicationId }
  | {
      readonly kind: 'unknown-criterion';
      readonly application: ApplicationId;
      readonly criterion: CriterionId;
    }
  | { readonly kind: 'unknown-check'; readonly application: ApplicationId; readonly check: CheckId }
  | {
      readonly kind: 'unknown-citation';
      readonly application: ApplicationId;
      readonly citation: string;
    }
  | {
      readonly kind: 'score-off-scale';
      readonly application: ApplicationId;
      readonly criterion: CriterionId;
      readonly score: number;
    }
  | { readonly kind: 'text-required'; readonly field: 'reason' | 'relation' | 'grounds' }
  /** Not the revision that follows the last signed one, or its parent is not that one's workbook. */
  | { readonly kind: 'wrong-revision'; readonly expected: number; readonly revision: number };

/** Something that keeps a review from being signed, in the order of the applications. */
export type Missing =
  | { readonly kind: 'pledge' }
  | { readonly kind: 'declaration'; readonly application: ApplicationId }
  | {
      readonly kind: 'finding';
      readonly application: ApplicationId;
      readonly check: CheckId;
      readonly criterion: CriterionId;
    }
  | {
      readonly kind: 'verdict';
      readonly application: ApplicationId;
      readonly criterion: CriterionId;
    }
  | { readonly kind: 'score'; readonly application: ApplicationId; readonly criterion: CriterionId }
  | {
      readonly kind: 'comment';
      readonly application: ApplicationId;
      readonly criterion: CriterionId;
      readonly because: 'verdict' | 'lowest-band' | 'highest-band';
    }
  | { readonly kind: 'recommendation'; readonly application: ApplicationId }
  | { readonly kind: 'recommendation-reason'; readonly application: ApplicationId }
  | { readonly kind: 'opinion'; readonly application: ApplicationId };
