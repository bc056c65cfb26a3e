import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
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
      sheet.getCell('B3').value = '甲\u202E乙';
    });
    const [sheet] = await readWorkbook(bytes);
    expect(sheet?.name).toBe('名单');
    expect(sheet?.rows.map((row) => row.map((cell) => cell?.text ?? null))).toEqual([
      ['姓名', '25', 'TRUE', '2026-11-23'],
      ['50', null, '网站', '加粗'],
      ['#N/A', '甲[U+202E]乙', null, null],
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
    const all = { first: 1, last: mostRows };
    const lower = { first: 2, last: 40 };
    const span = (row: number, column: number, shown = all) => {
      const { covered, columns, rows, holder } = spanOf(sheet!, { row, column }, shown);
      return covered ? null : [columns, rows, `R${holder.row}C${holder.column}`];
    };
    expect(span(1, 1)).toEqual([3, 2, 'R1C1']);
    expect(span(2, 2)).toBeNull();
    expect(span(3, 2)).toEqual([1, 1, 'R3C2']);
    expect(span(2, 1)).toBeNull();
    expect(span(2, 1, lower)).toEqual([3, 1, 'R1C1']);
    expect(sheet?.rows[1]?.[1]).toBeNull();
  });

  it('with the formats that are named by number only, as Chinese programs write dates', async () => {
    const bytes = await written((workbook) => {
      const sheet = workbook.addWorksheet('日期');
      sheet.addRow([46_349.5, 46_349.5, 46_349.5, 1.5]);
      for (const [place, cell] of ['A1', 'B1', 'C1', 'D1'].entries()) {
        sheet.getCell(cell).numFmt = `"${place}"0`;
      }
    });
    const parts = unzipSync(new Uint8Array(bytes));
    const styles = strFromU8(parts['xl/styles.xml']!);
    const numbered = [31, 57, 22, 46].reduce(
      (xml, format, place) =>
        xml.replace(`numFmtId="${164 + place}" fontId`, `numFmtId="${format}" fontId`),
      styles.replace(/<numFmts.*<\/numFmts>/, ''),
    );
    const file = zipSync({ ...parts, 'xl/styles.xml': strToU8(numbered) });
    const [sheet] = await readWorkbook(Uint8Array.from(file).buffer);
    expect(sheet?.rows[0]?.map((cell) => cell?.text)).toEqual([
      '2026年11月23日',
      '2026年11月',
      '2026/11/23 12:00',
      '36:00:00',
    ]);
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
