// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApplicationRow } from '../../../../renderer/features/applications/application-rows.ts';
import {
  arranged,
  firstView,
  type ListView,
  sortKeys,
} from '../../../../renderer/features/applications/list-view.ts';
import { baseTypes } from '../../../../shared/domain/application.ts';

const open = {
  recused: false,
  baseType: 'work',
  status: 'started',
  answered: 10,
  required: 30,
  total: 8000,
  recommendation: null,
  disclosed: false,
  falsification: false,
  news: 0,
  broken: 0,
  names: '',
} as const;
const rows: readonly ApplicationRow[] = [
  { ...open, id: 'a', number: '9', name: '重庆路基地', names: '重庆路基地 Chongqing Road' },
  { ...open, id: 'b', number: '10', name: '安定门基地', total: 9000, answered: 30 },
  { recused: true, id: 'c', number: '11', baseType: 'offshore', byCenter: false },
  {
    ...open,
    id: 'd',
    number: '12',
    name: 'Overseas Hub',
    names: 'Overseas Hub',
    baseType: 'overseas',
    status: 'open',
  },
  { ...open, id: 'e', number: '13', name: '北辰基地', total: null, status: 'complete' },
];

const numbers = (view: Partial<ListView>) =>
  arranged(rows, { ...firstView, groups: 'none', ...view }).flatMap((group) =>
    group.rows.map((row) => row.number),
  );

describe('the filter', () => {
  it('narrows by status, type and words, whatever their width', () => {
    expect(numbers({})).toEqual(['9', '10', '11', '12', '13']);
    expect(numbers({ status: 'started' })).toEqual(['9', '10']);
    expect(numbers({ type: 'overseas' })).toEqual(['12']);
    expect(numbers({ words: ' １３ ' })).toEqual(['13']);
    expect(numbers({ words: 'ｏｖｅｒ' })).toEqual(['12']);
    expect(numbers({ words: 'chongqing' })).toEqual(['9']);
    expect(numbers({ words: '重庆' })).toEqual(['9']);
  });

  it('finds a recused application by its number only', () => {
    expect(numbers({ status: 'recused', words: '基地' })).toEqual([]);
    expect(numbers({ status: 'recused', words: '11' })).toEqual(['11']);
  });
});

describe('the order', () => {
  it('of names is that of pinyin, and recused ones come last', () => {
    expect(numbers({ sort: { by: 'name', descending: false } })).toEqual([
      '10',
      '13',
      '9',
      '12',
      '11',
    ]);
  });

  it('of totals puts unscored ones at the lower end', () => {
    expect(numbers({ sort: { by: 'total', descending: true } })).toEqual([
      '10',
      '9',
      '12',
      '13',
      '11',
    ]);
  });

  it('never tells where a recused application would stand, nor loses any', () => {
    const view = fc.record({
      by: fc.constantFrom(...sortKeys),
      descending: fc.boolean(),
      groups: fc.constantFrom('type', 'status', 'none'),
    });
    fc.assert(
      fc.property(view, ({ by, descending, groups }) => {
        const found = arranged(rows, { ...firstView, groups, sort: { by, descending } });
        expect(found.flatMap((group) => group.rows.map((row) => row.id)).toSorted()).toEqual(
          rows.map((row) => row.id),
        );
        for (const { rows: inside } of found) {
          const at = inside.findIndex((row) => row.recused);
          if (by !== 'number' && at >= 0) expect(at).toBe(inside.length - 1);
        }
      }),
    );
  });
});

describe('the groups', () => {
  it('follow the regulation, or the course of the work, and none is empty', () => {
    const byType = arranged(rows, firstView).map((group) => group.kind === 'type' && group.type);
    expect(byType).toEqual(baseTypes.filter((type) => type !== 'community'));
    const byStatus = arranged(rows, { ...firstView, groups: 'status' });
    expect(byStatus.map((group) => group.kind === 'status' && group.status)).toEqual([
      'open',
      'started',
      'complete',
      'recused',
    ]);
  });
});
