import { describe, expect, it } from 'vitest';
import { formPages } from '../../../../../electron/services/workbook/form-pages.ts';
import { lineRow, type Row, totalHeight } from '../../../../../electron/services/workbook/sheet.ts';

const line = (text: string, height: number) => lineRow(text, 'value', 2, height);
const continued = [line('Applicant (continued)', 20)];
const foot = [line('Signature', 26), line('note', 36)];

/** Rows by page. */
function pagesOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const pages: Row[][] = [[]];
  for (const row of rows) {
    pages.at(-1)?.push(row);
    if (row.endsPage) pages.push([]);
  }
  expect(pages.pop()).toEqual([]);
  return pages;
}

const said = (page: readonly Row[]) => page.map(({ cells }) => cells[0]?.value);

describe('a form', () => {
  it('fills its page by the row that grows', () => {
    const rows = [line('a', 100), line('opinion', 300), line('b', 20)];
    const [page = [], ...more] = pagesOf(formPages({ rows, growing: 1, foot, continued }, 1));
    expect(more).toEqual([]);
    expect(said(page)).toEqual(['a', 'opinion', 'b', 'Signature', 'note']);
    expect(page[1]?.height).toBe(400);
  });

  it('that is longer says on each further page whose it is, and keeps its foot together', () => {
    const rows = Array.from({ length: 9 }, (_, place) => line(`part ${place}`, 190));
    const pages = pagesOf(formPages({ rows, growing: 8, foot, continued }, 1));
    expect(pages.map((page) => said(page)[0])).toEqual([
      'part 0',
      'Applicant (continued)',
      'Applicant (continued)',
    ]);
    expect(said(pages.at(-1) ?? []).slice(-2)).toEqual(['Signature', 'note']);
    for (const page of pages) expect(totalHeight(page)).toBeLessThanOrEqual(748);
  });
});
