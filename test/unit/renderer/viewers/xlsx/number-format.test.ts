import { describe, expect, it } from 'vitest';
import { formatDate, formatNumber } from '../../../../../renderer/viewers/xlsx/number-format.ts';

describe('a number is shown in the manner of its format', () => {
  it.each([
    [25, undefined, '25'],
    [0.1 + 0.2, 'General', '0.3'],
    [13812345678, undefined, '13812345678'],
    [1234567.891, '#,##0.00', '1,234,567.89'],
    [0.125, '0.0%', '12.5%'],
    [7, '000', '007'],
    [600000, '"¥"#,##0', '¥600,000'],
    [1.5, '0', '2'],
    [-3.25, '0.00;[Red]-0.00', '-3.25'],
    [-12.3, '#,##0.00_);[Red](#,##0.00)', '(12.30)'],
    [0.000012, '0.00E+00', '1.20E-05'],
    [12, '[$€-407] #,##0', '€ 12'],
    [3.5, '0.##', '3.5'],
    [12.5, '0.0"万元"', '12.5万元'],
    [1234567, '#,##0,', '1,235'],
    [1.5, '# ?/?', '1 1/2'],
    [0, '0;-0;"-"', '-'],
    [1.25, '[h]:mm', '30:00'],
    [25, '[>=20]0"人，达到";0"人"', '25人，达到'],
    [3, '0"一个没有结束的引号', '3'],
  ])('%d with %s: %s', (value, format, shown) => {
    expect(formatNumber(value, format)).toBe(shown);
  });
});

describe('a date is shown', () => {
  const moment = new Date('2026-11-23T14:03:09Z');
  it.each([
    ['yyyy/m/d', '2026/11/23'],
    ['m/d/yy h:mm', '11/23/26 14:03'],
    ['h:mm:ss', '14:03:09'],
    ['[$-804]yyyy"年"m"月"d"日"', '2026年11月23日'],
    ['aaaa', '星期一'],
    ['上午/下午h"时"mm"分"', '下午2时03分'],
    [undefined, '2026-11-23'],
  ])('with %s as %s', (format, shown) => {
    expect(formatDate(moment, format)).toBe(shown);
  });

  it('as nothing when it is none', () => {
    expect(formatDate(new Date(Number.NaN), 'yyyy')).toBe('');
  });
});
