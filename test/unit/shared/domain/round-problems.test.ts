import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Panel } from '../../../../shared/domain/panel.ts';
import type { Round } from '../../../../shared/domain/round.ts';
import { hasOddSize, roundProblems } from '../../../../shared/domain/round-problems.ts';
import { round as anyRound } from './arbitraries.ts';
import { entry, exampleMember, exampleRound, withRecusal } from './example-round.ts';

function withPanel(panel: Partial<Panel>): Round {
  return { ...exampleRound, panel: { ...exampleRound.panel, ...panel } };
}

function problemsOf(round: Round) {
  return roundProblems(round).map((each) => [each.path, each.reason]);
}

function members(count: number) {
  return Array.from({ length: count }, (_, index) => exampleMember(index + 1));
}

describe('roundProblems', () => {
  it('finds none in a round that can be issued', () => {
    expect(roundProblems(exampleRound)).toEqual([]);
    fc.assert(
      fc.property(anyRound, (round) => {
        const others = problemsOf(round).filter(([, reason]) => reason !== 'too-few-reviewers');
        expect(others).toEqual([]);
      }),
    );
  });

  it('wants 5 to 15 members', () => {
    expect(problemsOf(withPanel({ members: members(4) }))).toEqual([
      ['panel.members', 'too-small'],
    ]);
    expect(problemsOf(withPanel({ members: members(5) }))).toEqual([]);
    expect(problemsOf(withPanel({ members: members(15) }))).toEqual([]);
    expect(problemsOf(withPanel({ members: members(16) }))).toEqual([['panel.members', 'too-big']]);
  });

  it('wants exactly one chair', () => {
    const roles = (role: 'chair' | 'expert') => members(5).map((each) => ({ ...each, role }));
    expect(problemsOf(withPanel({ members: roles('expert') }))).toEqual([
      ['panel.members', 'chair-count'],
    ]);
    expect(problemsOf(withPanel({ members: roles('chair') }))).toEqual([
      ['panel.members', 'chair-count'],
    ]);
  });

  it('wants every person, code, application and number once', () => {
    const twice = [...members(5), { ...exampleMember(3), code: 'E9' }];
    expect(problemsOf(withPanel({ members: twice }))).toEqual([
      ['panel.members[5].id', 'duplicate'],
    ]);
    const sameCode = [...members(5), { ...exampleMember(6), code: 'E2' }];
    expect(problemsOf(withPanel({ members: sameCode }))).toEqual([
      ['panel.members[5].code', 'duplicate'],
    ]);
    const applications = [...exampleRound.applications, entry('w', '05', 'work')];
    expect(problemsOf({ ...exampleRound, applications })).toEqual([
      ['applications[4].id', 'duplicate'],
    ]);
    const renumbered = [...exampleRound.applications, entry('z', '02', 'work')];
    const assigned = ['w', 'f', 'o', 'c', 'z'];
    const panel = { ...exampleRound.panel, members: members(5).map((m) => ({ ...m, assigned })) };
    expect(problemsOf({ ...exampleRound, panel, applications: renumbered })).toEqual([
      ['applications[4].number', 'duplicate'],
    ]);
  });

  it('wants recusals and assignments of people and applications that are there', () => {
    const stranger = withRecusal(withRecusal(exampleRound, 'e9', 'w'), 'e2', 'x');
    expect(problemsOf(stranger)).toEqual([
      ['panel.recusals[0].member', 'unknown-person'],
      ['panel.recusals[1].application', 'unknown-application'],
    ]);
    const assigned = ['w', 'f', 'o', 'c', 'x'];
    const wrong = [{ ...exampleMember(1), assigned }, ...members(5).slice(1)];
    expect(problemsOf(withPanel({ members: wrong }))).toEqual([
      ['panel.members[0].assigned[4]', 'unknown-application'],
    ]);
  });

  it('wants three reviewers for each application after recusals', () => {
    const twice = withRecusal(withRecusal(exampleRound, 'e1', 'o'), 'e2', 'o');
    expect(problemsOf(twice)).toEqual([]);
    expect(problemsOf(withRecusal(twice, 'e3', 'o'))).toEqual([
      ['applications[2]', 'too-few-reviewers'],
    ]);
    const settings = { ...exampleRound.settings, chairReviews: false };
    const silentChair = withRecusal(withRecusal(exampleRound, 'e2', 'o'), 'e3', 'o');
    expect(problemsOf({ ...silentChair, settings })).toEqual([
      ['applications[2]', 'too-few-reviewers'],
    ]);
  });

  it('names what is wrong inside scheme, settings and deadline, with the whole path', () => {
    const scheme = { ...exampleRound.scheme, passLine: -1 };
    const settings = { ...exampleRound.settings, quorum: { numerator: 2, denominator: 1 } };
    const deadline = { at: 'soon', hard: true };
    expect(problemsOf({ ...exampleRound, scheme, settings, deadline })).toEqual([
      ['scheme.passLine', 'too-small'],
      ['settings.quorum.numerator', 'too-big'],
      ['deadline.at', 'wrong-format'],
    ]);
  });

  it('lets an assessment leave criteria out where an accreditation may not', () => {
    const criteria = { ...exampleRound.scheme.criteria };
    const fewer = { ...criteria, work: criteria.work.slice(0, 2) };
    const round = { ...exampleRound, scheme: { ...exampleRound.scheme, criteria: fewer } };
    expect(problemsOf(round)).toEqual([['scheme.criteria.work', 'missing']]);
    expect(problemsOf({ ...round, kind: 'assessment' })).toEqual([]);
  });
});

describe('hasOddSize', () => {
  it('tells the usual panel from an even one', () => {
    expect(hasOddSize(withPanel({ members: members(5) }).panel)).toBe(true);
    expect(hasOddSize(withPanel({ members: members(6) }).panel)).toBe(false);
  });
});
