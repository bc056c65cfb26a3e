import type { CheckId, CriterionId } from './catalogue/criterion.ts';

/** The four types of base (Art. 5). */
export const baseTypes = ['work', 'offshore', 'overseas', 'community'] as const;
/** Id of a type of base. */
export type BaseType = (typeof baseTypes)[number];

/** Id of an application inside its round: `[A-Za-z0-9_-]{1,64}`; also its entry name in the bundle. */
export type ApplicationId = string & { readonly brand?: 'ApplicationId' };
/** Id of a document inside its application: `[A-Za-z0-9_-]{1,64}`. */
export type DocumentId = string & { readonly brand?: 'DocumentId' };

/** Art. 11 and Art. 7(1): what kind of material a document is. */
export const documentKinds = [
  'application-form',
  'evidence',
  'support-letter',
  'recommendation',
] as const;
/** Id of a kind of material. */
export type DocumentKind = (typeof documentKinds)[number];

/** A document of an application; its bytes stay in the bundle. */
export interface ApplicationDocument {
  readonly id: DocumentId;
  /** The applicant's file name, for display only. */
  readonly name: string;
  readonly kind: DocumentKind;
  /** Media type by content, e.g. `application/pdf`. */
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex of the document's bytes. */
  readonly sha256: string;
  /** The criteria that the applicant says this document supports; shown first there. */
  readonly criteria: readonly CriterionId[];
}

/** Somebody named in an application; the organisation may be empty. */
interface Person {
  readonly name: string;
  readonly organisation: string;
}

/** The supporting organisation that applies. */
export interface Applicant {
  readonly name: string;
  readonly nameEn?: string | undefined;
  /** Where the supporting organisation is established (ISO 3166-1 alpha-2). */
  readonly country: string;
  readonly legalPerson: boolean;
  /** The unit that puts forward an applicant without legal personality (Art. 7(1)). */
  readonly recommendedBy?: string | undefined;
}

/** What the applicant declares for a check: yes or no, a count in the threshold's unit, or chosen option ids. */
export type DeclaredValue = boolean | number | readonly string[];

/** What a person may know of an application before declaring a conflict: nothing of its content. */
export interface ApplicationIndexEntry {
  readonly id: ApplicationId;
  /** The number shown everywhere, e.g. `07`; unique in the round. */
  readonly number: string;
  readonly baseType: BaseType;
  readonly applicant: Applicant;
  /** People and partner organisations named in the application: what a conflict may rest on. */
  readonly people: readonly Person[];
  readonly partners: readonly string[];
}

/** An application with its content: for people who declared no conflict only. */
export interface Application extends ApplicationIndexEntry {
  readonly summary: string;
  readonly declared: Readonly<Record<CheckId, DeclaredValue>>;
  readonly documents: readonly ApplicationDocument[];
}
