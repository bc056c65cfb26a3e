import type { Vote } from '../../../shared/domain/meeting.ts';
import type { ExpertId } from '../../../shared/domain/panel.ts';
import type { Ratio, Round } from '../../../shared/domain/round.ts';
import { type VoteOutcome, voteOutcome } from '../../../shared/domain/vote.ts';

/** The least number that reaches a share of the whole. */
export function leastReaching(whole: number, { numerator, denominator }: Ratio): number {
  return Math.ceil((numerator * whole) / denominator);
}

/** Votes as typed: everybody present who is neither for nor against abstains. */
export interface TypedVote {
  readonly yes: number | null;
  readonly no: number | null;
}

/** What a vote that is being typed amounts to. */
export interface LiveVote extends VoteOutcome {
  readonly needed: number;
  readonly quorumNeeded: number;
  /** `null` while not both are typed, or while they are more than the voters present. */
  readonly vote: Vote | null;
  readonly tooMany: boolean;
}

/** Judges a vote while it is typed, with the round's own quorum and majority. */
export function liveVote(
  round: Round,
  recused: readonly ExpertId[],
  present: readonly ExpertId[],
  typed: TypedVote,
): LiveVote {
  const outcome = voteOutcome(round, recused, present, typed.yes ?? 0);
  const { quorum, majority } = round.settings;
  const given = (typed.yes ?? 0) + (typed.no ?? 0);
  const tooMany = given > outcome.present;
  const complete = typed.yes !== null && typed.no !== null && !tooMany;
  return {
    ...outcome,
    needed: leastReaching(outcome.present, majority),
    quorumNeeded: leastReaching(outcome.members, quorum),
    vote: complete ? { yes: typed.yes, no: typed.no, abstained: outcome.present - given } : null,
    tooMany,
  };
}
