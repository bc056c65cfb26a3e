import type { ApplicationId, BaseType } from './application.ts';
import type { IsoDate } from './calendar.ts';
import type { RoundId } from './round.ts';

/** The span of a construction period, both days included (Art. 13(2)). */
export interface Validity {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** What a plaque shows (Art. 13). */
export interface Plaque {
  readonly name: string;
  readonly issuer: string;
  /** The day the list was published. */
  readonly issuedOn: IsoDate;
  readonly validity: Validity;
}

/** What every base hands in each year (Art. 15). */
export const annualMaterialKinds = ['year-summary', 'next-year-plan', 'contact-list'] as const;
/** Id of a kind of annual material. */
export type AnnualMaterialKind = (typeof annualMaterialKinds)[number];

/** One annual material that has come. */
interface AnnualMaterial {
  /** The year it reports on; due by its last day. */
  readonly year: number;
  readonly kind: AnnualMaterialKind;
  readonly receivedOn: IsoDate;
}

/** An end-of-term assessment (Art. 16). */
interface Assessment {
  readonly round: RoundId;
  readonly on: IsoDate;
  readonly passed: boolean;
}

/** A falsification found by the center (Art. 14). */
export interface Falsification {
  readonly year: number;
  readonly grounds: string;
}

/** The way to the national programme (Art. 21), in this order. */
export const upgradeSteps = ['checked', 'publicised', 'objections-none', 'recommended'] as const;
/** Id of a step to the national programme. */
export type UpgradeStep = (typeof upgradeSteps)[number];

/** A step that was taken, and when. */
export interface UpgradeRecord {
  readonly step: UpgradeStep;
  readonly on: IsoDate;
}

/** A base in the registry (Art. 22). */
export interface Base {
  readonly round: RoundId;
  readonly application: ApplicationId;
  readonly baseType: BaseType;
  /** The supporting organisation. */
  readonly name: string;
  /** The day the list with this base was published. */
  readonly publishedOn: IsoDate;
  readonly annualMaterials: readonly AnnualMaterial[];
  readonly assessments: readonly Assessment[];
  readonly falsifications: readonly Falsification[];
  /** In the order of the steps. */
  readonly upgrades: readonly UpgradeRecord[];
}
