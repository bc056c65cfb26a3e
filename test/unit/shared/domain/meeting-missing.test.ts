import { describe, expect, it } from 'vitest';
import { consolidate } from '../../../../shared/domain/consolidate.ts';
import type { ExpertResult } from '../../../../shared/domain/consolidation.ts';
import { flagId } from '../../../../shared/domain/flags.ts';
import type { Meeting } from '../../../../shared/domain/meeting.ts';
import { missingFromMeeting } from '../../../../shared/domain/meeting-missing.ts';
import { emptyMeeting } from '../../../../shared/domain/meeting-step.ts';
import type { Round } from '../../../../shared/domain/round.ts';
import { entry, exampleRound, resultOf, reviewWith, withRecusal } from './example-round.ts';

const everybody = ['e1', 'e2', 'e3', 'e4', 'e5'];
const oneApplication = { ...exampleRound, applications: [entry('w', '01', 'work')] };
const fine = reviewWith('work', [80, 80, 80, 80, 80]);
const agreed = everybody.map((expert) => resultOf(expert, { w: fine }));

const complete: Meeting = {
  ...emptyMeeting,
  present: everybody,
  votes: { w: { yes: 4, no: 1, abstained: 0 } },
  decisions: { w: { decision: 'approve', grounds: '' } },
};

function missing(
  changes: Partial<Meeting>,
  results: readonly ExpertResult[] = agreed,
  round: Round = oneApplication,
) {
  const meeting = { ...complete, ...changes };
  return missingFromMeeting(round, consolidate(round, results, meeting), meeting);
}

describe('missingFromMeeting', () => {
  it('is empty for a complete meeting', () => {
    expect(missing({})).toEqual([]);
  });

  it('asks for attendance, votes and decisions', () => {
    expect(missing({ present: [], votes: {}, decisions: {} })).toEqual([
      { kind: 'attendance' },
      { kind: 'vote', application: 'w' },
      { kind: 'decision', application: 'w' },
    ]);
  });

  it('asks for a disposition of each flag, under the name of the flag', () => {
    const results = agreed.slice(0, 4);
    const flags = consolidate(oneApplication, results).flags.map(flagId);
    expect(flags).toEqual(['workbook-missing/e5']);
    expect(missing({}, results)).toEqual([{ kind: 'disposition', flag: 'workbook-missing/e5' }]);
    const disposition = { disposition: 'kept', reason: '专家出差' } as const;
    expect(missing({ dispositions: { 'workbook-missing/e5': disposition } }, results)).toEqual([]);
    expect(missing({ dispositions: { 'workbook-missing/e4': disposition } }, results)).toHaveLength(
      1,
    );
  });

  it('asks the chair to choose at a fork and to decide a disclosure', () => {
    const next = (workbook: string) =>
      resultOf('e5', { w: fine }, { revision: 2, workbook, parent: 'e5-1' });
    const forked = [...agreed.slice(0, 4), next('x'), next('y')];
    expect(missing({}, forked)).toEqual([{ kind: 'fork', expert: 'e5' }]);
    expect(missing({ forks: { e5: { workbook: 'x', reason: '甲' } } }, forked)).toEqual([]);
    const conflict = { state: 'disclosed', relation: '同会' } as const;
    const disclosed = [...agreed.slice(0, 4), resultOf('e5', { w: { ...fine, conflict } })];
    expect(missing({}, disclosed)).toEqual([
      { kind: 'disclosure', application: 'w', expert: 'e5' },
    ]);
    const accepted = { 'w/e5': { accepted: true, reason: '', relation: '同会' } };
    expect(missing({ disclosures: accepted }, disclosed)).toEqual([]);
    const graver = { state: 'disclosed', relation: '共同持股' } as const;
    const later = resultOf(
      'e5',
      { w: { ...fine, conflict: graver } },
      { revision: 2, workbook: 'graver', parent: 'e5-1' },
    );
    const asked = missing({ disclosures: accepted }, [...disclosed, later]);
    expect(asked).toContainEqual({ kind: 'disclosure', application: 'w', expert: 'e5' });
  });

  it('has a vote taken again when a recusal changes who may vote', () => {
    const round = withRecusal(oneApplication, 'e5', 'w');
    expect(missing({}, agreed, round)).toEqual([{ kind: 'vote', application: 'w' }]);
    const votes = { w: { yes: 3, no: 0, abstained: 1 } };
    expect(missing({ votes }, agreed, round)).toEqual([]);
  });

  it('names an application without quorum: 4 of 5 are enough, 3 are not', () => {
    const votes = (yes: number) => ({ w: { yes, no: 0, abstained: 0 } });
    expect(missing({ present: everybody.slice(0, 4), votes: votes(4) })).toEqual([]);
    expect(missing({ present: everybody.slice(0, 3), votes: votes(3) })).toEqual([
      { kind: 'no-quorum', application: 'w', present: 3, members: 5 },
    ]);
  });

  it.each([
    ['approve', 4, true],
    ['approve', 3, false],
    ['defer', 3, true],
    ['reject', 3, true],
    ['defer', 4, false],
    ['reject', 4, false],
  ] as const)('a decision to %s after %d of 5 in favour agrees: %s', (decision, yes, agrees) => {
    const votes = { w: { yes, no: 5 - yes, abstained: 0 } };
    const decisions = { w: { decision, grounds: '见纪要' } };
    const expected = agrees ? [] : [{ kind: 'decision-against-vote', application: 'w' }];
    expect(missing({ votes, decisions })).toEqual(expected);
  });
});
