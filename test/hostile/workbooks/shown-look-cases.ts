import { differs, type ImportCase, invalid, shown } from './import-case.ts';
import { BOOK, replaceIn } from './repack.ts';
import { inBook, inPart, inScores, inStyles, OPINIONS, STYLES } from './shown.ts';

const OWN_FORMAT = (code: string, id = 170) =>
  `<numFmts count="1"><numFmt numFmtId="${id}" formatCode="${code}"/></numFmts><fonts `;
const formatted = (name: string, code: string): ImportCase =>
  shown(name, differs('Scores!I5'), (parts) => {
    replaceIn(parts, STYLES, '<fonts ', OWN_FORMAT(code));
    replaceIn(parts, STYLES, '<xf numFmtId="2"', '<xf numFmtId="170"');
  });

/** Formats, inks and letters that hide a value or show another. */
const looks: readonly ImportCase[] = [
  formatted('a format of semicolons', ';;;'),
  formatted('a format that shows a text', '&quot;95.00&quot;'),
  formatted('a format in white', '[White]0.00'),
  formatted('a format of percents', '0.00%'),
  formatted('a format with a condition', '[&gt;50]&quot;95&quot;;0.00'),
  inStyles('a built-in format given another meaning', 'Scores!I5', '<fonts ', OWN_FORMAT(';;;', 2)),
  inStyles('a built-in date', 'Scores!I5', '<xf numFmtId="2"', '<xf numFmtId="14"'),
  inStyles('white on white', 'Scores!J5', /FF1E6B3A/g, 'FFFFFFFF'),
  inStyles('ink of the colour of the paper', 'Cover!A7', /FFDCE4F0/g, 'FF1F3864'),
  inStyles('transparent ink', 'Scores!J5', /FF1E6B3A/g, '001E6B3A'),
  inStyles('ink of the theme', 'Scores!J5', 'rgb="FF1E6B3A"', 'theme="0"'),
  inStyles(
    'ink of the theme beside a colour',
    'Scores!J5',
    'rgb="FF1E6B3A"',
    'theme="0" rgb="FF1E6B3A"',
  ),
  inStyles('a pattern over the text', 'Cover!A7', 'patternType="solid"', 'patternType="darkGrid"'),
  inStyles('tiny letters', 'Cover!A3', '<sz val="22"/>', '<sz val="1"/>'),
  inStyles('letters of a symbol font', '', /<name val="Arial"\/>/g, '<name val="Wingdings"/>'),
  inStyles('letters struck through', 'Cover!A3', /<font><b\/>/g, '<font><strike/><b/>'),
  inStyles('letters upside down', 'Cover!A2', '<alignment ', '<alignment textRotation="180" '),
  inStyles('text that shrinks to fit', 'Cover!A2', '<alignment ', '<alignment shrinkToFit="1" '),
  inStyles('a cell filled with its text', 'Cover!A2', 'horizontal="center"', 'horizontal="fill"'),
  inStyles(
    'formats behind a choice of programs',
    '',
    '<cellXfs ',
    '<mc:AlternateContent><mc:Choice Requires="x14ac"><cellXfs count="1"><xf/></cellXfs></mc:Choice></mc:AlternateContent><cellXfs ',
  ),
  inStyles(
    'a format twice',
    '',
    '<cellXfs ',
    '<cellXfs count="1"><xf numFmtId="0"/></cellXfs><cellXfs ',
  ),
  inScores('a format that is not there', 'Scores!D5', '<c r="D5" s="', '<c r="D5" s="9'),
];

const everyStyle = (name: string, place: string, edits: readonly [RegExp, string][]): ImportCase =>
  shown(name, differs(place), (parts) => {
    for (const [from, to] of edits) replaceIn(parts, STYLES, from, to);
  });

/** Looks that nobody could call unreadable, and that leave half of a text out of its cell or strike it through. */
const otherLooks: readonly ImportCase[] = [
  everyStyle('texts in one line', 'Cover!A2', [[/ wrapText="1"/g, '']]),
  everyStyle('texts that begin elsewhere', 'Cover!A2', [
    [/ horizontal="(?:left|center)"/g, ' horizontal="right"'],
  ]),
  everyStyle('texts at the bottom of their cells', 'Scores!A5', [
    [/ vertical="top"/g, ' vertical="bottom"'],
  ]),
  everyStyle('texts further in', 'Cover!A7', [[/ indent="1"/g, ' indent="2"']]),
  everyStyle('letters of forty points', '', [[/<sz val="10.5"\/>/g, '<sz val="40"/>']]),
  everyStyle('letters of nine points in small print', 'Cover!B23', [
    [/<sz val="8.5"\/>/g, '<sz val="9"/>'],
  ]),
  everyStyle('letters that are not bold', 'Cover!A3', [[/<b\/>/g, '']]),
  everyStyle('lines across the cells', '', [
    [/<border>/g, '<border diagonalUp="1" diagonalDown="1">'],
    [/<diagonal\/>/g, '<diagonal style="thick"><color rgb="FF000000"/></diagonal>'],
  ]),
  everyStyle('thick lines around the cells', 'Cover!A7', [[/style="thin"/g, 'style="thick"']]),
  everyStyle('another ink that can be read', 'Scores!J5', [[/FF1E6B3A/g, 'FFA61C1C']]),
  everyStyle('another paper that can be read', 'Cover!A7', [[/FFDCE4F0/g, 'FFFFFFFF']]),
  everyStyle('a style below the styles', '', [
    [/(<cellStyleXfs.*?)fontId="0"/, '<cellStyleXfs count="1"><xf numFmtId="0" fontId="2"'],
  ]),
  everyStyle('looks taken from the style below', 'Cover!A2', [
    [/ applyAlignment="1"/g, ' applyAlignment="0"'],
  ]),
  everyStyle('an alignment with a name of every object', 'Cover!A2', [
    [/<alignment /, '<alignment constructor="x" '],
  ]),
  everyStyle('a list with a name of every object', '', [[/<fonts /, '<constructor/><fonts ']]),
  inScores('a look exchanged for another', 'Scores!J5', /(?<=<c r="J5" s=")\d+/, '1'),
  inScores('an empty cell in another look', 'Scores!B1', '<c r="B1" s="', '<c r="B1" s="1'),
  inScores('an empty cell left out', 'Scores!B1', /<c r="B1" s="\d+"\/>/, ''),
];

/** A page on which the text is too small, too far aside or broken off. */
const pages: readonly ImportCase[] = [
  inScores('print at a tenth of the size', 'Scores', 'scale="100"', 'scale="10"'),
  inScores('print that does not fit the page', 'Scores', ' fitToPage="1"', ''),
  inScores('print of one page', 'Scores', 'fitToHeight="0"', 'fitToHeight="1"'),
  inScores('print on another paper', 'Scores', 'paperSize="9"', 'paperSize="11"'),
  inScores('print across', 'Scores', 'orientation="landscape"', 'orientation="portrait"'),
  inScores(
    'margins of four inches',
    'Scores',
    /<pageMargins left="[^"]*"/,
    '<pageMargins left="4"',
  ),
  inScores('no margins', 'Scores', /<pageMargins[^>]*\/>/, ''),
  shown(
    'a page that ends elsewhere',
    differs('Opinions'),
    inPart(OPINIONS, /<brk id="\d+"/, '<brk id="3"'),
  ),
  shown(
    'pages that do not end',
    differs('Opinions'),
    inPart(OPINIONS, /<rowBreaks.*<\/rowBreaks>/, ''),
  ),
  inScores('a row of half its height', 'Scores!A5', /(?<=<row r="5" )ht="[^"]*"/, 'ht="20"'),
  inScores(
    'a row whose height the program chooses',
    'Scores!A5',
    /(?<=<row r="5" ht="[^"]*") customHeight="1"/,
    '',
  ),
  inScores(
    'a column of half its width',
    'Scores!A1',
    /(?<=<col min="1" max="1" )width="[^"]*"/,
    'width="6"',
  ),
  inScores(
    'columns as wide as a page',
    'Scores!A1',
    /(?<=<col min="1" max="1" )width="[^"]*"/,
    'width="200"',
  ),
];

/** Rows, columns, sheets and windows that are there and not seen. */
const hidden: readonly ImportCase[] = [
  inScores('a hidden row', 'Scores', '<row r="6"', '<row hidden="1" r="6"'),
  inScores('a row without height', 'Scores!A6', /(?<=<row r="6" )ht="[^"]*"/, 'ht="0"'),
  inScores('a folded row', 'Scores', '<row r="6"', '<row outlineLevel="1" collapsed="1" r="6"'),
  inScores(
    'rows hidden unless said otherwise',
    'Scores',
    '<sheetFormatPr ',
    '<sheetFormatPr zeroHeight="1" ',
  ),
  inScores('a hidden column', 'Scores', '<col min="1"', '<col hidden="1" min="1"'),
  inScores(
    'a column without width',
    'Scores!A1',
    /(?<=<col min="1" max="1" )width="[^"]*"/,
    'width="0"',
  ),
  inScores(
    'two widths of a column',
    'Scores',
    '<col min="1"',
    '<col min="1" max="9" width="0"/><col min="1"',
  ),
  inScores(
    'a filter that hides',
    'Scores',
    /<autoFilter ref="([^"]*)"\/>/,
    '<autoFilter ref="A4:K6"><filterColumn colId="0"><filters><filter val="01"/></filters></filterColumn></autoFilter>',
  ),
  inScores('zeros that are not shown', 'Scores', '<sheetView ', '<sheetView showZeros="0" '),
  inScores('panes frozen over the table', 'Scores', 'ySplit="4"', 'ySplit="6"'),
  inScores('a dimension that leaves out a row', 'Scores!A6', 'ref="A1:K6"', 'ref="A1:K5"'),
  inBook('another sheet in front', '', 'activeTab="0"', 'activeTab="3"'),
  shown(
    'a hidden sheet',
    invalid(BOOK, 'hidden-sheet'),
    inPart(BOOK, 'state="visible"', 'state="hidden"'),
  ),
  shown(
    'a very hidden sheet',
    invalid(BOOK, 'hidden-sheet'),
    inPart(BOOK, 'state="visible"', 'state="veryHidden"'),
  ),
  shown(
    'a hidden window',
    invalid(BOOK, 'hidden-sheet'),
    inPart(BOOK, '<workbookView ', '<workbookView visibility="hidden" '),
  ),
];

/** A value is counted that nobody can see. */
export const shownLookCases: readonly ImportCase[] = [...looks, ...otherLooks, ...pages, ...hidden];
