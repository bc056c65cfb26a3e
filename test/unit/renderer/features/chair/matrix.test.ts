// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveFor } from '../../../../../renderer/features/chair/matrix-keys.ts';
import {
  applicationRows,
  groupRows,
  holderOf,
  levelOf,
  type MatrixFilter,
  unfold,
} from '../../../../../renderer/features/chair/matrix-rows.ts';
import { exampleDesk, payloads } from './example-desk.ts';

const desk = exampleDesk();
const rows = applicationRows(desk);
const unfolded = (open: ReadonlySet<string>) => rows.flatMap((row) => unfold(desk, row, open));
const none: ReadonlySet<string> = new Set();

describe('the lines of the table', () => {
  const keys = (filter: MatrixFilter) =>
    groupRows(desk, rows, filter).flatMap((group) => group.rows.map((row) => row.key));

  it('stand in their base types by rank', () => {
    const groups = groupRows(desk, rows, { shown: 'all', words: '' });
    expect(groups.map((group) => group.baseType)).toEqual([
      'work',
      'offshore',
      'overseas',
      'community',
    ]);
  });

  it('can be narrowed to what has open flags, no decision, or these words', () => {
    expect(keys({ shown: 'flagged', words: '' })).toEqual(['f', 'o', 'c']);
    expect(keys({ shown: 'all', words: '０２' })).toEqual(['f']);
    expect(keys({ shown: 'undecided', words: '申请单位' })).toHaveLength(4);
  });

  it('open into criteria and recommendations, a criterion into checks and comments', () => {
    const kinds = unfolded(new Set(['f', 'f/8(1)'])).map((row) => row.kind);
    expect(kinds.slice(1, 5)).toEqual(['application', 'criterion', 'check', 'check']);
    expect(kinds.filter((kind) => kind === 'criterion')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'comments')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'recommendation')).toHaveLength(1);
  });

  it('stay closed for a chair who is recused', () => {
    const closed = exampleDesk(payloads(), [], 2);
    const [first] = applicationRows(closed);
    expect(first?.closed).toBe(true);
    expect(unfold(closed, first!, new Set([first!.key]))).toHaveLength(1);
  });
});

describe('the keys of the table', () => {
  const open = new Set(['f', 'f/8(1)', 'f/recommendation']);
  const shown = unfolded(open);
  const press = (key: string, active: string, at: ReadonlySet<string> = open) =>
    moveFor(key, unfolded(at), active, at);

  it.each([
    ['ArrowDown', 'w', { kind: 'go', key: 'f' }],
    ['ArrowDown', 'f', { kind: 'go', key: 'f/8(1)' }],
    ['ArrowUp', 'w', { kind: 'go', key: 'w' }],
    ['Home', 'f/8(2)', { kind: 'go', key: 'w' }],
    ['End', 'w', { kind: 'go', key: 'c' }],
    ['ArrowRight', 'w', { kind: 'open', key: 'w' }],
    ['ArrowRight', 'f', { kind: 'go', key: 'f/8(1)' }],
    ['ArrowLeft', 'f', { kind: 'close', key: 'f' }],
    ['ArrowLeft', 'f/8(2)', { kind: 'go', key: 'f' }],
    ['ArrowLeft', 'f/8(1)/words', { kind: 'go', key: 'f/8(1)' }],
    ['ArrowLeft', 'f/recommendation/words', { kind: 'go', key: 'f/recommendation' }],
    ['ArrowLeft', 'w', null],
    ['Enter', 'w', { kind: 'open', key: 'w' }],
    [' ', 'f', { kind: 'close', key: 'f' }],
    ['Enter', 'f/8(1)/words', null],
    ['x', 'f', null],
  ])('%s on %s', (key, active, move) => {
    expect(press(key, active)).toEqual(move);
  });

  it('begin at the first line when the line at hand is gone', () => {
    expect(press('ArrowDown', 'gone')).toEqual({ kind: 'go', key: 'w' });
    expect(moveFor('ArrowDown', [], 'gone', none)).toBeNull();
  });

  it('never lead to a line that is not there, and every inner line lies in one that is', () => {
    const key = fc.constantFrom('ArrowDown', 'ArrowUp', 'Home', 'End', 'ArrowRight', 'ArrowLeft');
    fc.assert(
      fc.property(key, fc.constantFrom(...shown), (pressed, row) => {
        const move = moveFor(pressed, shown, row.key, open);
        if (move !== null) expect(shown.map((each) => each.key)).toContain(move.key);
        const holder = holderOf(row);
        expect(holder === null).toBe(levelOf(row) === 1);
        if (holder !== null) expect(shown.map((each) => each.key)).toContain(holder);
      }),
    );
  });
});
