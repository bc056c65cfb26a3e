// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { type CenterRoundLine, stagesOf } from '../../../../../renderer/features/center/stages.ts';

const issued: CenterRoundLine = {
  id: '2026-A',
  title: '测试评审',
  kind: 'accreditation',
  year: 2026,
  deadline: '2026-12-01T00:00:00Z',
  sequence: 2,
  issuedAt: '2026-11-01T00:00:00Z',
  panels: 1,
  members: 5,
  applications: 8,
  results: 0,
  decided: false,
};
const states = (round: CenterRoundLine) => stagesOf(round).map((each) => each.state);

it('shows an issued round that waits for results', () => {
  expect(states(issued)).toEqual(['done', 'done', 'done', 'open', 'open']);
  expect(stagesOf(issued)[3]).toMatchObject({ done: 0, total: 5 });
});

it('shows results that come in, and a panel that has decided', () => {
  expect(states({ ...issued, results: 3 })[3]).toBe('started');
  expect(states({ ...issued, results: 5 })[3]).toBe('done');
  expect(states({ ...issued, results: 3, decided: true }).slice(3)).toEqual(['started', 'done']);
});
