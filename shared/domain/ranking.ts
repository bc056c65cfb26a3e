import type { ApplicationId, BaseType } from './application.ts';

/** Place of an application inside its base type. Equal in all tie-break keys is impossible: the number decides last. */
export interface RankedApplication {
  readonly application: ApplicationId;
  readonly baseType: BaseType;
  /** From 1 inside the base type. */
  readonly rank: number;
  /** Which key decided against the next higher one; `null` for rank 1. */
  readonly decidedBy: 'total' | 'criteria-met' | 'median' | 'number' | null;
}
