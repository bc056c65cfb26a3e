import { format } from 'numfmt';

/** Days from 1899-12-30, from which spreadsheets count, to 1970-01-01. */
const daysBefore1970 = 25_569;
const dayMs = 86_400_000;

/** A number in the manner of a format code, as spreadsheet programs show it; plain where the code is none. */
export function formatNumber(value: number, code = 'General'): string {
  const isChinese = /aaa|上午\/下午/.test(code);
  const common = code.replaceAll('上午/下午', 'AM/PM');
  try {
    return format(common, value, { locale: isChinese ? 'zh-CN' : 'en' }).trim();
  } catch {
    return format('General', value);
  }
}

/** A date in UTC as exceljs gives it, which it does for any format code that seems to be one of dates. */
export function formatDate(value: Date, code = 'yyyy-mm-dd'): string {
  const time = value.getTime();
  return Number.isNaN(time) ? '' : formatNumber(time / dayMs + daysBefore1970, code);
}
