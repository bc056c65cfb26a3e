import ExcelJS from 'exceljs';
import { spellHidden } from '../../../shared/hidden-text.ts';
import { provideFormats } from './built-in-formats.ts';
import { formatDate, formatNumber } from './number-format.ts';
import { mostColumns, mostRows, type ShownCell, type ShownSheet } from './sheet-model.ts';

const mostSheets = 100;
const mostText = 2_000;
/** Width of a column that says nothing, in characters, and of one character in CSS pixels. */
const usualWidth = 9;
const characterWidth = 7.5;

/** Reads a workbook as values only: formulas give their stored result, links their words, pictures nothing. */
export async function readWorkbook(bytes: ArrayBuffer): Promise<readonly ShownSheet[]> {
  const workbook = new ExcelJS.Workbook();
  provideFormats(workbook);
  await workbook.xlsx.load(bytes);
  return workbook.worksheets
    .filter((sheet) => sheet.state === 'visible')
    .slice(0, mostSheets)
    .map(shownSheet);
}

function shownSheet(sheet: ExcelJS.Worksheet): ShownSheet {
  const rowCount = Math.min(sheet.rowCount, mostRows);
  const columnCount = Math.min(sheet.columnCount, mostColumns);
  const rows = Array.from({ length: rowCount }, (_, index) =>
    shownRow(sheet.findRow(index + 1), columnCount),
  );
  return {
    name: spellHidden(sheet.name),
    columns: Array.from({ length: columnCount }, (_, index) => widthOf(sheet, index + 1)),
    rows,
    merges: mergesOf(sheet),
    cut: rowCount < sheet.rowCount || columnCount < sheet.columnCount,
  };
}

function shownRow(row: ExcelJS.Row | undefined, columns: number): readonly (ShownCell | null)[] {
  return Array.from({ length: columns }, (_, index) => {
    const cell = row?.findCell(index + 1);
    if (cell === undefined || cell.type === ExcelJS.ValueType.Merge) return null;
    return shownCell(cell.value, cell.numFmt);
  });
}

function shownCell(value: ExcelJS.CellValue, format: string | undefined): ShownCell | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return { text: formatNumber(value, format), number: true };
  if (typeof value === 'boolean') return textCell(value ? 'TRUE' : 'FALSE');
  if (value instanceof Date) return { text: formatDate(value, format), number: true };
  if (typeof value === 'string') return textCell(value);
  if ('richText' in value) return textCell(value.richText.map((part) => part.text).join(''));
  if ('error' in value) return textCell(value.error);
  if ('hyperlink' in value) return textCell(value.text);
  return 'result' in value ? shownCell(value.result ?? null, format) : null;
}

/** A link's text may be rich text although its type says otherwise. */
function textCell(text: unknown): ShownCell | null {
  if (typeof text === 'object' && text !== null && 'richText' in text) {
    return shownCell(text as ExcelJS.CellRichTextValue, undefined);
  }
  const words = spellHidden(String(text)).slice(0, mostText);
  return words === '' ? null : { text: words, number: false };
}

function widthOf(sheet: ExcelJS.Worksheet, column: number): number {
  const { width, hidden } = sheet.getColumn(column);
  if (hidden) return 0;
  const pixels = Math.round((width ?? usualWidth) * characterWidth) + 5;
  return Math.min(420, Math.max(32, pixels));
}

function mergesOf({ model }: ExcelJS.Worksheet): ShownSheet['merges'] {
  return model.merges.flatMap((area) => {
    const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(area);
    if (match === null) return [];
    const [, left = '', top, right = '', bottom] = match;
    return [
      { top: Number(top), left: numberOf(left), bottom: Number(bottom), right: numberOf(right) },
    ];
  });
}

function numberOf(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
