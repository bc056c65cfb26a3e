import type { ApplicationId } from './application.ts';
import type { ConflictKind } from './conflict.ts';

/** Id of a person on the center's roster: the SHA-256 of the person's certificate, lower-case hex. */
export type ExpertId = string & { readonly brand?: 'ExpertId' };

/** The chair is a member with more to do. */
export type PanelRole = 'expert' | 'chair';

/** What an expert tells about himself at enrolment; suggestions of conflicts rest on it. */
export interface ExpertProfile {
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly organisation: string;
  readonly title?: string | undefined;
  /** The handle by which the center's files name the person; unique on the roster. */
  readonly email: string;
  readonly fields: readonly string[];
  /** Employers and affiliations of the last 3 years beside `organisation`. */
  readonly affiliations: readonly string[];
}

/** Somebody on a panel. */
export interface PanelMember {
  readonly id: ExpertId;
  readonly role: PanelRole;
  /** E1… in the order of the panel; the pseudonym where the round shows codes. */
  readonly code: string;
  readonly profile: ExpertProfile;
  /** Applications assigned to this member. */
  readonly assigned: readonly ApplicationId[];
}

/** A recusal that the center set when it formed the panel; the member cannot undo it and gets no key. */
export interface CenterRecusal {
  readonly member: ExpertId;
  readonly application: ApplicationId;
  readonly conflict: ConflictKind;
}

/** The people who review together, and whom the center keeps out of what. */
export interface Panel {
  readonly id: string;
  readonly name: string;
  /** 5 to 15 members, exactly one of them the chair. */
  readonly members: readonly PanelMember[];
  readonly recusals: readonly CenterRecusal[];
}

/** The member with this id, `undefined` for somebody who is not on the panel. */
export function memberOf(panel: Panel, id: ExpertId): PanelMember | undefined {
  return panel.members.find((each) => each.id === id);
}

/** The center's recusal of a member from an application, `undefined` when there is none. */
export function centerRecusal(
  panel: Panel,
  member: ExpertId,
  application: ApplicationId,
): CenterRecusal | undefined {
  return panel.recusals.find((each) => each.member === member && each.application === application);
}
