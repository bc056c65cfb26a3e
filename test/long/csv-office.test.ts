import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { textFor } from '../../electron/services/text.ts';
import { workbookCsv } from '../../electron/services/workbook/csv.ts';
import { normalized } from '../../electron/services/workbook/payload.ts';
import { buildWorkbook } from '../../electron/services/workbook/write.ts';
import type { WorkbookPayload } from '../../shared/workbook.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { describeWith } from '../support/tools.ts';
import {
  formulaLike,
  samplePanel,
  sampleResult,
} from '../unit/electron/services/workbook/sample-payloads.ts';

const run = promisify(execFile);

const result = normalized({
  ...sampleResult('en'),
  applications: sampleResult('en').applications.map((each, place) =>
    each.state === 'recused'
      ? { ...each, reason: formulaLike[place] ?? '' }
      : { ...each, opinion: formulaLike[place] ?? '', reason: formulaLike[place + 5] ?? '' },
  ),
});
const panel = normalized({
  ...samplePanel('en'),
  minutes: '=2+2',
  applications: samplePanel('en').applications.map((each, place) => ({
    ...each,
    grounds: formulaLike[place] ?? '',
    dissents: [{ code: 'E4', opinion: formulaLike[place + 5] ?? '' }],
  })),
});

describeWith(['libreoffice'], 'LibreOffice', (office) => {
  const folder = temporaryFolder('csv-office');

  async function convert(file: string, format: string, target: string, ...more: string[]) {
    mkdirSync(target, { recursive: true });
    const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
    const options = [profile, '--headless', ...more, '--convert-to', format, '--outdir', target];
    await run(office, [...options, file]);
  }

  /** Every text that a file shows, and the places that hold a formula or a link. */
  async function shownIn(file: string): Promise<{ texts: string[]; active: string[] }> {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    const [texts, active]: [string[], string[]] = [[], []];
    for (const sheet of book.worksheets) {
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.formula || cell.hyperlink) active.push(cell.address);
          texts.push(cell.text);
        }),
      );
    }
    return { texts, active };
  }

  /** In both workbooks these begin a cell; others stand behind words of ours. */
  const guarded = ["'=1+1", "'+1", "'-1"];

  it.each<[string, WorkbookPayload]>([
    ['result', result],
    ['panel', panel],
  ])(
    'finds no formula in a %s that went from xlsx to csv to xlsx',
    async (name, payload) => {
      const file = path.join(folder, `${name}.xlsx`);
      writeFileSync(file, await buildWorkbook(payload));
      const csvs = path.join(folder, `${name}-csv`);
      // The last option exports every sheet to a file of its own.
      await convert(
        file,
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
        csvs,
      );
      const exported = readdirSync(csvs).filter((each) => each.endsWith('.csv'));
      expect(exported.length).toBeGreaterThanOrEqual(6);
      const all: string[] = [];
      for (const each of exported) {
        const back = path.join(folder, `${name}-back`);
        await convert(path.join(csvs, each), 'xlsx', back, '--infilter=CSV:44,34,76');
        const again = path.join(back, each.replace(/\.csv$/, '.xlsx'));
        expect(existsSync(again)).toBe(true);
        const { texts, active } = await shownIn(again);
        expect(active).toEqual([]);
        all.push(...texts);
      }
      expect(guarded.filter((each) => !all.includes(each))).toEqual([]);
    },
    600_000,
  );

  it.each<[string, WorkbookPayload]>([
    ['result', result],
    ['panel', panel],
  ])(
    'finds no formula in our own CSV of a %s',
    async (name, payload) => {
      const csv = path.join(folder, `${name}-ours.csv`);
      writeFileSync(csv, workbookCsv(payload, textFor('en')));
      await convert(csv, 'xlsx', folder, '--infilter=CSV:44,34,76');
      const { texts, active } = await shownIn(csv.replace(/\.csv$/, '.xlsx'));
      expect(active).toEqual([]);
      expect(texts.length).toBeGreaterThan(100);
      expect(guarded.filter((each) => !texts.includes(each))).toEqual([]);
    },
    300_000,
  );
});
