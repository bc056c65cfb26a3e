/**
 * Numbers and dates of a workbook in the manner of their format code, without its colours and conditions: percent,
 * thousands, decimals, currency signs; dates as 2026-11-23, times as 14:03.
 */

/** A number in the manner of a format code such as `0.00%` or `#,##0`. */
export function formatNumber(value: number, format: string | undefined): string {
  const code = positivePart(format);
  if (!/[0#]/.test(code) || /e[+-]/i.test(code)) return plain(value);
  const percent = code.includes('%');
  const decimals = /\.([0#?]+)/.exec(code)?.[1] ?? '';
  const digits = new Intl.NumberFormat('en', {
    useGrouping: /#,|0,/.test(code),
    minimumIntegerDigits: Math.min(
      21,
      Math.max(1, /0+(?=\.|[^0#,.]|$)/.exec(code)?.[0].length ?? 1),
    ),
    minimumFractionDigits: Math.min(20, (decimals.match(/0/g) ?? []).length),
    maximumFractionDigits: Math.min(20, decimals.length),
  }).format(percent ? value * 100 : value);
  const before = /^[^0#]*/.exec(literal(code))?.[0] ?? '';
  return `${before.trim()}${digits}${percent ? '%' : ''}`;
}

/** A date in UTC as exceljs gives it; with hours and minutes where the format has them, alone where it has only them. */
export function formatDate(value: Date, format: string | undefined): string {
  if (Number.isNaN(value.getTime())) return '';
  const code = positivePart(format).toLowerCase();
  const iso = value.toISOString();
  const [day, time] = [iso.slice(0, 10), iso.slice(11, code.includes('s') ? 19 : 16)];
  if (!/[hs]/.test(code)) return day;
  return /[yd]/.test(code) ? `${day} ${time}` : time;
}

function positivePart(format: string | undefined): string {
  return (format ?? '').split(';')[0] ?? '';
}

/** The code without quotes, escapes, colours and locale marks: `"¥"#,##0` → `¥#,##0`. */
function literal(code: string): string {
  return code
    .replaceAll(/\[\$([^\]-]*)[^\]]*\]/g, '$1')
    .replaceAll(/\[[^\]]*\]|[_*]./g, '')
    .replaceAll(/["\\]/g, '');
}

/** At most 11 significant digits, as a spreadsheet shows a number without a format. */
function plain(value: number): string {
  return String(Number(value.toPrecision(11)));
}
