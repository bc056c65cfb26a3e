import { describe, expect, it } from 'vitest';
import { allowsReview, isRecused } from '../../../../shared/domain/conflict.ts';
import { centerRecusal, memberOf } from '../../../../shared/domain/panel.ts';
import {
  applicationOf,
  applicationsInOrder,
  assignmentOf,
  lateness,
} from '../../../../shared/domain/round.ts';
import { entry, exampleMember, exampleRound, withRecusal } from './example-round.ts';

describe('applications of a round', () => {
  const round = {
    ...exampleRound,
    applications: [entry('x', '10', 'work'), entry('y', '9', 'work'), entry('z', '1', 'overseas')],
  };

  it('come in the order of their numbers', () => {
    expect(applicationsInOrder(round).map((each) => each.id)).toEqual(['z', 'y', 'x']);
  });

  it('are found by id', () => {
    expect(applicationOf(round, 'y')?.number).toBe('9');
    expect(applicationOf(round, 'constructor')).toBeUndefined();
  });

  it('are assigned in the order of their numbers, unknown ones left out', () => {
    const member = { ...exampleMember(2), assigned: ['x', 'z', 'unknown'] };
    expect(assignmentOf(round, member)).toEqual(['z', 'x']);
  });
});

describe('a chair', () => {
  const chair = exampleMember(1);

  it('reviews unless the round says otherwise', () => {
    expect(assignmentOf(exampleRound, chair)).toEqual(['w', 'f', 'o', 'c']);
    const settings = { ...exampleRound.settings, chairReviews: false };
    expect(assignmentOf({ ...exampleRound, settings }, chair)).toEqual([]);
    expect(assignmentOf({ ...exampleRound, settings }, exampleMember(2))).toHaveLength(4);
  });
});

describe('a deadline', () => {
  const at = '2026-11-30T18:00:00+08:00';

  it('includes its own moment, in any time zone', () => {
    expect(lateness({ at, hard: true }, '2026-11-30T10:00:00Z')).toBe('in-time');
    expect(lateness({ at, hard: true }, '2026-11-30T10:00:00.001Z')).toBe('closed');
  });

  it('lets late work through when it is soft', () => {
    expect(lateness({ at, hard: false }, '2026-12-01T00:00:00Z')).toBe('late');
  });
});

describe('the panel', () => {
  it('finds members and the recusals of the center', () => {
    const { panel } = withRecusal(exampleRound, 'e2', 'w');
    expect(memberOf(panel, 'e2')?.code).toBe('E2');
    expect(memberOf(panel, 'e9')).toBeUndefined();
    expect(centerRecusal(panel, 'e2', 'w')?.conflict).toBe('employment');
    expect(centerRecusal(panel, 'e2', 'f')).toBeUndefined();
    expect(centerRecusal(panel, 'e3', 'w')).toBeUndefined();
  });
});

describe('a conflict state', () => {
  it('opens the documents only after `none` or `disclosed`', () => {
    const open = { state: 'none' } as const;
    const disclosed = { state: 'disclosed', relation: '同会' } as const;
    const undeclared = { state: 'undeclared' } as const;
    const recused = { state: 'recused', conflict: 'family', reason: '' } as const;
    const center = { state: 'recused-by-center', conflict: 'family' } as const;
    const states = [open, disclosed, undeclared, recused, center];
    expect(states.map(allowsReview)).toEqual([true, true, false, false, false]);
    expect(states.map(isRecused)).toEqual([false, false, false, true, true]);
  });
});
