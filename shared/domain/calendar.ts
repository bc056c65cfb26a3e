/** A day as `YYYY-MM-DD`; such strings compare in the order of time. */
export type IsoDate = string & { readonly brand?: 'IsoDate' };

/** A month of the calendar, `month` from 1 to 12. */
interface Month {
  readonly year: number;
  readonly month: number;
}

/** Days of a month in the Gregorian calendar, leap years included. */
export function daysIn({ year, month }: Month): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether the text is a day that exists, as `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const month = { year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)) };
  const day = Number(text.slice(8));
  return month.month >= 1 && month.month <= 12 && day >= 1 && day <= daysIn(month);
}

/** The month of a day. Throws for what is not a day: the caller has validated it. */
export function monthOf(date: IsoDate): Month {
  if (!isIsoDate(date)) throw new Error(`not a day: ${date}`);
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
}

/** The month that many months later; `count` is an integer and may be negative. */
export function monthsLater({ year, month }: Month, count: number): Month {
  const months = year * 12 + (month - 1) + count;
  const rest = ((months % 12) + 12) % 12;
  return { year: (months - rest) / 12, month: rest + 1 };
}

/** The first day of a month. */
export function firstDayOf(month: Month): IsoDate {
  return isoDate(month, 1);
}

/** The last day of a month, the 29th in a February of a leap year. */
export function lastDayOf(month: Month): IsoDate {
  return isoDate(month, daysIn(month));
}

function isoDate({ year, month }: Month, day: number): IsoDate {
  const padded = (value: number, width: number) => String(value).padStart(width, '0');
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
