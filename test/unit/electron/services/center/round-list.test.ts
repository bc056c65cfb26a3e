import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listCsv } from '../../../../../electron/services/center/list-csv.ts';
import { listOf } from '../../../../../electron/services/center/round-list.ts';
import type { RegisteredWorkbook } from '../../../../../electron/services/registry/registry.ts';
import { textFor } from '../../../../../electron/services/text.ts';
import {
  hashOf,
  issuedRound,
  panelPayload,
  resultPayload,
  round,
} from '../../../../support/example-payload.ts';

const results = [1, 2, 3, 4, 5].map((place): RegisteredWorkbook => {
  return { sha256: hashOf(`result ${place}`), payload: resultPayload(place) };
});
const counted = Object.fromEntries(
  [1, 2, 3, 4, 5].map((place) => [hashOf(`result ${place}`), resultPayload(place)]),
);
const once = issuedRound(round);
const panel = { sha256: hashOf('panel 1'), payload: panelPayload(counted) };

describe('the list of a round', () => {
  it('knows ranks and decisions only once the panel’s workbook is in', () => {
    const open = listOf(once, results);
    expect(open.decided).toBe(false);
    expect(open.panels[0]?.results.map((each) => each.revision)).toEqual([1, 1, 1, 1, 1]);
    expect(open.applications.map((each) => [each.number, each.rank, each.decision])).toEqual([
      ['01', null, null],
      ['02', null, null],
      ['03', null, null],
      ['04', null, null],
    ]);
    const decided = listOf(once, [...results, panel]);
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
    const expected = listOf(once, [...results, panel]);
    fc.assert(
      fc.property(fc.shuffledSubarray([...results, panel], { minLength: 6 }), (shuffled) => {
        expect(listOf(once, shuffled)).toEqual(expected);
      }),
    );
  });

  it('can hold the panel’s workbook before any result', () => {
    const early = listOf(once, [panel]);
    expect(early.decided).toBe(true);
    expect(early.panels[0]?.results.every((each) => each.revision === null && !each.forked)).toBe(
      true,
    );
  });

  it('counts neither side of a fork until the chair has chosen', () => {
    const second = { sha256: hashOf('other'), payload: resultPayload(3, { locale: 'en' }) };
    const forked = listOf(once, [...results, second]);
    expect(forked.panels[0]?.results[2]).toMatchObject({
      code: 'E3',
      revision: null,
      forked: true,
    });
    const chosen = listOf(once, [...results, second, panel]);
    expect(chosen.panels[0]?.results[2]).toMatchObject({ revision: 1, forked: false });
  });

  it('is undecided between two panel workbooks of one revision, and follows a later one', () => {
    const twin = { sha256: hashOf('panel twin'), payload: panelPayload(counted, { locale: 'en' }) };
    const forked = listOf(once, [...results, panel, twin]);
    expect(forked.decided).toBe(false);
    expect(forked.panels[0]?.fork.map((each) => each.workbook)).toEqual(
      [panel.sha256, twin.sha256].toSorted(),
    );
    const next = {
      sha256: hashOf('panel 2'),
      payload: panelPayload(counted, { revision: 2, parent: panel.sha256 }),
    };
    const later = listOf(once, [next, panel]);
    expect([later.decided, later.panels[0]?.fork]).toEqual([true, []]);
  });

  it('counts the side of a fork that the center chose, until another workbook comes', () => {
    const twin = { sha256: hashOf('panel twin'), payload: panelPayload(counted, { locale: 'en' }) };
    const both = [...results, panel, twin];
    const seen = [panel.sha256, twin.sha256].toSorted();
    const made = { round: round.id, panel: 'panel-1', reason: '组长确认', seen };
    const first = { ...made, workbook: twin.sha256, chosenAt: '2026-12-01T00:00:00.000Z' };
    const chosen = listOf(once, both, [first]);
    expect([chosen.decided, chosen.panels[0]?.fork]).toEqual([true, []]);
    expect(chosen.panels[0]?.choice).toEqual({ workbook: twin.sha256, reason: '组长确认' });
    const second = { ...first, workbook: panel.sha256, chosenAt: '2026-12-02T00:00:00.000Z' };
    for (const choices of [
      [first, second],
      [second, first],
    ]) {
      expect(listOf(once, both, choices).panels[0]?.choice?.workbook).toBe(panel.sha256);
    }
    const next = (parent: string) => ({
      sha256: hashOf(`after ${parent}`),
      payload: panelPayload(counted, { revision: 2, parent, reopenReason: '更正' }),
    });
    expect(listOf(once, [...both, next(twin.sha256)], [first]).decided).toBe(true);
    const other = listOf(once, [...both, next(panel.sha256)], [first]);
    expect([other.decided, other.panels[0]?.choice]).toEqual([false, null]);
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
      const list = listOf(once, all);
      expect(list.decided).toBe(false);
      expect(list.panels[0]?.contradiction).toEqual({
        figure: 'statistics',
        application: first,
        code: null,
      });
      expect(list.applications.every((each) => each.decision === null)).toBe(true);
      expect(list.panels[0]?.results.map((each) => each.revision)).toEqual([1, 1, 1, 1, 1]);
    }
  });

  it('is judged by the bundle that it names, also when newer ones have come', () => {
    const later = issuedRound(round, { round: renamed, manifest: hashOf('newer') });
    expect(listOf(later, [...results, lying]).decided).toBe(false);
    expect(listOf(later, [...results, panel]).decided).toBe(true);
  });

  it('is found out where it counts a workbook that was made for another bundle', () => {
    const bundle = { sequence: 1, manifest: hashOf('older') };
    const older = results.map(({ sha256, payload }) => {
      return { sha256, payload: { ...payload, bundle } };
    });
    const both = issuedRound({ round, manifest: hashOf('older') }, round);
    expect(listOf(both, [...older, panel]).decided).toBe(true);
    expect(listOf(both, [...older, lying]).decided).toBe(false);
  });
});

/** The round with another name for the first applicant, without the last application. */
const renamed = {
  ...round,
  applications: round.applications.slice(0, -1).map((each, place) => {
    return place > 0 ? each : { ...each, applicant: { ...each.applicant, name: '别的单位' } };
  }),
};

describe('a bundle that comes after the panel’s signature', () => {
  const later = issuedRound(round, { round: renamed, manifest: hashOf('newer') });

  it('puts no decision under another name, and the list says on what the panel decided', () => {
    const list = listOf(later, [...results, panel]);
    expect(list.applications.map(({ number, name, rank }) => [number, name, rank])).toEqual(
      listOf(once, [...results, panel]).applications.map((each) => {
        return [each.number, each.name, each.rank];
      }),
    );
    expect(list.panels[0]).toMatchObject({ signedOn: 2, sequence: 3, decided: true });
    const csv = Buffer.from(listCsv(list, textFor('en'))).toString('utf8');
    expect(csv).not.toContain('别的单位');
  });

  it('leaves what it adds undecided, and the ranks open until that is decided', () => {
    const [first] = round.applications;
    const added = { ...first!, id: 'added', number: '09' };
    const more = { ...round, applications: [...round.applications, added] };
    const list = listOf(issuedRound(round, { round: more, manifest: hashOf('more') }), [
      ...results,
      panel,
    ]);
    expect([list.decided, list.panels[0]?.decided]).toEqual([false, false]);
    expect(list.applications.map(({ number, decision, rank }) => [number, decision, rank])).toEqual(
      [
        ['01', 'approve', null],
        ['02', 'approve', null],
        ['03', 'approve', null],
        ['04', 'approve', null],
        ['09', null, null],
      ],
    );
  });
});

describe('a round with two panels', () => {
  const second = {
    ...round,
    panel: { ...round.panel, id: 'panel-2', name: '第二组' },
    applications: round.applications.map((each) => {
      return { ...each, id: `${each.id}-2`, number: `1${each.number}` };
    }),
  };
  const both = issuedRound(round, { round: second, manifest: hashOf('second') });
  const theirs = {
    sha256: hashOf('panel 2'),
    payload: {
      ...panel.payload,
      bundle: { sequence: 2, manifest: hashOf('second') },
      round: { ...panel.payload.round, panel: 'panel-2' },
      members: panel.payload.members.map((each, place) => {
        return { ...each, workbook: hashOf(`theirs ${place}`) };
      }),
      applications: panel.payload.applications.map((each) => ({
        ...each,
        application: `${each.application}-2`,
        number: `1${each.number}`,
        total: { ...each.total, mean: (each.total.mean ?? 0) + 500 },
      })),
      flags: [],
    },
  };

  it('waits for both, each with its own workbooks', () => {
    const list = listOf(both, [...results, panel]);
    expect(list.decided).toBe(false);
    expect(list.panels.map(({ id, decided }) => [id, decided])).toEqual([
      ['panel-1', true],
      ['panel-2', false],
    ]);
    expect(list.panels[1]?.results.every((each) => each.revision === null)).toBe(true);
    expect(list.applications).toHaveLength(8);
    expect(list.applications.every((each) => each.rank === null)).toBe(true);
  });

  it('ranks inside a type over both', () => {
    const list = listOf(both, [...results, panel, theirs]);
    expect(list.panels.map((each) => each.contradiction)).toEqual([null, null]);
    expect(list.decided).toBe(true);
    const work = list.applications.filter(({ baseType }) => baseType === 'work');
    expect(work.map(({ number, panel: of, rank }) => [number, of, rank])).toEqual([
      ['01', 'panel-1', 2],
      ['101', 'panel-2', 1],
    ]);
  });

  it('names the panels in the table', () => {
    const csv = Buffer.from(listCsv(listOf(both, []), textFor('en'))).toString('utf8');
    expect(csv.split('\r\n')[0]).toContain('Panel');
    expect(csv).toContain('第二组');
  });
});

describe('the list as CSV', () => {
  it('is UTF-8 with a mark, quoted, and holds no formula', () => {
    const named = (name: string) => {
      const applications = round.applications.map((each) => {
        return { ...each, applicant: { ...each.applicant, name } };
      });
      const csv = listCsv(listOf(issuedRound({ ...round, applications }), []), textFor('en'));
      return Buffer.from(csv).toString('utf8').split('\r\n')[1] ?? '';
    };
    const plain = Buffer.from(listCsv(listOf(once, []), textFor('zh-CN')));
    expect([...plain.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(named('A, "B"')).toContain('"A, ""B"""');
    for (const start of ['=', '+', '-', '@', '＝', '\t=', ' =']) {
      expect(named(`${start}1+1`)).not.toMatch(/(^|,)"?\s*[=+\-@＝]/);
    }
  });

  it('has a line for every application in the order of type and rank', () => {
    const csv = Buffer.from(listCsv(listOf(once, [...results, panel]), textFor('en')));
    expect(csv.toString('utf8').trim().split('\r\n')).toHaveLength(1 + round.applications.length);
  });
});
