import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listCsv } from '../../../../../electron/services/center/list-csv.ts';
import { listOf } from '../../../../../electron/services/center/round-list.ts';
import type { RegisteredWorkbook } from '../../../../../electron/services/registry/registry.ts';
import { textFor } from '../../../../../electron/services/text.ts';
import { hashOf, panelPayload, resultPayload, round } from '../../../../support/example-payload.ts';

const results = [1, 2, 3, 4, 5].map((place): RegisteredWorkbook => {
  return { sha256: hashOf(`result ${place}`), payload: resultPayload(place) };
});
const counted = Object.fromEntries(
  [1, 2, 3, 4, 5].map((place) => [hashOf(`result ${place}`), resultPayload(place)]),
);
const panel = { sha256: hashOf('panel 1'), payload: panelPayload(counted) };

describe('the list of a round', () => {
  it('knows ranks and decisions only once the panel’s workbook is in', () => {
    const open = listOf(round, results);
    expect(open.decided).toBe(false);
    expect(open.results.map((each) => each.revision)).toEqual([1, 1, 1, 1, 1]);
    expect(open.applications.map((each) => [each.number, each.rank, each.decision])).toEqual([
      ['01', null, null],
      ['02', null, null],
      ['03', null, null],
      ['04', null, null],
    ]);
    const decided = listOf(round, [...results, panel]);
    expect(decided.applications[0]).toMatchObject({
      rank: 1,
      total: 8000,
      // Four voices after the recusal: too few to leave out the highest and the lowest.
      trimmed: null,
      vote: { yes: 4, no: 0, abstained: 0 },
      decision: 'approve',
    });
    expect(decided.applications[1]).toMatchObject({ trimmed: 8000, vote: { yes: 5 } });
  });

  it('is the same in whatever order the workbooks came', () => {
    const expected = listOf(round, [...results, panel]);
    fc.assert(
      fc.property(fc.shuffledSubarray([...results, panel], { minLength: 6 }), (shuffled) => {
        expect(listOf(round, shuffled)).toEqual(expected);
      }),
    );
  });

  it('can hold the panel’s workbook before any result', () => {
    const early = listOf(round, [panel]);
    expect(early.decided).toBe(true);
    expect(early.results.every((each) => each.revision === null && !each.forked)).toBe(true);
  });

  it('counts neither side of a fork until the chair has chosen', () => {
    const second = { sha256: hashOf('other'), payload: resultPayload(3, { locale: 'en' }) };
    const forked = listOf(round, [...results, second]);
    expect(forked.results[2]).toMatchObject({ code: 'E3', revision: null, forked: true });
    const chosen = listOf(round, [...results, second, panel]);
    expect(chosen.results[2]).toMatchObject({ revision: 1, forked: false });
  });

  it('is undecided between two panel workbooks of one revision, and follows a later one', () => {
    const twin = { sha256: hashOf('panel twin'), payload: panelPayload(counted, { locale: 'en' }) };
    const forked = listOf(round, [...results, panel, twin]);
    expect([forked.decided, forked.forked]).toEqual([false, true]);
    const next = {
      sha256: hashOf('panel 2'),
      payload: panelPayload(counted, { revision: 2, parent: panel.sha256 }),
    };
    const later = listOf(round, [next, panel]);
    expect([later.decided, later.forked]).toEqual([true, false]);
  });
});

describe('a panel whose figures are not the experts’', () => {
  const applications = panel.payload.applications.map((each) => ({ ...each, criteriaMet: 0 }));
  const lying = { sha256: hashOf('lie'), payload: { ...panel.payload, applications } };

  it('has not decided, and the list says why, in whatever order the workbooks came', () => {
    const first = round.applications.find((each) => each.number === '01')?.id;
    for (const all of [
      [...results, lying],
      [lying, ...results],
    ]) {
      const list = listOf(round, all);
      expect(list.decided).toBe(false);
      expect(list.contradiction).toEqual({ figure: 'statistics', application: first, code: null });
      expect(list.applications.every((each) => each.decision === null)).toBe(true);
      expect(list.results.map((each) => each.revision)).toEqual([1, 1, 1, 1, 1]);
    }
  });

  it('is not judged by a newer bundle than it met on', () => {
    expect(listOf(round, [...results, lying], hashOf('newer')).decided).toBe(true);
    expect(listOf(round, [...results, panel], panel.payload.bundle.manifest).decided).toBe(true);
  });
});

describe('the list as CSV', () => {
  it('is UTF-8 with a mark, quoted, and holds no formula', () => {
    const named = (name: string) => {
      const applications = round.applications.map((each) => {
        return { ...each, applicant: { ...each.applicant, name } };
      });
      const csv = listCsv(listOf({ ...round, applications }, []), textFor('en'));
      return Buffer.from(csv).toString('utf8').split('\r\n')[1] ?? '';
    };
    const plain = Buffer.from(listCsv(listOf(round, []), textFor('zh-CN')));
    expect([...plain.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(named('A, "B"')).toContain('"A, ""B"""');
    for (const start of ['=', '+', '-', '@', '＝', '\t=', ' =']) {
      expect(named(`${start}1+1`)).not.toMatch(/(^|,)"?\s*[=+\-@＝]/);
    }
  });

  it('has a line for every application in the order of type and rank', () => {
    const csv = Buffer.from(listCsv(listOf(round, [...results, panel]), textFor('en')));
    expect(csv.toString('utf8').trim().split('\r\n')).toHaveLength(1 + round.applications.length);
  });
});
