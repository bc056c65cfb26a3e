import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textFor } from '../../../../../electron/services/text.ts';
import { normalized } from '../../../../../electron/services/workbook/payload.ts';
import { sheetsOf } from '../../../../../electron/services/workbook/payload-sheets.ts';
import { address } from '../../../../../electron/services/workbook/sheet.ts';
import {
  buildListWorkbook,
  buildPanelWorkbook,
  buildResultWorkbook,
  buildWorkbook,
} from '../../../../../electron/services/workbook/write.ts';
import { anyPanel, anyResult, line } from './payload-arbitraries.ts';
import { samplePanel, sampleResult } from './sample-payloads.ts';
import { partsOf, textOf } from './workbook-parts.ts';

const locales = ['zh-CN', 'en'] as const;

describe('a workbook', () => {
  it('is the same bytes for the same payload', async () => {
    for (const locale of locales) {
      const once = await buildResultWorkbook(sampleResult(locale));
      expect(Buffer.from(await buildResultWorkbook(sampleResult(locale)))).toEqual(
        Buffer.from(once),
      );
    }
  });

  it('holds sheets, strings, styles and the payload, and nothing about who made it', async () => {
    const parts = partsOf(await buildPanelWorkbook(samplePanel('zh-CN')));
    const sheets = Array.from({ length: 8 }, (_, index) => `xl/worksheets/sheet${index + 1}.xml`);
    expect([...parts.keys()].sort()).toEqual(
      [
        '[Content_Types].xml',
        '_rels/.rels',
        'customXml/_rels/item1.xml.rels',
        'customXml/item1.xml',
        'customXml/itemProps1.xml',
        'xl/_rels/workbook.xml.rels',
        'xl/sharedStrings.xml',
        'xl/styles.xml',
        'xl/workbook.xml',
        ...sheets,
      ].sort(),
    );
    const all = [...parts].map(([, bytes]) => Buffer.from(bytes).toString('utf8')).join('\n');
    expect(all).not.toMatch(/exceljs|creator|lastModifiedBy|docProps|theme1/i);
  });

  it('holds no formulas, links, comments, hidden sheets or numbers that are none', async () => {
    const anything = fc.oneof(anyResult, anyPanel);
    await fc.assert(
      fc.asyncProperty(anything, async (payload) => {
        const parts = partsOf(await buildWorkbook(payload));
        for (const name of parts.keys()) {
          if (!name.startsWith('xl/')) continue;
          expect(textOf(parts, name)).not.toMatch(
            /<f[ >]|hyperlink|<legacyDrawing|>NaN<|"(?:veryH|h)idden"/,
          );
        }
      }),
      { numRuns: 15 },
    );
  });

  it('shows in another reader exactly what its description says', async () => {
    for (const payload of [normalized(sampleResult('zh-CN')), normalized(samplePanel('en'))]) {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load((await buildWorkbook(payload)) as never);
      const sheets = sheetsOf(payload, textFor(payload.locale));
      expect(workbook.worksheets.map(({ name }) => name)).toEqual(sheets.map(({ name }) => name));
      sheets.forEach((sheet, index) => {
        const shown = [...sheet.rows].flatMap(({ cells }, row) =>
          cells.map((cell, column) => [address(row + 1, column), cell?.value ?? null]),
        );
        const target = workbook.worksheets[index];
        const read = shown.map(([place]) => {
          const cell = target?.getCell(String(place));
          return [place, cell?.isMerged && cell.master !== cell ? null : (cell?.value ?? null)];
        });
        expect(read).toEqual(shown);
      });
    }
  });

  it('never shows more of a recused application than its number and declaration', async () => {
    for (const locale of locales) {
      const canary = 'CANARY-OF-THE-RECUSED';
      const sample = sampleResult(locale);
      const recused = sample.applications[1];
      expect(recused).toMatchObject({ state: 'recused', number: '02' });
      const sheets = sheetsOf(sample, textFor(locale));
      const rows = sheets.flatMap(({ name, rows: all }) =>
        [...all]
          .filter(({ cells }) => cells[0]?.value === '02')
          .map(({ cells }) => [name, ...cells.map((each) => each?.value)]),
      );
      expect(rows.length).toBe(2);
      expect(JSON.stringify(rows)).not.toContain(canary);
      expect(rows.flat().filter((value) => typeof value === 'number')).toEqual([]);
    }
  });

  it('has words for everything in both languages', () => {
    for (const locale of locales) {
      for (const payload of [sampleResult(locale), samplePanel(locale)]) {
        const shown = JSON.stringify(sheetsOf(payload, textFor(locale)));
        expect(shown).not.toMatch(/workbook\.[a-z]+|\{\{/);
      }
    }
  });

  it('prints on A4 with titles repeated, pages counted and panes frozen', async () => {
    const parts = partsOf(await buildResultWorkbook(sampleResult('en')));
    const scores = textOf(parts, 'xl/worksheets/sheet2.xml');
    expect(scores).toContain('paperSize="9" orientation="landscape"');
    expect(scores).toContain('<pane xSplit="2" ySplit="4" topLeftCell="C5"');
    expect(scores).toContain('<autoFilter ref="A4:K9"/>');
    expect(scores).toContain('&amp;C&amp;9 Page &amp;P of &amp;N');
    expect(textOf(parts, 'xl/workbook.xml')).toContain('$4:$4');
    expect(textOf(parts, 'xl/worksheets/sheet5.xml').match(/<brk /g)).toHaveLength(4);
  });

  it('cannot be made to speak in margins', async () => {
    const title = '&G&"Arial"&72 =SUM &P';
    const payload = sampleResult('en');
    const parts = partsOf(
      await buildResultWorkbook({ ...payload, round: { ...payload.round, title } }),
    );
    const header = /<oddHeader>(.*?)<\/oddHeader>/.exec(
      textOf(parts, 'xl/worksheets/sheet1.xml'),
    )?.[1];
    expect(header).toContain(
      '&amp;L&amp;9 &amp;&amp;G&amp;&amp;&quot;Arial&quot;&amp;&amp;72 =SUM &amp;&amp;P&amp;R',
    );
  });

  it('keeps margins within the 255 characters that Excel reads', async () => {
    const long = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join(' '));
    await fc.assert(
      fc.asyncProperty(long, long, async (title, name) => {
        const payload = sampleResult('zh-CN');
        const titled = {
          ...payload,
          round: { ...payload.round, title: `T${title}`.slice(0, 190) },
          signer: { ...payload.signer, name: `N${name}`.slice(0, 190) },
        };
        for (const sheet of sheetsOf(normalized(titled), textFor('zh-CN'))) {
          expect(sheet.header.length).toBeLessThanOrEqual(255);
          expect(sheet.footer.length).toBeLessThanOrEqual(255);
        }
      }),
    );
  });
});

describe('the list of a round', () => {
  it('is an ordinary workbook by base type and rank', async () => {
    const one = {
      application: 'a1',
      panel: 'panel-1',
      number: '01',
      name: '=cmd|calc',
      baseType: 'community' as const,
      rank: 1,
      total: 8_125,
      trimmed: null,
      criteriaMet: 5,
      vote: { yes: 5, no: 0, abstained: 1 },
      decision: 'approve' as const,
      falsificationSuspected: false,
    };
    const open = {
      ...one,
      application: 'a2',
      number: '02',
      name: '某学会',
      baseType: 'work' as const,
      rank: null,
      total: null,
      vote: null,
      decision: null,
    };
    const bytes = await buildListWorkbook(
      {
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
            results: [{ code: 'E1', name: '王建国', revision: null, forked: false }],
          },
        ],
        applications: [one, open],
      },
      'zh-CN',
    );
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as never);
    const rows = workbook.worksheets[0]
      ?.getRows(5, 2)
      ?.map((row) => (row.values as unknown[]).slice(1, 6));
    expect(rows).toEqual([
      ['首都海智工作基地', undefined, '02', '某学会', undefined],
      ['首都国际研发社区', 1, '01', "'=cmd|calc", 81.25],
    ]);
  });
});
