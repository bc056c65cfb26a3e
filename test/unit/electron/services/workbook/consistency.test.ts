import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConsistency } from '../../../../../electron/services/workbook/consistency.ts';
import type { PanelPayload, ResultPayload } from '../../../../../shared/workbook.ts';
import { anyPanel, anyResult } from './payload-arbitraries.ts';
import { samplePanel, sampleResult } from './sample-payloads.ts';

/** A deep copy, changed. */
function changed<T extends ResultPayload | PanelPayload>(payload: T, change: (copy: T) => void): T {
  const copy = structuredClone(payload);
  change(copy);
  return copy;
}

const first = (payload: ResultPayload) => {
  const one = payload.applications[0];
  if (one?.state !== 'reviewed') throw new Error('the sample begins with a reviewed application');
  return one;
};
const resultPath = (change: (copy: ResultPayload) => void) => {
  const checked = checkConsistency(changed(sampleResult('en'), change));
  return checked.ok ? 'ok' : checked.failure.kind === 'content-invalid' && checked.failure.path;
};
const panelPath = (change: (copy: PanelPayload) => void) => {
  const checked = checkConsistency(changed(samplePanel('en'), change));
  return checked.ok ? 'ok' : checked.failure.kind === 'content-invalid' && checked.failure.path;
};
/** Sets members of a parsed payload whatever they are declared as. */
const set = (target: object, values: object) => Object.assign(target, values);

describe('a payload', () => {
  it('that somebody could have signed is consistent', () => {
    fc.assert(
      fc.property(fc.oneof(anyResult, anyPanel), (payload) => {
        expect(checkConsistency(payload)).toEqual({ ok: true });
      }),
    );
  });

  it.each<[string, (copy: ResultPayload) => void, string]>([
    ['an application twice', (copy) => copy.applications.push(first(copy)), '/applications/5'],
    ['a number twice', (copy) => set(first(copy), { number: '02' }), '/applications/1'],
    [
      'a total nobody can compute',
      (copy) => set(first(copy), { total: 7276 }),
      '/applications/0/total',
    ],
    [
      'a total without scores',
      (copy) => set(first(copy), { criteria: [] }),
      '/applications/0/total',
    ],
    [
      'a criterion of another type',
      (copy) => set(first(copy), { baseType: 'offshore' }),
      '/applications/0/criteria/0',
    ],
    [
      'a criterion twice',
      (copy) => first(copy).criteria.push(...first(copy).criteria.slice(0, 1)),
      '/applications/0/criteria/5',
    ],
    [
      'a score above the scale',
      (copy) => set(copy.scoring, { max: 90 }),
      '/applications/0/criteria/0',
    ],
    [
      'a check of another criterion',
      (copy) => set(first(copy).criteria[0]?.checks[0] ?? {}, { check: '8(2).policy-issued' }),
      '/applications/0/criteria/0',
    ],
    [
      'a review behind a recusal',
      (copy) =>
        set(first(copy), { declaration: { state: 'recused', conflict: 'family', reason: '' } }),
      '/applications/0/declaration',
    ],
  ])('of a result with %s is refused', (_, change, path) => {
    expect(resultPath(change)).toBe(path);
  });

  it.each<[string, (copy: PanelPayload) => void, string]>([
    ['a member twice', (copy) => set(copy.members[1] ?? {}, { code: 'E1' }), '/members/1'],
    [
      'totals of a stranger',
      (copy) => set(copy.applications[2]?.totals[1] ?? {}, { code: 'E9' }),
      '/applications/2/totals',
    ],
    [
      'a dissent of a stranger',
      (copy) => set(copy.applications[3]?.dissents[0] ?? {}, { code: 'E9' }),
      '/applications/3/dissents',
    ],
    [
      'a criterion of another type',
      (copy) => set(copy.applications[0] ?? {}, { baseType: 'overseas' }),
      '/applications/0/criteria',
    ],
    ['a flag on nothing', (copy) => set(copy.flags[0] ?? {}, { application: 'a99' }), '/flags/0'],
    [
      'a disclosure of nobody',
      (copy) => set(copy.disclosures[0] ?? {}, { code: 'E9' }),
      '/disclosures/0',
    ],
  ])('of a panel with %s is refused', (_, change, path) => {
    expect(panelPath(change)).toBe(path);
  });
});
