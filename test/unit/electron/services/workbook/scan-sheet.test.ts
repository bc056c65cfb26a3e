import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textFor } from '../../../../../electron/services/text.ts';
import { looksOf } from '../../../../../electron/services/workbook/cell-look.ts';
import { Difference } from '../../../../../electron/services/workbook/difference.ts';
import { normalized } from '../../../../../electron/services/workbook/payload.ts';
import { sheetsOf } from '../../../../../electron/services/workbook/payload-sheets.ts';
import { sheetPart } from '../../../../../electron/services/workbook/read-bookkeeping.ts';
import { checkSheet, checkWithCare } from '../../../../../electron/services/workbook/read-sheet.ts';
import { readStrings } from '../../../../../electron/services/workbook/read-strings.ts';
import { readStyles } from '../../../../../electron/services/workbook/read-styles.ts';
import { scanSheet } from '../../../../../electron/services/workbook/scan-sheet.ts';
import { heightScale } from '../../../../../electron/services/workbook/style.ts';
import {
  buildPanelWorkbook,
  buildResultWorkbook,
} from '../../../../../electron/services/workbook/write.ts';
import { samplePanel, sampleResult } from './sample-payloads.ts';
import { partsOf } from './workbook-parts.ts';

const result = normalized(sampleResult('en'));
const panel = normalized(samplePanel('zh-CN'));
const all = [
  ...sheetsWithParts(result, partsOf(await buildResultWorkbook(result))),
  ...sheetsWithParts(panel, partsOf(await buildPanelWorkbook(panel))),
];

function sheetsWithParts(
  payload: Parameters<typeof sheetsOf>[0],
  parts: ReadonlyMap<string, Uint8Array>,
) {
  const tables = {
    strings: readStrings(parts.get('xl/sharedStrings.xml')),
    formats: readStyles(parts.get('xl/styles.xml'), payload.locale),
    looks: looksOf(payload.locale),
    scale: heightScale(payload.locale),
  };
  return sheetsOf(payload, textFor(payload.locale)).map((sheet, index) => ({
    sheet,
    tables,
    bytes: parts.get(sheetPart(index)) ?? new Uint8Array(),
  }));
}

/** Where a reading ends, or that it does not. */
function answerOf(check: typeof checkSheet, [bytes, sheet, tables]: Parameters<typeof checkSheet>) {
  try {
    check(bytes, sheet, tables);
    return 'same';
  } catch (problem) {
    if (!(problem instanceof Difference)) throw problem;
    return problem.failure;
  }
}

describe('the short way through a sheet', () => {
  it('goes through every sheet of ours', () => {
    for (const { bytes, sheet, tables } of all) {
      const scanned = scanSheet(bytes, sheet, tables);
      expect(scanned, sheet.name).not.toBeNull();
      expect(Buffer.from(scanned?.rest ?? []).toString()).not.toMatch(/<row |<mergeCell /);
    }
  });

  it('says of any altered sheet what the careful reading says', () => {
    const byte = fc.constantFrom(...Buffer.from('<>/"=&; 019:.-ABZrcstv'));
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(byte, { maxLength: 3 }),
        fc.nat(3),
        ({ bytes, sheet, tables }, share, put, removed) => {
          const at = Math.floor(share * bytes.length);
          const altered = Buffer.concat([
            bytes.subarray(0, at),
            Uint8Array.from(put),
            bytes.subarray(at + removed),
          ]);
          const quick = answerOf(checkSheet, [altered, sheet, tables]);
          expect(quick).toEqual(answerOf(checkWithCare, [altered, sheet, tables]));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['a row twice', /<row .*?<\/row>/, '$&$&'],
    ['a row left out', /<row r="5".*?(?=<row r="6")/, ''],
    [
      'a row behind the last',
      '</sheetData>',
      '<row r="9999" ht="20"><c r="A9999"><v>1</v></c></row>$&',
    ],
    ['a second list of rows', '</sheetData>', '$&<sheetData></sheetData>'],
    ['a merge more', '</mergeCells>', '<mergeCell ref="B7:C8"/>$&'],
    [
      'a second list of merges',
      '</mergeCells>',
      '$&<mergeCells count="1"><mergeCell ref="B7:C8"/></mergeCells>',
    ],
    ['rows in a comment', '<sheetData>', '<!--<sheetData>-->$&'],
    ['a dimension that leaves cells out', /<dimension ref="[^"]*"/, '<dimension ref="A1:B2"'],
    ['a filter over less', /<autoFilter ref="[^"]*"/, '<autoFilter ref="A4:B5"'],
    ['a row too low to be read', / ht="[^"]*"/, ' ht="1"'],
  ])('refuses %s', (_, from, to) => {
    const { bytes, sheet, tables } = all[1] ?? all[0] ?? expect.fail('no sheets');
    const text = Buffer.from(bytes).toString('utf8');
    const altered = text.replace(from, to);
    expect(altered).not.toBe(text);
    const answer = answerOf(checkSheet, [Buffer.from(altered), sheet, tables]);
    expect(answer).toMatchObject({ kind: 'content-differs' });
  });
});
