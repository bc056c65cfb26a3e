import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  descendsFrom,
  selectWorkbook,
  type WorkbookLink,
} from '../../../../shared/domain/workbook-selection.ts';

function link(workbook: string, revision: number, parent: string | null): WorkbookLink {
  return { expert: 'e1', workbook, revision, parent };
}

const first = link('a', 1, null);
const second = link('b', 2, 'a');
const third = link('c', 3, 'b');
const rival = link('x', 2, 'a');

describe('selectWorkbook', () => {
  it('takes the newest of a single history, in any order, repeats or not', () => {
    expect(selectWorkbook([], undefined)).toEqual({ kind: 'none' });
    expect(selectWorkbook([first], undefined)).toEqual({
      kind: 'current',
      current: first,
      superseded: [],
    });
    expect(selectWorkbook([third, first, second, first], undefined)).toEqual({
      kind: 'current',
      current: third,
      superseded: [1, 2],
    });
  });

  it('needs not have seen every revision', () => {
    expect(selectWorkbook([third], undefined)).toMatchObject({ current: third, superseded: [] });
    expect(selectWorkbook([first, third], undefined)).toMatchObject({
      current: third,
      superseded: [1],
    });
  });

  it('calls two children of one parent a fork, whatever follows', () => {
    const workbooks = ['b', 'x'];
    expect(selectWorkbook([first, second, rival], undefined)).toEqual({ kind: 'fork', workbooks });
    expect(selectWorkbook([second, rival], undefined)).toEqual({ kind: 'fork', workbooks });
    expect(selectWorkbook([first, second, rival, third], undefined)).toEqual({
      kind: 'fork',
      workbooks: ['c', 'x'],
    });
  });

  it('calls two first revisions a fork, and a revision whose parent is not the one before it', () => {
    expect(selectWorkbook([first, link('z', 1, null)], undefined)).toMatchObject({ kind: 'fork' });
    expect(selectWorkbook([first, link('y', 2, 'z')], undefined)).toEqual({
      kind: 'fork',
      workbooks: ['a', 'y'],
    });
    expect(selectWorkbook([second, link('y', 2, 'z')], undefined)).toMatchObject({ kind: 'fork' });
  });

  it('does not believe a revision that claims to follow one further back', () => {
    expect(selectWorkbook([first, link('y', 5, 'a')], undefined)).toEqual({
      kind: 'fork',
      workbooks: ['y'],
    });
    expect(selectWorkbook([second, link('y', 2, 'b')], undefined)).toMatchObject({ kind: 'fork' });
  });

  it('sees two children of one parent whatever their revisions say', () => {
    expect(selectWorkbook([second, link('y', 4, 'a')], undefined)).toEqual({
      kind: 'fork',
      workbooks: ['b', 'y'],
    });
  });

  it('follows the side that the chair chose', () => {
    const all = [first, second, rival, third];
    expect(selectWorkbook(all, 'x')).toEqual({ kind: 'current', current: rival, superseded: [1] });
    expect(selectWorkbook(all, 'b')).toMatchObject({ kind: 'current', current: third });
    expect(selectWorkbook(all, 'c')).toMatchObject({ kind: 'current', current: third });
  });

  it('stays a fork when the choice does not settle it', () => {
    const all = [first, second, rival];
    expect(selectWorkbook(all, 'a')).toMatchObject({ kind: 'fork', workbooks: ['b', 'x'] });
    expect(selectWorkbook(all, 'unknown')).toMatchObject({ kind: 'fork' });
  });

  it('does not depend on the order in which workbooks came', () => {
    const pool = [first, second, third, rival, link('y', 3, 'x'), link('z', 1, null)];
    const some = fc.subarray(pool, { minLength: 1 });
    const cases = some.chain((taken) =>
      fc.tuple(
        fc.constant(taken),
        fc.shuffledSubarray(taken, { minLength: taken.length }),
        fc.option(fc.constantFrom('a', 'b', 'x', 'q'), { nil: undefined }),
      ),
    );
    fc.assert(
      fc.property(cases, ([taken, shuffled, chosen]) => {
        expect(selectWorkbook(shuffled, chosen)).toEqual(selectWorkbook(taken, chosen));
      }),
    );
  });
});

describe('descendsFrom', () => {
  it('follows the parents through the list', () => {
    const all = [third, second, rival, first];
    expect(descendsFrom(all, 'c', 'b')).toBe(true);
    expect(descendsFrom(all, 'c', 'a')).toBe(true);
    expect(descendsFrom(all, 'x', 'b')).toBe(false);
    expect(descendsFrom(all, 'a', 'b')).toBe(false);
  });
});
