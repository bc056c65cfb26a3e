import { describe, expect, it } from 'vitest';
import type { ShownSheet } from '../../../../../renderer/viewers/xlsx/sheet-model.ts';
import { cellsWith, cellWithNth } from '../../../../../renderer/viewers/xlsx/use-cell-search.ts';

const sheet = (rows: readonly (readonly (string | null)[])[]): ShownSheet => ({
  name: 's',
  columns: [80, 80],
  rows: rows.map((row) => row.map((text) => (text === null ? null : { text, number: false }))),
  merges: [],
  cut: false,
});

describe('searching a workbook', () => {
  it('finds cells on every sheet, whatever characters they are written with', () => {
    const sheets = [
      sheet([['人⺠', null]]),
      sheet([
        [null, '人 民 币'],
        ['人', '民'],
      ]),
    ];
    expect(cellsWith(sheets, '人民')).toEqual([
      { sheet: 1, row: 1, column: 1, times: 1 },
      { sheet: 2, row: 1, column: 2, times: 1 },
    ]);
    expect(cellsWith(sheets, ' ')).toEqual([]);
  });

  it('knows the cell in which words stand for the nth time on a sheet', () => {
    const hits = cellsWith([sheet([['海', '海']]), sheet([['海海', '海']])], '海');
    expect([0, 1, 2, 3].map((nth) => cellWithNth(hits, 2, nth))).toEqual([2, 2, 3, -1]);
  });
});
