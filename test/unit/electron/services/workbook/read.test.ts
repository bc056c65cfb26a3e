import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalized, payloadPart } from '../../../../../electron/services/workbook/payload.ts';
import { readWorkbook } from '../../../../../electron/services/workbook/read.ts';
import {
  buildResultWorkbook,
  buildWorkbook,
} from '../../../../../electron/services/workbook/write.ts';
import { must } from '../../../../../shared/result.ts';
import { anyPanel, anyResult } from './payload-arbitraries.ts';
import { sampleResult } from './sample-payloads.ts';
import { edited, type Parts, partsOf, textOf } from './workbook-parts.ts';

const genuine = partsOf(await buildResultWorkbook(sampleResult('en')));
const SCORES = 'xl/worksheets/sheet2.xml';
const BOOK = 'xl/workbook.xml';
const LINKS = 'xl/_rels/workbook.xml.rels';
const STYLES = 'xl/styles.xml';
const STRINGS = 'xl/sharedStrings.xml';

/** Where a reading ends: `Scores!D5`, the kind of another failure, or `same`. */
function verdictOf(parts: Parts): string {
  const read = readWorkbook(parts);
  if (read.ok) return 'same';
  const { failure } = read;
  return failure.kind === 'content-differs' ? `${failure.sheet}!${failure.cell}` : failure.kind;
}

const inScores = (from: string | RegExp, to: string) => () => edited(genuine, SCORES, from, to);

describe('reading a workbook back', () => {
  it('gives the payload that was written, whatever people have typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyResult, anyPanel), async (payload) => {
        const parts = partsOf(await buildWorkbook(payload));
        expect(must(readWorkbook(parts))).toEqual(normalized(payload));
      }),
      { numRuns: 40 },
    );
  });

  it('names the cell whose value was changed, whichever it is', () => {
    const sheets = [1, 2, 3, 4, 5, 6].map((number) => `xl/worksheets/sheet${number}.xml`);
    const names = ['Cover', 'Scores', 'Criteria', 'Declarations', 'Opinions', 'Log'];
    const cells = sheets.flatMap((part, index) =>
      [...textOf(genuine, part).matchAll(/<c r="([A-Z]+\d+)"([^>]*)><v>([^<]*)<\/v>/g)].map(
        (found) => ({
          part,
          whole: found[0],
          place: `${names[index]}!${found[1]}`,
          changed: `<c r="${found[1]}"${found[2]}><v>${Number(found[3]) + 1}</v>`,
        }),
      ),
    );
    expect(cells.length).toBeGreaterThan(300);
    fc.assert(
      fc.property(fc.constantFrom(...cells), ({ part, whole, place, changed }) => {
        expect(verdictOf(edited(genuine, part, whole, changed))).toBe(place);
      }),
      { numRuns: 150 },
    );
  });

  it('notices a payload that says something else than the cells', () => {
    const payload = normalized(sampleResult('en'));
    const one = payload.applications[0];
    if (one?.state !== 'reviewed') throw new Error('the sample begins with a reviewed application');
    const other = {
      ...payload,
      applications: [
        { ...one, recommendation: 'reject' as const },
        ...payload.applications.slice(1),
      ],
    };
    const parts = new Map(genuine).set('customXml/item1.xml', payloadPart(other));
    // The cover counts recommendations, so it differs first.
    expect(verdictOf(parts)).toBe('Cover!B19');
    expect(readWorkbook(parts)).toMatchObject({ failure: { detail: '“2” instead of “1”' } });
  });

  it('says so when the content is of a newer version or missing', () => {
    const newer = edited(genuine, 'customXml/item1.xml', '"version":1', '"version":7');
    expect(verdictOf(newer)).toBe('newer-version');
    const later = edited(genuine, 'customXml/item1.xml', 'workbook:1', 'workbook:2');
    expect(verdictOf(later)).toBe('newer-version');
    const without = new Map(genuine);
    without.delete('customXml/item1.xml');
    expect(verdictOf(without)).toBe('content-invalid');
  });
});

describe('what is shown is what is imported, so this is refused:', () => {
  const cell = /<c r="D5"[^>]*><v>92<\/v><\/c>/;
  it.each<[string, () => Parts, string]>([
    [
      'a formula with the right value',
      inScores(cell, '<c r="D5"><f>46*2</f><v>92</v></c>'),
      'Scores!',
    ],
    [
      'a text in a number cell',
      inScores(cell, '<c r="D5" t="inlineStr"><v>92</v></c>'),
      'Scores!D5',
    ],
    ['a number written otherwise', inScores(cell, '<c r="D5"><v>92.0</v></c>'), 'Scores!D5'],
    ['a number with an exponent', inScores(cell, '<c r="D5"><v>9.2e1</v></c>'), 'Scores!D5'],
    ['an error value', inScores(cell, '<c r="D5" t="e"><v>92</v></c>'), 'Scores!D5'],
    ['a missing cell', inScores(cell, ''), 'Scores!D5'],
    ['a cell twice', inScores(cell, '<c r="D5"><v>1</v></c><c r="D5"><v>92</v></c>'), 'Scores!D5'],
    ['a cell out of order', inScores(cell, '<c r="A5"/>'), 'Scores!A5'],
    ['two values in a cell', inScores(cell, '<c r="D5"><v>92</v><v>1</v></c>'), 'Scores!D5'],
    [
      'a cell behind the table',
      inScores('</row></sheetData>', '<c r="Z9" t="s"><v>0</v></c></row></sheetData>'),
      'Scores!Z9',
    ],
    [
      'a row below the table',
      inScores('</sheetData>', '<row r="99"><c r="A99"><v>1</v></c></row></sheetData>'),
      'Scores!A99',
    ],
    [
      'a dimension that ends before the table does',
      inScores('ref="A1:K9"', 'ref="A1:K6"'),
      'Scores!A7',
    ],
    ['a dimension that is none', inScores('ref="A1:K9"', 'ref="A1:K"'), 'Scores!'],
    [
      'two widths of a column',
      inScores('<col min="1"', '<col min="1" max="3" width="0.1"/><col min="1"'),
      'Scores!',
    ],
    ['a missing row', inScores(/<row r="9".*?<\/row>/, ''), 'Scores!A9'],
    ['a row twice', inScores('</sheetData>', '<row r="9" ht="20"/></sheetData>'), 'Scores!'],
    ['a hidden row', inScores('<row r="6"', '<row hidden="1" r="6"'), 'Scores!'],
    ['a row without height', inScores(/(?<=<row r="6" )ht="[^"]*"/, 'ht="1"'), 'Scores!A6'],
    ['a hidden column', inScores('<col min="1"', '<col hidden="1" min="1"'), 'Scores!'],
    [
      'a column without width',
      inScores(/(?<=<col min="1" max="1" )width="[^"]*"/, 'width="0.1"'),
      'Scores!A1',
    ],
    [
      'rows hidden by default',
      inScores('<sheetFormatPr ', '<sheetFormatPr zeroHeight="1" '),
      'Scores!',
    ],
    ['zeros that are not shown', inScores('<sheetView ', '<sheetView showZeros="0" '), 'Scores!'],
    [
      'a merge over values',
      inScores('<mergeCell ref', '<mergeCell ref="D5:E6"/><mergeCell ref'),
      'Scores!D5',
    ],
    ['a merge taken away', inScores('<mergeCell ref="A2:K2"/>', ''), 'Scores!A2'],
    [
      'a filter that hides',
      inScores(
        /<autoFilter ref="([^"]*)"\/>/,
        '<autoFilter ref="A4:K9"><filterColumn colId="0"/></autoFilter>',
      ),
      'Scores!',
    ],
    [
      'a filter elsewhere',
      inScores(/<autoFilter ref="[^"]*"\/>/, '<autoFilter ref="A5:K9"/>'),
      'Scores!',
    ],
    ['panes frozen elsewhere', inScores('ySplit="4"', 'ySplit="6"'), 'Scores!'],
    ['other words in the margin', inScores('revision 1', 'revision 9'), 'Scores!'],
    [
      'conditional formats',
      inScores('<mergeCells', '<conditionalFormatting sqref="A1"/><mergeCells'),
      'Scores!',
    ],
    ['a link', inScores('<printOptions', '<hyperlinks/><printOptions'), 'Scores!'],
    ['a comment', inScores('<printOptions', '<!-- x --><printOptions'), 'Scores!'],
    ['a doctype', inScores('<worksheet', '<!DOCTYPE worksheet><worksheet'), 'Scores!'],
    [
      'another namespace',
      inScores('http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'urn:x'),
      'Scores!',
    ],
    ['broken XML', inScores('</sheetData>', ''), 'Scores!'],
    ['two tables of cells', inScores('<mergeCells', '<sheetData/><mergeCells'), 'Scores!'],
    ['a format that is not there', inScores('<c r="D5" s="', '<c r="D5" s="9'), 'Scores!D5'],
    [
      'text with several runs',
      () => edited(genuine, STRINGS, /<si><t>(Scores)<\/t>/, '<si><r><t>Scores</t></r>'),
      '!',
    ],
    [
      'a text in two',
      () => edited(genuine, STRINGS, '<si><t>E2</t>', '<si><t>E9</t><t>E2</t>'),
      '!',
    ],
    [
      'a format that shows nothing',
      () => edited(genuine, STYLES, /(<xf numFmtId=")2"/, '<xf numFmtId="99"'),
      'Scores!I5',
    ],
    [
      'a format of semicolons',
      () =>
        edited(
          genuine,
          STYLES,
          '<fonts ',
          '<numFmts count="1"><numFmt numFmtId="2" formatCode=";;;"/></numFmts><fonts ',
        ),
      'Scores!I5',
    ],
    [
      'two formats of one number',
      () =>
        edited(
          edited(genuine, STYLES, /(<xf numFmtId=")2"/, '<xf numFmtId="170"'),
          STYLES,
          '<fonts ',
          '<numFmts count="2"><numFmt numFmtId="170" formatCode="0.00"/><numFmt numFmtId="170" formatCode=";;;"/></numFmts><fonts ',
        ),
      'Scores!I5',
    ],
    [
      'letters of a symbol font',
      () => edited(genuine, STYLES, /<name val="Arial"\/>/g, '<name val="Wingdings"/>'),
      '!',
    ],
    [
      'letters struck through',
      () => edited(genuine, STYLES, /<font><b\/>/g, '<font><strike/><b/>'),
      'Cover!A3',
    ],
    [
      'a colour of letters twice',
      () => edited(genuine, STYLES, /<sz val="22"\/>/, '<sz val="22"/><color rgb="FFFFFFFF"/>'),
      'Cover!A3',
    ],
    [
      'a colour of the theme beside a colour',
      () => edited(genuine, STYLES, /<color rgb="FF1F3864"/g, '<color theme="0" rgb="FF1F3864"'),
      'Cover!A3',
    ],
    [
      'a pattern beside a colour of the paper',
      () =>
        edited(genuine, STYLES, /<\/patternFill><\/fill>/g, '</patternFill><gradientFill/></fill>'),
      'Cover!A7',
    ],
    [
      'fonts behind a choice that only some programs make',
      () =>
        edited(
          genuine,
          STYLES,
          '<fonts ',
          '<mc:AlternateContent><mc:Choice Requires="x14ac"><fonts count="1"><font/></fonts></mc:Choice></mc:AlternateContent><fonts ',
        ),
      '!',
    ],
    [
      'a font among the fonts that is none of theirs',
      () => edited(genuine, STYLES, '<font>', '<x:font xmlns:x="urn:x"/><font>'),
      '!',
    ],
    ['white ink', () => edited(genuine, STYLES, /FF1E6B3A/g, 'FFFFFFFF'), 'Scores!J5'],
    [
      'ink of the colour of the paper',
      () => edited(genuine, STYLES, /FFDCE4F0/g, 'FF1F3864'),
      'Cover!A7',
    ],
    ['tiny letters', () => edited(genuine, STYLES, /<sz val="22"\/>/, '<sz val="1"/>'), 'Cover!A3'],
    [
      'letters upside down',
      () =>
        edited(genuine, STYLES, 'horizontal="center"', 'textRotation="180" horizontal="center"'),
      'Cover!A2',
    ],
    [
      'a protected style that hides',
      () =>
        edited(
          genuine,
          STYLES,
          /(<alignment [^>]*\/>)(<\/xf>)/,
          '<alignment wrapText="1"/><protection hidden="1"/></xf>',
        ),
      'Cover!A2',
    ],
    [
      'a hidden sheet',
      () => edited(genuine, BOOK, 'state="visible"', 'state="veryHidden"'),
      'Cover!',
    ],
    [
      'a hidden window',
      () => edited(genuine, BOOK, '<workbookView ', '<workbookView visibility="hidden" '),
      '!',
    ],
    ['another sheet in front', () => edited(genuine, BOOK, 'activeTab="0"', 'activeTab="3"'), '!'],
    [
      'sheets in another namespace',
      () => edited(genuine, BOOK, '<sheets>', '<sheets xmlns="urn:x">'),
      '!',
    ],
    ['a renamed sheet', () => edited(genuine, BOOK, 'name="Scores"', 'name="Draft"'), 'Scores!'],
    [
      'a sheet more',
      () =>
        edited(
          genuine,
          BOOK,
          '</sheets>',
          '<sheet sheetId="9" name="X" state="visible" r:id="rId4"/></sheets>',
        ),
      '!',
    ],
    [
      'sheets that change places',
      () =>
        edited(
          edited(genuine, LINKS, 'sheet2.xml', 'sheetX.xml'),
          LINKS,
          'sheet3.xml',
          'sheet2.xml',
        ),
      'Scores!',
    ],
    [
      'a defined name',
      () =>
        edited(
          genuine,
          BOOK,
          '<definedNames>',
          `<definedNames><definedName name="x">'Scores'!$A$1</definedName>`,
        ),
      '!',
    ],
    ['other rows repeated in print', () => edited(genuine, BOOK, '$4:$4', '$1:$9'), '!'],
    ['a part more', () => new Map(genuine).set('xl/vbaProject.bin', Buffer.from('x')), '!'],
    [
      'a part less',
      () => {
        const parts = new Map(genuine);
        parts.delete(STYLES);
        return parts;
      },
      '!',
    ],
    [
      'a relationship more',
      () =>
        edited(
          genuine,
          LINKS,
          '</Relationships>',
          '<Relationship Id="x" Type="urn:x" Target="styles.xml"/></Relationships>',
        ),
      '!',
    ],
  ])('%s', (_, tamper, place) => {
    expect(verdictOf(tamper())).toBe(place);
  });

  it('but the same looks kept in another order are the same looks', () =>
    expect([genuine, withStylesReversed(genuine)].map(verdictOf)).toEqual(['same', 'same']));
});

/** Fonts and cell formats from the last to the first but for the very first, as a program might keep them. */
function withStylesReversed(parts: Parts): Parts {
  const fonts = entriesOf(parts, 'fonts', /<font>.*?<\/font>/g);
  const formats = entriesOf(parts, 'cellXfs', /<xf [^>]*?(?:\/>|>.*?<\/xf>)/g);
  const moved = (place: number, count: number) => (place === 0 ? 0 : count - place);
  const turned = (entries: readonly string[]) =>
    entries.map((_, at) => entries[moved(at, entries.length)] ?? '');
  const renumbered = turned(formats).map((each) =>
    each.replace(/fontId="(\d+)"/, (_, id) => `fontId="${moved(Number(id), fonts.length)}"`),
  );
  const styled = edited(
    edited(parts, STYLES, fonts.join(''), turned(fonts).join('')),
    STYLES,
    formats.join(''),
    renumbered.join(''),
  );
  for (const sheet of [...parts.keys()].filter((name) => /sheet\d\.xml$/.test(name))) {
    const text = textOf(styled, sheet).replace(
      / s="(\d+)"/g,
      (_, id) => ` s="${moved(Number(id), formats.length)}"`,
    );
    styled.set(sheet, Buffer.from(text));
  }
  return styled;
}

function entriesOf(parts: Parts, list: string, entry: RegExp): readonly string[] {
  const [, content = ''] =
    new RegExp(`<${list} [^>]*>(.*?)</${list}>`).exec(textOf(parts, STYLES)) ?? [];
  return content.match(entry) ?? [];
}
