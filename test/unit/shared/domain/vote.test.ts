import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reaches, voteOutcome, votersOf } from '../../../../shared/domain/vote.ts';
import { exampleMember, exampleRound } from './example-round.ts';

const twoThirds = { numerator: 2, denominator: 3 };

function panelOf(size: number) {
  const members = Array.from({ length: size }, (_, index) => exampleMember(index + 1));
  return { ...exampleRound, panel: { ...exampleRound.panel, members } };
}

const people = (count: number) => Array.from({ length: count }, (_, index) => `e${index + 1}`);

describe('reaches', () => {
  it.each([
    [2, 3, true],
    [4, 6, true],
    [3, 5, false],
    [4, 5, true],
    [9, 15, false],
    [10, 15, true],
    [5, 7, true],
    [4, 7, false],
    [0, 0, false],
    [1, 1, true],
  ])('%d of %d reaches two thirds: %s', (part, whole, expected) => {
    expect(reaches(part, whole, twoThirds)).toBe(expected);
  });

  it('is the comparison of exact fractions for every ratio', () => {
    const small = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(
        fc.nat(15),
        fc.integer({ min: 1, max: 15 }),
        small,
        small,
        (part, whole, n, d) => {
          const ratio = { numerator: n, denominator: d };
          expect(reaches(part, whole, ratio)).toBe(part * d >= n * whole);
          expect(reaches(part + 1, whole, ratio) || !reaches(part, whole, ratio)).toBe(true);
        },
      ),
    );
  });
});

describe('voteOutcome', () => {
  it('counts the panel without the recused', () => {
    expect(votersOf(panelOf(5), ['e2', 'e5'])).toEqual(['e1', 'e3', 'e4']);
    expect(voteOutcome(panelOf(5), ['e2', 'e5'], people(5), 2)).toEqual({
      members: 3,
      present: 3,
      quorate: true,
      passed: true,
    });
  });

  it('needs two thirds of the members present', () => {
    // 3·present ≥ 2·members: 4 of 6 are enough, 3 are not.
    expect(voteOutcome(panelOf(6), [], people(4), 4).quorate).toBe(true);
    expect(voteOutcome(panelOf(6), [], people(3), 3)).toMatchObject({
      quorate: false,
      passed: false,
    });
    expect(voteOutcome(panelOf(5), [], people(4), 4).quorate).toBe(true);
    expect(voteOutcome(panelOf(5), [], people(3), 3).quorate).toBe(false);
  });

  it('needs two thirds of those present in favour, an abstention being present', () => {
    expect(voteOutcome(panelOf(6), [], people(6), 4).passed).toBe(true);
    expect(voteOutcome(panelOf(6), [], people(6), 3).passed).toBe(false);
    expect(voteOutcome(panelOf(5), [], people(5), 4).passed).toBe(true);
    expect(voteOutcome(panelOf(5), [], people(5), 3).passed).toBe(false);
  });

  it('does not count a recused member as present', () => {
    expect(voteOutcome(panelOf(6), ['e1'], people(4), 3)).toEqual({
      members: 5,
      present: 3,
      quorate: false,
      passed: false,
    });
  });

  it('passes nothing when everybody is recused', () => {
    expect(voteOutcome(panelOf(5), people(5), people(5), 0)).toEqual({
      members: 0,
      present: 0,
      quorate: false,
      passed: false,
    });
  });

  it('follows the ratios of the round', () => {
    const half = { numerator: 1, denominator: 2 };
    const settings = { ...exampleRound.settings, quorum: half, majority: half };
    const round = { ...panelOf(6), settings };
    expect(voteOutcome(round, [], people(3), 2)).toMatchObject({ quorate: true, passed: true });
    expect(voteOutcome(round, [], people(4), 1)).toMatchObject({ quorate: true, passed: false });
  });
});
