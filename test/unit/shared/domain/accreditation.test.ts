import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  annualDeadline,
  annualYears,
  assessmentState,
  barIn,
  mayApplyFrom,
  missingAnnualMaterials,
  nextUpgradeStep,
  plaqueOf,
  recordUpgrade,
  standing,
  validityOf,
} from '../../../../shared/domain/accreditation.ts';
import { lastDayOf } from '../../../../shared/domain/calendar.ts';
import {
  annualMaterialKinds,
  type UpgradeRecord,
  upgradeSteps,
} from '../../../../shared/domain/registry.ts';
import { must } from '../../../../shared/result.ts';

const published = fc
  .record({
    year: fc.integer({ min: 2020, max: 2100 }),
    month: fc.integer({ min: 1, max: 12 }),
  })
  .map(lastDayOf);

describe('the construction period (Art. 13)', () => {
  it.each([
    ['2026-11-01', '2026-12-01', '2029-11-30'],
    ['2026-11-30', '2026-12-01', '2029-11-30'],
    ['2026-12-01', '2027-01-01', '2029-12-31'],
    ['2026-12-31', '2027-01-01', '2029-12-31'],
    ['2026-01-15', '2026-02-01', '2029-01-31'],
    ['2025-02-10', '2025-03-01', '2028-02-29'],
    ['2026-02-10', '2026-03-01', '2029-02-28'],
    ['2028-02-29', '2028-03-01', '2031-02-28'],
    ['2097-02-01', '2097-03-01', '2100-02-28'],
  ])('published on %s runs from %s to %s', (day, from, to) => {
    expect(validityOf(day)).toEqual({ from, to });
  });

  it('lasts three years to the day, whatever the day of publication', () => {
    fc.assert(
      fc.property(published, (day) => {
        const { from, to } = validityOf(day);
        expect(validityOf(`${day.slice(0, 8)}01`)).toEqual({ from, to });
        const after = new Date(`${to}T00:00:00Z`);
        after.setUTCDate(after.getUTCDate() + 1);
        const again = `${Number(from.slice(0, 4)) + 3}${from.slice(4)}`;
        expect(after.toISOString().slice(0, 10)).toBe(again);
        expect(from > day).toBe(true);
      }),
    );
  });

  it('includes its first and its last day', () => {
    const validity = validityOf('2026-11-10');
    const days = ['2026-11-30', '2026-12-01', '2029-11-30', '2029-12-01'];
    expect(days.map((day) => standing(validity, day))).toEqual([
      'before',
      'running',
      'running',
      'ended',
    ]);
  });
});

describe('the plaque (Art. 13)', () => {
  it('shows name of the type, period, issuer and day of publication', () => {
    expect(plaqueOf('community', '2026-11-10')).toEqual({
      name: '首都国际研发社区',
      issuer: '北京市科学技术协会',
      issuedOn: '2026-11-10',
      validity: { from: '2026-12-01', to: '2029-11-30' },
    });
  });
});

describe('a falsification (Art. 14)', () => {
  const in2026 = { year: 2026, grounds: '伪造合同' };

  it('cancels its year and bars the two after it', () => {
    const barred = [2025, 2026, 2027, 2028, 2029].map((year) => barIn(year, [in2026]) !== null);
    expect(barred).toEqual([false, true, true, true, false]);
    expect(mayApplyFrom(2026)).toBe(2029);
  });

  it('is named by the latest that still bars', () => {
    const in2028 = { year: 2028, grounds: '虚报人数' };
    expect(barIn(2028, [in2028, in2026])).toEqual(in2028);
    expect(barIn(2027, [in2028, in2026])).toEqual(in2026);
    expect(barIn(2030, [in2026, in2028])).toEqual(in2028);
    expect(barIn(2031, [in2026, in2028])).toBeNull();
    expect(barIn(2026, [])).toBeNull();
  });
});

describe('annual materials (Art. 15)', () => {
  it('are due by the end of December', () => {
    expect(annualDeadline(2027)).toBe('2027-12-31');
    expect(annualMaterialKinds).toEqual(['year-summary', 'next-year-plan', 'contact-list']);
  });

  it('are owed for the three years that end within the construction period', () => {
    expect(annualYears(validityOf('2026-11-10'))).toEqual([2026, 2027, 2028]);
    expect(annualYears(validityOf('2026-12-10'))).toEqual([2027, 2028, 2029]);
    fc.assert(
      fc.property(published, (day) => {
        expect(annualYears(validityOf(day))).toHaveLength(3);
      }),
    );
  });

  it('are missing by year and kind, overdue from the first of January', () => {
    const base = {
      publishedOn: '2026-11-10',
      annualMaterials: [
        { year: 2026, kind: 'year-summary', receivedOn: '2026-12-20' },
        { year: 2026, kind: 'next-year-plan', receivedOn: '2026-12-20' },
      ] as const,
    };
    const contacts = { year: 2026, kind: 'contact-list', dueOn: '2026-12-31' };
    expect(missingAnnualMaterials(base, '2025-12-31')).toEqual([]);
    expect(missingAnnualMaterials(base, '2026-12-31')).toEqual([{ ...contacts, overdue: false }]);
    const next = missingAnnualMaterials(base, '2027-01-01');
    expect(next[0]).toEqual({ ...contacts, overdue: true });
    expect(next.slice(1).map((each) => [each.year, each.overdue])).toEqual([
      [2027, false],
      [2027, false],
      [2027, false],
    ]);
    expect(missingAnnualMaterials(base, '2040-01-01')).toHaveLength(7);
  });
});

describe('the end-of-term assessment (Art. 16)', () => {
  const publishedOn = '2026-11-10';
  const held = (on: string) => [{ round: '2029-B', on, passed: true }];

  it('is due from the day after the construction period until it was held', () => {
    const state = (today: string, assessments = held('2020-01-01')) =>
      assessmentState({ publishedOn, assessments }, today);
    expect(state('2029-11-30')).toBe('not-yet');
    expect(state('2029-12-01')).toBe('due');
    expect(state('2029-12-20', [])).toBe('due');
    expect(state('2029-12-20', held('2029-12-10'))).toBe('held');
  });
});

describe('the way to the national programme (Art. 21)', () => {
  const records = upgradeSteps.map((step, index) => ({ step, on: `2027-0${index + 1}-01` }));

  it('goes checked, publicised, no objections, recommended', () => {
    let done: readonly UpgradeRecord[] = [];
    for (const record of records) {
      expect(nextUpgradeStep(done)).toBe(record.step);
      done = must(recordUpgrade(done, record));
    }
    expect(done).toEqual(records);
    expect(nextUpgradeStep(done)).toBeNull();
    const step = 'checked';
    expect(recordUpgrade(done, { step, on: '2027-09-01' })).toEqual({
      ok: false,
      failure: { kind: 'upgrade-out-of-order', expected: null, step },
    });
  });

  it('skips nothing and never goes back in time', () => {
    const one = records.slice(0, 1);
    expect(recordUpgrade(one, { step: 'recommended', on: '2027-05-01' })).toEqual({
      ok: false,
      failure: { kind: 'upgrade-out-of-order', expected: 'publicised', step: 'recommended' },
    });
    expect(recordUpgrade(one, { step: 'publicised', on: '2026-12-31' })).toEqual({
      ok: false,
      failure: { kind: 'upgrade-before-previous', previous: '2027-01-01', on: '2026-12-31' },
    });
    expect(recordUpgrade(one, { step: 'publicised', on: '2027-01-01' }).ok).toBe(true);
  });
});
