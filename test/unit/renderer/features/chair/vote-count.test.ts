// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastReaching, liveVote } from '../../../../../renderer/features/chair/vote-count.ts';
import { reaches } from '../../../../../shared/domain/vote.ts';
import { exampleRound } from '../../../shared/domain/example-round.ts';

const members = exampleRound.panel.members.map((each) => each.id);

it('names the least number that reaches a share', () => {
  const ratio = fc
    .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }))
    .map(([a, b]) => ({ numerator: Math.min(a, b), denominator: Math.max(a, b) }));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 15 }), ratio, (whole, share) => {
      const least = leastReaching(whole, share);
      expect(reaches(least, whole, share)).toBe(true);
      expect(reaches(least - 1, whole, share)).toBe(false);
    }),
  );
});

describe('a vote while it is typed', () => {
  it('is none before both numbers are there', () => {
    expect(liveVote(exampleRound, [], members, { yes: 3, no: null }).vote).toBeNull();
    expect(liveVote(exampleRound, [], members, { yes: null, no: 0 }).vote).toBeNull();
  });

  it('counts everybody else present as abstaining', () => {
    const live = liveVote(exampleRound, [], members, { yes: 2, no: 1 });
    expect(live.vote).toEqual({ yes: 2, no: 1, abstained: members.length - 3 });
  });

  it('leaves the recused out, present or not', () => {
    const recused = members.slice(0, 1);
    const live = liveVote(exampleRound, recused, members, { yes: members.length - 1, no: 0 });
    expect(live).toMatchObject({ members: members.length - 1, present: members.length - 1 });
    expect(live.vote?.abstained).toBe(0);
    expect(live.passed).toBe(true);
  });

  it('has no more votes than voters', () => {
    const live = liveVote(exampleRound, [], members.slice(0, 4), { yes: 3, no: 2 });
    expect(live).toMatchObject({ tooMany: true, vote: null });
  });

  it('passes without a quorum never', () => {
    const live = liveVote(exampleRound, [], members.slice(0, 1), { yes: 1, no: 0 });
    expect(live).toMatchObject({ quorate: false, passed: false });
  });
});
