import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { signWorkbook } from '../../../../../electron/services/workbook/signing.ts';
import {
  buildListWorkbook,
  buildPanelWorkbook,
  buildResultWorkbook,
} from '../../../../../electron/services/workbook/write.ts';
import { OFFICE_TOOLS, officeVerdicts } from '../../../../support/office.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';
import { samplePanel, sampleResult } from './sample-payloads.ts';
import { certified, signedBy } from './signer.ts';

const run = promisify(execFile);

/** Text that a careless spreadsheet would take for something else, as applicants' names. */
const tricky = [
  '=1+1',
  '+1',
  '-1',
  '@A1',
  '\t=1',
  '\r=1',
  '＝1+1',
  '"=1+1"',
  '=HYPERLINK("http://x","y")',
  '_x0041_',
  'a,"b"\nc',
  '012',
];

const list = {
  round: { id: '2026-A', title: '首都海智基地认定', year: 2026 },
  decided: false,
  panels: [
    {
      id: 'panel-1',
      name: '评审组',
      sequence: 1,
      signedOn: null,
      decided: false,
      fork: [],
      choice: null,
      contradiction: null,
      results: [],
    },
  ],
  applications: tricky.map((name, index) => ({
    application: `a${index}`,
    panel: 'panel-1',
    number: `${index}`,
    name,
    baseType: 'work' as const,
    rank: null,
    total: null,
    trimmed: null,
    criteriaMet: null,
    vote: null,
    decision: null,
    falsificationSuspected: false,
  })),
};

describeWith(['libreoffice'], 'LibreOffice', (office) => {
  const folder = temporaryFolder('office');

  /** Converts a file of the folder; each run has a profile of its own. */
  async function convert(file: string, format: string, ...more: string[]): Promise<string> {
    const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
    const target = format.split(':')[0] ?? format;
    await run(office, [
      profile,
      '--headless',
      ...more,
      '--convert-to',
      format,
      '--outdir',
      folder,
      file,
    ]);
    return file.replace(/\.[a-z]+$/, `.${target}`);
  }

  it('prints every sheet, each opinion on a page of its own, with the words of the language', async () => {
    const files = [
      ['result.xlsx', await buildResultWorkbook(sampleResult('zh-CN'))],
      ['panel.xlsx', await buildPanelWorkbook(samplePanel('en'))],
    ] as const;
    for (const [name, bytes] of files) {
      writeFileSync(path.join(folder, name), bytes);
      const pdf = readFileSync(await convert(path.join(folder, name), 'pdf'), 'latin1');
      expect(pdf.startsWith('%PDF-')).toBe(true);
      const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      // Six sheets, of which the opinions take four pages; eight sheets of the panel.
      expect(pages).toBeGreaterThanOrEqual(name === 'result.xlsx' ? 9 : 8);
    }
  });

  it('keeps text text from xlsx to csv and back to xlsx', async () => {
    const file = path.join(folder, 'list.xlsx');
    writeFileSync(file, await buildListWorkbook(list, 'en'));
    const csv = await convert(file, 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true');
    const again = path.join(folder, 'again.csv');
    writeFileSync(again, readFileSync(csv));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(await convert(again, 'xlsx', '--infilter=CSV:44,34,76'));
    const sheet = workbook.worksheets[0];
    const names = tricky.map((_, index) => sheet?.getCell(`D${index + 5}`).text);
    expect(names).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@A1",
      "'    =1",
      "'\n=1",
      "'＝1+1",
      `'"=1+1"`,
      `'=HYPERLINK("http://x","y")`,
      '_x0041_',
      'a,"b"\nc',
      '12',
    ]);
    const cells: ExcelJS.Cell[] = [];
    for (const sheet of workbook.worksheets) {
      sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell)));
    }
    expect(cells.length).toBeGreaterThan(40);
    expect(cells.filter(({ formula, hyperlink }) => formula || hyperlink)).toEqual([]);
  });
});

describeWith(OFFICE_TOOLS, 'LibreOffice', () => {
  it('shows our signature on both kinds of workbooks, in both languages, as valid and trusted', async () => {
    const folder = temporaryFolder('signed');
    const signer = await certified('chair');
    const files: string[] = [];
    for (const locale of ['zh-CN', 'en'] as const) {
      for (const sample of [sampleResult(locale), samplePanel(locale)]) {
        const payload = signedBy(signer, 'chair', sample);
        const file = path.join(folder, `${locale}-${files.length}.xlsx`);
        writeFileSync(file, await signWorkbook({ ...signer, payload }));
        files.push(file);
      }
    }
    const lines =
      Buffer.from(signer.authority)
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    const pem = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join(
      '\n',
    );
    const verdicts = officeVerdicts(files, pem);
    expect(verdicts).toHaveLength(4);
    for (const { signatures } of verdicts) {
      expect(signatures).toEqual([expect.objectContaining({ valid: true, certificateStatus: 0 })]);
    }
  });
});
