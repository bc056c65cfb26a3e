import type ExcelJS from 'exceljs';

/**
 * Formats that a workbook names by number only (ECMA-376-1, 18.8.30), as Excel shows them in Chinese. exceljs knows none of the
 * East Asian ones, so a date in one of them would come as a bare number, and reads 14, 22 and 47 in another way.
 */
const byNumber: Readonly<Record<number, string>> = {
  14: 'yyyy/m/d',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: '上午/下午h"时"mm"分"',
  35: '上午/下午h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  47: 'mm:ss.0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: '上午/下午h"时"mm"分"',
  56: '上午/下午h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

interface ReadModel {
  readonly styles?: { readonly index?: { readonly numFmt: Record<number, string> } };
}

interface Reconciling {
  reconcile: (model: ReadModel, options: unknown) => void;
}

/** Lets a workbook that is about to be read know the built-in formats; what the file defines itself goes before. */
export function provideFormats(workbook: ExcelJS.Workbook): void {
  const xlsx = workbook.xlsx as unknown as Reconciling;
  const reconcile = xlsx.reconcile.bind(xlsx);
  xlsx.reconcile = (model, options) => {
    const formats = model.styles?.index?.numFmt;
    if (formats !== undefined) Object.assign(formats, { ...byNumber, ...formats });
    reconcile(model, options);
  };
}
