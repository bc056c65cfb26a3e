import { expect, it } from 'vitest';
import { groupMissing } from '../../../../renderer/parts/missing-groups.ts';

it('sorts what is missing by application and criterion, in the order given', () => {
  const grouped = groupMissing([
    { kind: 'pledge' },
    { kind: 'finding', application: 'a', criterion: '7(1)', check: '7(1).legal-person' },
    { kind: 'finding', application: 'a', criterion: '7(1)', check: '7(1).established' },
    { kind: 'score', application: 'a', criterion: '7(1)' },
    { kind: 'comment', application: 'a', criterion: '7(2)', because: 'verdict' },
    { kind: 'opinion', application: 'a' },
    { kind: 'declaration', application: 'b' },
  ]);
  expect(grouped).toEqual({
    pledge: true,
    applications: [
      {
        application: 'a',
        groups: [
          { criterion: '7(1)', findings: 2, others: ['score'] },
          { criterion: '7(2)', findings: 0, others: ['comment'] },
          { criterion: null, findings: 0, others: ['opinion'] },
        ],
      },
      { application: 'b', groups: [{ criterion: null, findings: 0, others: ['declaration'] }] },
    ],
  });
});

it('is empty when nothing is missing', () => {
  expect(groupMissing([])).toEqual({ pledge: false, applications: [] });
});
