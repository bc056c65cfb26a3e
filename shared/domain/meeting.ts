import type { ApplicationId } from './application.ts';
import type { FlagId } from './consolidation.ts';
import type { ExpertId } from './panel.ts';
import type { JournalResumed, Recommendation } from './review.ts';

/** How the panel dealt with a flag. `revised`: the expert sends a new workbook; `kept` needs a reason. */
export const dispositions = ['discussed', 'revised', 'kept'] as const;
/** How the panel dealt with one flag. */
export type Disposition = (typeof dispositions)[number];

/** Everything that can happen in a panel's meeting on one round, recorded by its chair. */
export type MeetingEvent =
  | {
      readonly kind: 'workbook.taken';
      readonly expert: ExpertId;
      readonly revision: number;
      readonly workbook: string;
      readonly parent: string | null;
    }
  | {
      readonly kind: 'fork.resolved';
      readonly expert: ExpertId;
      readonly workbook: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'flag.disposed';
      readonly flag: FlagId;
      readonly disposition: Disposition;
      readonly reason: string;
    }
  | {
      readonly kind: 'disclosure.decided';
      readonly application: ApplicationId;
      readonly expert: ExpertId;
      readonly accepted: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'attendance.recorded'; readonly present: readonly ExpertId[] }
  | {
      readonly kind: 'vote.recorded';
      readonly application: ApplicationId;
      readonly yes: number;
      readonly no: number;
      readonly abstained: number;
    }
  | {
      readonly kind: 'decision.recorded';
      readonly application: ApplicationId;
      readonly decision: Recommendation;
      readonly grounds: string;
    }
  | {
      readonly kind: 'dissent.recorded';
      readonly application: ApplicationId;
      readonly expert: ExpertId;
      readonly opinion: string;
    }
  | { readonly kind: 'minutes.written'; readonly minutes: string }
  | {
      readonly kind: 'meeting.signed';
      readonly revision: number;
      readonly parent: string | null;
      readonly workbook: string;
    }
  | { readonly kind: 'meeting.reopened'; readonly reason: string }
  | JournalResumed;

/** Votes on one application; their sum is the number of voters present. */
export interface Vote {
  readonly yes: number;
  readonly no: number;
  readonly abstained: number;
}

/** The state of a panel's meeting: the fold of its events. */
export interface Meeting {
  /** All workbooks taken in, in the order they came; which one counts is the consolidation's business. */
  readonly workbooks: readonly {
    readonly expert: ExpertId;
    readonly revision: number;
    readonly workbook: string;
    readonly parent: string | null;
  }[];
  readonly forks: Readonly<
    Record<ExpertId, { readonly workbook: string; readonly reason: string }>
  >;
  readonly dispositions: Readonly<
    Record<FlagId, { readonly disposition: Disposition; readonly reason: string }>
  >;
  /** Keyed `application/expert`. `relation` is what was disclosed when it was decided: an acceptance covers nothing else. */
  readonly disclosures: Readonly<
    Record<
      string,
      { readonly accepted: boolean; readonly reason: string; readonly relation: string }
    >
  >;
  readonly present: readonly ExpertId[];
  readonly votes: Readonly<Record<ApplicationId, Vote>>;
  readonly decisions: Readonly<
    Record<ApplicationId, { readonly decision: Recommendation; readonly grounds: string }>
  >;
  readonly dissents: readonly {
    readonly application: ApplicationId;
    readonly expert: ExpertId;
    readonly opinion: string;
  }[];
  readonly minutes: string;
  readonly revisions: readonly {
    readonly revision: number;
    readonly workbook: string;
    readonly at: string;
  }[];
  readonly phase: 'open' | 'signed';
  readonly reopenReason: string;
}

/** Why a meeting event is refused; nothing has changed then. */
export type MeetingRefusal =
  | { readonly kind: 'meeting-signed' }
  | { readonly kind: 'meeting-not-signed' }
  | { readonly kind: 'unknown-member'; readonly expert: ExpertId }
  | { readonly kind: 'unknown-application'; readonly application: ApplicationId }
  | { readonly kind: 'unknown-workbook'; readonly workbook: string }
  | {
      readonly kind: 'nothing-disclosed';
      readonly application: ApplicationId;
      readonly expert: ExpertId;
    }
  | {
      readonly kind: 'member-recused';
      readonly application: ApplicationId;
      readonly expert: ExpertId;
    }
  | {
      readonly kind: 'votes-exceed-present';
      readonly application: ApplicationId;
      readonly votes: number;
      readonly present: number;
    }
  | {
      readonly kind: 'votes-not-present';
      readonly application: ApplicationId;
      readonly votes: number;
      readonly present: number;
    }
  | { readonly kind: 'meeting-text-required'; readonly field: 'reason' | 'grounds' | 'opinion' }
  | {
      readonly kind: 'wrong-meeting-revision';
      readonly expected: number;
      readonly revision: number;
    };

/** Something that keeps the panel workbook from being signed. */
export type MeetingMissing =
  | { readonly kind: 'attendance' }
  | { readonly kind: 'disposition'; readonly flag: FlagId }
  | { readonly kind: 'fork'; readonly expert: ExpertId }
  | { readonly kind: 'disclosure'; readonly application: ApplicationId; readonly expert: ExpertId }
  | { readonly kind: 'vote'; readonly application: ApplicationId }
  | {
      readonly kind: 'no-quorum';
      readonly application: ApplicationId;
      readonly present: number;
      readonly members: number;
    }
  | { readonly kind: 'decision'; readonly application: ApplicationId }
  | { readonly kind: 'decision-against-vote'; readonly application: ApplicationId };
