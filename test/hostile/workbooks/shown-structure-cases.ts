import { differs, type ImportCase, invalid, shown } from './import-case.ts';
import {
  addPart,
  addRelationship,
  BOOK,
  BOOK_RELS,
  OFFICE_RELATION,
  OFFICE_TYPE,
  replaceIn,
  textOf,
} from './repack.ts';
import { inBook, inPart, inScore, inScores, SCORE, SCORES, sheet } from './shown.ts';

/** Cells laid over others, rows that are there twice or that nobody knows. */
const overlays: readonly ImportCase[] = [
  inScores(
    'a merge over the scores',
    'Scores!D5',
    '<mergeCell ref',
    '<mergeCell ref="D5:H6"/><mergeCell ref',
  ),
  inScores('a merge that is larger', 'Scores!A1', 'ref="A1:K1"', 'ref="A1:K3"'),
  inScores('a merge taken away', 'Scores!A2', '<mergeCell ref="A2:K2"/>', ''),
  inScores(
    'a row twice',
    'Scores',
    '</sheetData>',
    '<row r="6" ht="40"><c r="D6"><v>95</v></c></row></sheetData>',
  ),
  inScores('a row out of order', 'Scores', '</sheetData>', '<row r="2" ht="40"/></sheetData>'),
  inScores(
    'a row that nobody reviewed',
    'Scores!A7',
    '</sheetData>',
    '<row r="7" ht="40"><c r="A7" t="s"><v>64</v></c></row></sheetData>',
  ),
  inScores(
    'a row far below the table',
    'Scores!A500',
    '</sheetData>',
    '<row r="500" ht="40"><c r="A500"><v>1</v></c></row></sheetData>',
  ),
  inScores('a row left out', 'Scores!A6', /<row r="6".*?<\/row>/, ''),
  inScore('a cell twice', '<c r="D5"><v>95</v></c><c r="D5"><v>60</v></c>'),
  inScore('a cell of another row', '<c r="D6"><v>60</v></c>', 'Scores'),
  inScores(
    'a cell beside the table',
    'Scores!M5',
    /(<c r="K5"[^>]*\/>)/,
    '<c r="M5"><v>95</v></c>',
  ),
  inScores('a second table of cells', 'Scores', '<autoFilter', '<sheetData/><autoFilter'),
  inScores('other words in the margin', 'Scores', 'revision 1', 'revision 9'),
  inScores(
    'another first page',
    'Scores',
    '<oddHeader>',
    '<firstHeader>x</firstHeader><oddHeader>',
  ),
  inBook('a sheet renamed', 'Scores', 'name="Scores"', 'name="Draft"'),
  inBook('other rows repeated in print', '', '$4:$4', '$1:$6'),
  shown('sheets under another prefix', differs(''), (parts) => {
    // Who looks for `r:id` finds what is expected; who looks for the namespace finds the cover twice.
    const bound = `xmlns:r="${OFFICE_RELATION}"`;
    replaceIn(parts, BOOK, bound, `xmlns:r="urn:x" xmlns:q="${OFFICE_RELATION}"`);
    replaceIn(parts, BOOK, /(?= r:id="rId5")/, ' q:id="rId4"');
  }),
  shown('a sheet with a second link under another prefix', differs(''), (parts) => {
    replaceIn(parts, BOOK, 'xmlns:r=', 'xmlns:q="urn:x" xmlns:r=');
    replaceIn(parts, BOOK, /(?= r:id="rId5")/, ' q:id="rId4"');
  }),
  inBook('dates of another calendar', '', '<workbookPr ', '<workbookPr date1904="1" '),
  inBook(
    'a workbook whose sheets nobody may move',
    '',
    '<sheets>',
    '<workbookProtection lockStructure="1"/><sheets>',
  ),
  inBook(
    'a hidden name',
    '',
    '<definedName name="_xlnm.Print_Titles"',
    '<definedName hidden="1" name="_xlnm.Print_Titles"',
  ),
  inBook('a name of the whole workbook', '', ' localSheetId="1"', ''),
  inBook('a sheet under another number', 'Scores', 'sheetId="2"', 'sheetId="7"'),
  inBook('a window that is too small', '', 'windowWidth="24000"', 'windowWidth="1"'),
  shown('elements behind a prefix', invalid(BOOK, 'markup-refused'), (parts) => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    replaceIn(parts, BOOK, 'xmlns:r=', `xmlns:m="${main}" xmlns:r=`);
    replaceIn(parts, BOOK, '<fileVersion ', '<m:fileVersion ');
  }),
  shown(
    'properties of the payload that are no XML',
    differs(''),
    inPart('customXml/itemProps1.xml', '<ds:', '<not <well '),
  ),
  shown(
    'properties that name another payload',
    differs(''),
    inPart('customXml/itemProps1.xml', 'workbook:1', 'workbook:2'),
  ),
  shown('two sheets exchanged', differs('Scores'), (parts) => {
    replaceIn(parts, BOOK_RELS, 'sheet2.xml', 'sheetX.xml');
    replaceIn(parts, BOOK_RELS, 'sheet3.xml', 'sheet2.xml');
    replaceIn(parts, BOOK_RELS, 'sheetX.xml', 'sheet3.xml');
  }),
  shown('a sheet more', differs(''), (parts) => {
    addPart(parts, sheet(7), `${OFFICE_TYPE}.spreadsheetml.worksheet+xml`, textOf(parts, SCORES));
    addRelationship(parts, BOOK_RELS, {
      type: `${OFFICE_RELATION}/worksheet`,
      target: 'worksheets/sheet7.xml',
    });
    replaceIn(
      parts,
      BOOK,
      '</sheets>',
      '<sheet sheetId="9" name="Scores 2" state="visible" r:id="rIdEvil"/></sheets>',
    );
  }),
  shown('a theme of colours and fonts', differs(''), (parts) => {
    addPart(parts, 'xl/theme/theme1.xml', `${OFFICE_TYPE}.theme+xml`, '<a:theme xmlns:a="urn:x"/>');
    addRelationship(parts, BOOK_RELS, {
      type: `${OFFICE_RELATION}/theme`,
      target: 'theme/theme1.xml',
    });
  }),
  shown('a table over the scores', differs(''), (parts) => {
    const table = 'xl/tables/table1.xml';
    addPart(parts, table, `${OFFICE_TYPE}.spreadsheetml.table+xml`, '<table/>');
    addRelationship(parts, 'xl/worksheets/_rels/sheet2.xml.rels', {
      type: `${OFFICE_RELATION}/table`,
      target: '../tables/table1.xml',
    });
  }),
];

const VBA = 'xl/vbaProject.bin';
const LINK = 'xl/externalLinks/externalLink1.xml';

/** Content that acts, in a workbook whose signature holds. */
const active: readonly ImportCase[] = [
  shown(
    'a formula with the right result',
    invalid(SCORES, 'formula'),
    inPart(SCORES, SCORE, '<c r="D5"><f>30*2</f><v>60</v></c>'),
  ),
  shown(
    'a formula that starts a program',
    invalid(SCORES, 'formula'),
    inPart(SCORES, SCORE, `<c r="D5"><f>cmd|'/C calc'!A0</f><v>60</v></c>`),
  ),
  shown('macros', invalid(VBA, 'macro'), (parts) => {
    addPart(parts, VBA, 'application/vnd.ms-office.vbaProject', 'x');
    addRelationship(parts, BOOK_RELS, {
      type: 'http://schemas.microsoft.com/office/2006/relationships/vbaProject',
      target: 'vbaProject.bin',
    });
  }),
  shown('a link to another workbook', invalid(LINK, 'external-link'), (parts) => {
    addPart(parts, LINK, `${OFFICE_TYPE}.spreadsheetml.externalLink+xml`, '<externalLink/>');
    addRelationship(parts, BOOK_RELS, {
      type: `${OFFICE_RELATION}/externalLink`,
      target: 'externalLinks/externalLink1.xml',
    });
  }),
  shown('a DDE link', invalid(LINK, 'dde'), (parts) => {
    addPart(
      parts,
      LINK,
      `${OFFICE_TYPE}.spreadsheetml.externalLink+xml`,
      '<externalLink><ddeLink/></externalLink>',
    );
    addRelationship(parts, BOOK_RELS, {
      type: `${OFFICE_RELATION}/externalLink`,
      target: 'externalLinks/externalLink1.xml',
    });
  }),
  shown(
    'a link in a cell',
    invalid(SCORES, 'external-link'),
    inPart(
      SCORES,
      '<printOptions',
      '<hyperlinks><hyperlink ref="A1" location="A2"/></hyperlinks><printOptions',
    ),
  ),
  shown(
    'a drawing over the scores',
    invalid(SCORES, 'embedded-object'),
    inPart(SCORES, '</worksheet>', '<drawing r:id="rId1"/></worksheet>'),
  ),
  shown(
    'a format by condition',
    invalid(SCORES, 'markup-refused'),
    inPart(SCORES, '<printOptions', '<conditionalFormatting sqref="D5"/><printOptions'),
  ),
  shown(
    'a name that runs when opened',
    invalid(BOOK, 'defined-name'),
    inPart(
      BOOK,
      '<definedNames>',
      `<definedNames><definedName name="_xlnm.Auto_Open">'Cover'!$A$1</definedName>`,
    ),
  ),
];

/** Something lies over the cells, beside them, or acts. */
export const shownStructureCases: readonly ImportCase[] = [...overlays, ...active];
