import type { ExpertId } from './panel.ts';
import type { Ratio, Round } from './round.ts';

/** How a vote on one application ended. */
export interface VoteOutcome {
  /** Who may vote: the panel without the recused. */
  readonly members: number;
  /** Of these, who were there; an abstention counts as present. */
  readonly present: number;
  readonly quorate: boolean;
  readonly passed: boolean;
}

/** Whether `part` of `whole` reaches the ratio, compared in integers: `denominator·part ≥ numerator·whole`. Nothing of nothing does not. */
export function reaches(part: number, whole: number, ratio: Ratio): boolean {
  return whole > 0 && ratio.denominator * part >= ratio.numerator * whole;
}

/** The members who may vote on an application, in the order of the panel. */
export function votersOf(round: Round, recused: readonly ExpertId[]): readonly ExpertId[] {
  return round.panel.members.map((each) => each.id).filter((id) => !recused.includes(id));
}

/**
 * The outcome of a vote: quorum `3·present ≥ 2·members`, passed `3·yes ≥ 2·present`, with the round's own ratios.
 * Without quorum nothing passes.
 * @param recused the members recused from the application; their presence does not count.
 * @param present everybody at the meeting.
 */
export function voteOutcome(
  round: Round,
  recused: readonly ExpertId[],
  present: readonly ExpertId[],
  yes: number,
): VoteOutcome {
  const voters = votersOf(round, recused);
  const there = voters.filter((id) => present.includes(id)).length;
  const quorate = reaches(there, voters.length, round.settings.quorum);
  const passed = quorate && reaches(yes, there, round.settings.majority);
  return { members: voters.length, present: there, quorate, passed };
}
