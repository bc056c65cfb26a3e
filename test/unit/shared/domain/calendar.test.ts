import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysIn,
  firstDayOf,
  isIsoDate,
  lastDayOf,
  monthOf,
  monthsLater,
} from '../../../../shared/domain/calendar.ts';

const month = fc.record({
  year: fc.integer({ min: 1900, max: 2400 }),
  month: fc.integer({ min: 1, max: 12 }),
});

describe('the calendar', () => {
  it('has leap years as Gregory decreed', () => {
    const february = [2023, 2024, 2026, 2028, 2000, 2100].map((year) => daysIn({ year, month: 2 }));
    expect(february).toEqual([28, 29, 28, 29, 29, 28]);
  });

  it('agrees with the platform on the last day of every month', () => {
    fc.assert(
      fc.property(month, ({ year, month }) => {
        const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
        expect(lastDayOf({ year, month })).toBe(last);
        expect(isIsoDate(last)).toBe(true);
        expect(firstDayOf({ year, month })).toBe(`${last.slice(0, 8)}01`);
      }),
    );
  });

  it('counts months over the turn of the year, both ways', () => {
    expect(monthsLater({ year: 2026, month: 12 }, 1)).toEqual({ year: 2027, month: 1 });
    expect(monthsLater({ year: 2026, month: 1 }, -1)).toEqual({ year: 2025, month: 12 });
    fc.assert(
      fc.property(month, fc.integer({ min: -500, max: 500 }), (from, count) => {
        expect(monthsLater(monthsLater(from, count), -count)).toEqual(from);
      }),
    );
  });

  it('refuses what is not a day', () => {
    const wrong = ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '', '2026-04-31'];
    expect(wrong.filter(isIsoDate)).toEqual([]);
    for (const each of wrong) expect(() => monthOf(each)).toThrow('not a day');
    expect(monthOf('2028-02-29')).toEqual({ year: 2028, month: 2 });
  });
});
