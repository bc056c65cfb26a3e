// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { groupMeetingMissing } from '../../../../../renderer/features/chair/meeting-missing-groups.ts';
import type { MeetingMissing } from '../../../../../shared/domain/meeting.ts';

const missing: readonly MeetingMissing[] = [
  { kind: 'attendance' },
  { kind: 'disposition', flag: 'workbook-missing/e4' },
  { kind: 'disposition', flag: 'criterion-range/b/8(1)/3400' },
  { kind: 'disposition', flag: 'total-gap/b/3400' },
  { kind: 'disclosure', application: 'a', expert: 'e2' },
  { kind: 'vote', application: 'a' },
  { kind: 'decision', application: 'b' },
];

it('puts the panel first, then the applications in their order', () => {
  const subjects = groupMeetingMissing(missing, ['a', 'b', 'c']);
  expect(subjects.map((each) => [each.application, each.flags])).toEqual([
    [null, 1],
    ['a', 0],
    ['b', 2],
  ]);
  expect(subjects.map((each) => each.others.map(({ kind }) => kind))).toEqual([
    ['attendance'],
    ['disclosure', 'vote'],
    ['decision'],
  ]);
});

it('loses nothing', () => {
  const subjects = groupMeetingMissing(missing, ['b', 'a']);
  const count = subjects.reduce((sum, each) => sum + each.flags + each.others.length, 0);
  expect(count).toBe(missing.length);
});
