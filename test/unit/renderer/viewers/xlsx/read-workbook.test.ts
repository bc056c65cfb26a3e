import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../../../renderer/viewers/xlsx/read-workbook.ts';
import { columnName, mostRows, spanOf } from '../../../../../renderer/viewers/xlsx/sheet-model.ts';

async function written(fill: (workbook: ExcelJS.Workbook) => void): Promise<ArrayBuffer> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return workbook.xlsx.writeBuffer() as Promise<ArrayBuffer>;
}

describe('a workbook is read as values', () => {
  it('of every kind, formulas by their result', async () => {
    const bytes = await written((workbook) => {
      const sheet = workbook.addWorksheet('名单');
      sheet.addRow(['姓名', 25, true, new Date('2026-11-23T00:00:00Z')]);
      sheet.getCell('D1').numFmt = 'yyyy-mm-dd';
      sheet.getCell('A2').value = { formula: 'B1*2', result: 50 };
      sheet.getCell('B2').value = { formula: 'HYPERLINK("http://x")' };
      sheet.getCell('C2').value = { text: '网站', hyperlink: 'http://evil.example/' };
      sheet.getCell('D2').value = { richText: [{ text: '加' }, { text: '粗' }] };
      sheet.getCell('A3').value = { error: '#N/A' };
    });
    const [sheet] = await readWorkbook(bytes);
    expect(sheet?.name).toBe('名单');
    expect(sheet?.rows.map((row) => row.map((cell) => cell?.text ?? null))).toEqual([
      ['姓名', '25', 'TRUE', '2026-11-23'],
      ['50', null, '网站', '加粗'],
      ['#N/A', null, null, null],
    ]);
    expect(sheet?.rows[0]?.map((cell) => cell?.number)).toEqual([false, true, false, true]);
  });

  it('without hidden sheets, with merged areas and only as many rows as anybody reads', async () => {
    const bytes = await written((workbook) => {
      workbook.addWorksheet('秘', { state: 'hidden' });
      const sheet = workbook.addWorksheet('合并');
      sheet.getCell('A1').value = '标题';
      sheet.mergeCells('A1:C2');
      sheet.getCell(mostRows + 5, 1).value = '末';
    });
    const sheets = await readWorkbook(bytes);
    expect(sheets.map((sheet) => sheet.name)).toEqual(['合并']);
    const [sheet] = sheets;
    expect([sheet?.rows.length, sheet?.cut]).toEqual([mostRows, true]);
    expect(sheet?.merges).toEqual([{ top: 1, left: 1, bottom: 2, right: 3 }]);
    expect(spanOf(sheet!, 1, 1)).toEqual({ covered: false, columns: 3 });
    expect(spanOf(sheet!, 2, 2)).toEqual({ covered: true, columns: 0 });
    expect(spanOf(sheet!, 3, 2)).toEqual({ covered: false, columns: 1 });
    expect(sheet?.rows[1]?.[1]).toBeNull();
  });

  it('and what is none is refused', async () => {
    await expect(readWorkbook(new Uint8Array([80, 75, 3, 4]).buffer)).rejects.toThrow();
  });
});

describe('columns have letters', () => {
  it.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [256, 'IV'],
    [703, 'AAA'],
  ])('%d is %s', (column, name) => {
    expect(columnName(column)).toBe(name);
  });
});
