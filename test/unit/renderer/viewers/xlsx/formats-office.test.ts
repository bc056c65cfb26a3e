import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { readWorkbook } from '../../../../../renderer/viewers/xlsx/read-workbook.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

const formats: readonly (readonly [string, readonly number[]])[] = [
  ['0.0"万元"', [12.5, 0, -3]],
  ['#,##0,', [1_234_567, 999]],
  ['#,##0.00', [1234.5, -0.005]],
  ['# ?/?', [1.5, 0.25]],
  ['0;-0;"-"', [0, 5, -5]],
  ['0.00%', [0.1234]],
  ['0.00E+00', [12_345]],
  ['000000', [42]],
  ['[h]:mm', [1.25, 2]],
  ['[>=20]0"人";0"名"', [25, 10]],
  ['#,##0.00_);[Red](#,##0.00)', [-12.3, 12.3]],
  ['yyyy"年"m"月"d"日"', [46_349]],
  ['yyyy-mm-dd hh:mm:ss', [46_349.585521]],
  ['[$€-407] #,##0', [12]],
];

describeWith(['libreoffice'], 'Numbers in a workbook', (office) => {
  it('are shown as LibreOffice shows them', async () => {
    const folder = temporaryFolder('formats');
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('s');
    for (const [code, values] of formats) {
      for (const value of values) {
        const cell = sheet.addRow([value]).getCell(1);
        cell.numFmt = code;
      }
    }
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    writeFileSync(path.join(folder, 'f.xlsx'), bytes);
    const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
    const asShown = 'csv:Text - txt - csv (StarCalc):9,0,76,1,,0,false,true';
    const options = [profile, '--headless', '--convert-to', asShown, '--outdir', folder];
    execFileSync(office, [...options, path.join(folder, 'f.xlsx')]);
    const theirs = readFileSync(path.join(folder, 'f.csv'), 'utf8').trimEnd().split('\n');
    const [ours] = await readWorkbook(Uint8Array.from(bytes).buffer);
    const texts = ours?.rows.map(([cell]) => cell?.text ?? '');
    expect(texts).toEqual(theirs.map((line) => line.trim()));
  });
});
