import type { Row, Sheet } from './sheet.ts';
import { address } from './sheet.ts';

/** How a sheet is set and printed around its cells: what the writer gives exceljs, and what a file must say again. */

/** Margins of the page in inches: room for a binding at the left edge of A4. */
export const MARGINS = {
  left: 0.59,
  right: 0.47,
  top: 0.67,
  bottom: 0.63,
  header: 0.31,
  footer: 0.31,
};
/** ECMA-376-1, 18.3.1.63. */
export const A4 = 9;
/** Five pixels, which widths in the file include (ECMA-376-1, 18.3.1.13). exceljs leaves out a width of exactly 9. */
const CELL_PADDING = 0.71;

/** The width that a column has in the file. */
export function writtenWidth(width: number): number {
  return width + CELL_PADDING;
}

/** The height that a row has in the file, in quarters of a point. `scale` is that of the language. */
export function writtenHeight(row: Row, scale: number): number {
  return Math.round(row.height * (scale === 1 || hasChinese(row) ? 1 : scale) * 4) / 4;
}

/** In English workbooks too people write Chinese, in lines of a Chinese font's height. */
function hasChinese({ cells }: Row): boolean {
  return cells.some(
    (each) => typeof each?.value === 'string' && /[\u1100-\uFFFF]/.test(each.value),
  );
}

/** Attributes by name, as written. */
type Written = Readonly<Record<string, string>>;

/** The elements of a sheet that say how it is seen and printed, each with all its attributes, as exceljs writes them. */
export function frameOf({ landscape, onePage, table }: Sheet): ReadonlyMap<string, Written> {
  const margins = Object.entries(MARGINS).map(([side, inches]) => [side, String(inches)]);
  return new Map<string, Written>([
    ['sheetPr', {}],
    ['pageSetUpPr', { fitToPage: '1' }],
    ['sheetViews', {}],
    ['sheetView', { workbookViewId: '0', showGridLines: '0' }],
    ...(table === null ? [] : paneOf(table)),
    [
      'sheetFormatPr',
      {
        defaultRowHeight: '15',
        outlineLevelRow: '0',
        outlineLevelCol: '0',
        'x14ac:dyDescent': '55',
      },
    ],
    ['printOptions', { horizontalCentered: '1' }],
    ['pageMargins', Object.fromEntries(margins)],
    [
      'pageSetup',
      {
        paperSize: String(A4),
        orientation: landscape ? 'landscape' : 'portrait',
        horizontalDpi: NO_DPI,
        verticalDpi: NO_DPI,
        scale: '100',
        fitToWidth: '1',
        fitToHeight: onePage ? '1' : '0',
      },
    ],
    ['headerFooter', {}],
  ]);
}

/** What exceljs writes for a resolution that the printer decides. */
const NO_DPI = '4294967295';

function paneOf({
  titles,
  frozenColumns,
}: NonNullable<Sheet['table']>): readonly (readonly [string, Written])[] {
  const pane = frozenColumns === 0 ? 'bottomLeft' : 'bottomRight';
  return [
    [
      'pane',
      {
        ...(frozenColumns === 0 ? {} : { xSplit: String(frozenColumns) }),
        ySplit: String(titles),
        topLeftCell: address(titles + 1, frozenColumns),
        activePane: pane,
        state: 'frozen',
      },
    ],
    ['selection', { pane }],
  ];
}
