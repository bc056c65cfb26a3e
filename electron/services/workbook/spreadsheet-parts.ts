import ExcelJS from 'exceljs';
import type { Locale } from '../../../shared/exchange.ts';
import { must } from '../../../shared/result.ts';
import { readStrictPackage } from '../zip/strict-package.ts';
import { escapeCharacterCodes } from './cell-text.ts';
import { type Row, type Sheet, SheetExtent } from './sheet.ts';
import { A4, MARGINS, writtenHeight, writtenWidth } from './sheet-frame.ts';
import { BODY_SIZE, fontName, heightScale, INK, stylesFor } from './style.ts';

/** What the language decides: fonts, and how high their lines are. */
interface Face {
  readonly styles: ReturnType<typeof stylesFor>;
  readonly scale: number;
}

/** Opens on the first sheet. */
const WINDOW: ExcelJS.WorkbookView = {
  x: 0,
  y: 0,
  width: 24_000,
  height: 14_000,
  firstSheet: 0,
  activeTab: 0,
  visibility: 'visible',
};
/** A fixed time: exceljs puts it into document properties, which are dropped. */
const NEVER = new Date(0);

/**
 * The parts that exceljs writes for these sheets, by name without leading slash: workbook, sheets, shared strings and
 * styles with their relationships as exceljs numbers them. Its theme and its document properties (author, times) are
 * left out; the body font stands where exceljs always puts Calibri, since column widths are measured by it.
 */
export async function spreadsheetParts(
  sheets: readonly Sheet[],
  locale: Locale,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const workbook = new ExcelJS.Workbook();
  workbook.created = NEVER;
  workbook.modified = NEVER;
  workbook.views = [WINDOW];
  const face = { styles: stylesFor(locale), scale: heightScale(locale) };
  for (const sheet of sheets) addSheet(workbook, sheet, face);
  const bytes = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } } as never);
  const { entries } = must(readStrictPackage(new Uint8Array(bytes), LIMITS));
  const parts = new Map([...entries].map(([name, entry]) => [name, entry.bytes]));
  parts.set('xl/styles.xml', withBodyFont(parts.get('xl/styles.xml'), locale));
  for (const name of parts.keys()) if (/^(?:docProps|xl\/theme)\//.test(name)) parts.delete(name);
  return parts;
}

/** Our own output, not packed. */
const LIMITS = { archive: 2 ** 30, entries: 1000, unpacked: 2 ** 30, ratio: 1 };

function addSheet(workbook: ExcelJS.Workbook, sheet: Sheet, face: Face): void {
  const target = workbook.addWorksheet(sheet.name, {
    pageSetup: {
      paperSize: A4,
      orientation: sheet.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: sheet.onePage ? 1 : 0,
      horizontalCentered: true,
      margins: MARGINS,
      ...(sheet.table ? { printTitlesRow: `${sheet.table.titles}:${sheet.table.titles}` } : {}),
    },
    headerFooter: { oddHeader: sheet.header, oddFooter: sheet.footer },
    views: [viewOf(sheet)],
  });
  sheet.columns.forEach((width, index) => {
    target.getColumn(index + 1).width = writtenWidth(width);
  });
  const extent = new SheetExtent(sheet);
  let number = 0;
  for (const row of sheet.rows) {
    number += 1;
    extent.add(row);
    addRow(target, row, number, face);
  }
  if (extent.range !== null) target.autoFilter = extent.range;
}

function viewOf(sheet: Sheet): Partial<ExcelJS.WorksheetView> {
  const { table } = sheet;
  if (table === null) return { showGridLines: false };
  return {
    state: 'frozen',
    ySplit: table.titles,
    xSplit: table.frozenColumns,
    showGridLines: false,
  };
}

function addRow(
  target: ExcelJS.Worksheet,
  row: Row,
  number: number,
  { styles, scale }: Face,
): void {
  const line = target.getRow(number);
  line.height = writtenHeight(row, scale);
  row.cells.forEach((cell, index) => {
    if (cell === null) return;
    const place = line.getCell(index + 1);
    const { value } = cell;
    if (value !== null)
      place.value = typeof value === 'string' ? escapeCharacterCodes(value) : value;
    place.style = styles[cell.style];
  });
  for (const [first, last] of row.spans) mergeCells(line, first, last);
  if (row.endsPage) line.addPageBreak();
}

/** `worksheet.mergeCells` compares with every merge before it, which takes minutes for a thousand forms. */
function mergeCells(line: ExcelJS.Row, first: number, last: number): void {
  const master = line.getCell(first + 1);
  for (let column = first + 1; column <= last; column += 1) {
    (line.getCell(column + 1) as MergeableCell).merge(master, true);
  }
}

/** Public in exceljs, missing in its declarations. */
type MergeableCell = ExcelJS.Cell & { merge(master: ExcelJS.Cell, ignoreStyle: boolean): void };

function withBodyFont(styles: Uint8Array | undefined, locale: Locale): Uint8Array {
  const text = Buffer.from(styles ?? []).toString('utf8');
  const font = `<font><sz val="${BODY_SIZE}"/><color rgb="FF${INK}"/><name val="${fontName(locale)}"/><family val="2"/></font>`;
  const changed = text.replace(/(<fonts[^>]*>)<font>.*?<\/font>/, (_, open: string) => open + font);
  if (changed === text) throw new Error('exceljs no longer writes its default font first');
  return Buffer.from(changed);
}
