import { describe, expect, it } from 'vitest';
import { textFor } from '../../../../../electron/services/text.ts';
import { csvOf, workbookCsv } from '../../../../../electron/services/workbook/csv.ts';
import { normalized } from '../../../../../electron/services/workbook/payload.ts';
import { formulaLike, sampleResult } from './sample-payloads.ts';

describe('CSV', () => {
  it('is UTF-8 with a mark, lines end in CRLF, and quotes stand where they are needed', () => {
    const rows = [
      ['a', 1.5, null],
      ['x,"y"', 'two\nlines', ' blank'],
    ];
    expect(Buffer.from(csvOf(rows)).toString('utf8')).toBe(
      '\uFEFFa,1.5,\r\n"x,""y""","two\nlines"," blank"\r\n',
    );
  });

  it.each(formulaLike)('puts an apostrophe before %j', (text) => {
    const [, guarded] = Buffer.from(csvOf([['', text]]))
      .toString('utf8')
      .trim()
      .split(',');
    expect(guarded?.replace(/^"/, '')).toMatch(/^'/);
  });

  it('of a workbook names the sheet in every row', () => {
    const text = Buffer.from(workbookCsv(normalized(sampleResult('en')), textFor('en'))).toString(
      'utf8',
    );
    for (const sheet of ['Cover', 'Scores', 'Criteria', 'Declarations', 'Opinions', 'Log']) {
      expect(text).toContain(`\n${sheet},`);
    }
  });
});
