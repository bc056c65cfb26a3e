import type { PanelPayload } from '../../../shared/workbook.ts';
import { atBoth, decidedAs, differs, type ImportCase, invalid, refusedAs } from './import-case.ts';
import { exchangePayload, signedAfter } from './import-stage.ts';
import { replaceIn } from './repack.ts';
import { OTHER } from './result-lies.ts';

/** What a chair with a working key could write into the panel's workbook. */

type Decided = PanelPayload['applications'][number];

/** The payload with another second application, which five members voted on. */
function withSecond(payload: PanelPayload, change: (one: Decided) => object): PanelPayload {
  const applications = payload.applications.map((each, place) =>
    place === 1 ? ({ ...each, ...change(each) } as Decided) : each,
  );
  return { ...payload, applications };
}

const contradicts = (
  name: string,
  place: string,
  lie: (payload: PanelPayload) => PanelPayload,
): ImportCase => decidedAs(name, refusedAs('content-invalid', place), lie);

const inSecond = (name: string, place: string, change: (one: Decided) => object): ImportCase =>
  contradicts(name, `/applications/1${place}`, (payload) => withSecond(payload, change));

const members: readonly ImportCase[] = [
  contradicts('another quorum', '/settings', (p) => ({
    ...p,
    settings: { ...p.settings, quorum: { numerator: 1, denominator: 9 } },
  })),
  contradicts('a member of another name', '/members/1', (p) => ({
    ...p,
    members: p.members.map((each, place) => (place === 1 ? { ...each, name: '某人' } : each)),
  })),
  contradicts('a member who is not on the panel', '/members/1', (p) => ({
    ...p,
    members: p.members.map((each, place) => (place === 1 ? { ...each, id: OTHER } : each)),
  })),
  contradicts('a chair more', '/members/1', (p) => ({
    ...p,
    members: p.members.map((each, place) => (place === 1 ? { ...each, role: 'chair' } : each)),
  })),
  contradicts('a revision of no workbook', '/members/1', (p) => ({
    ...p,
    members: p.members.map((each, place) => (place === 1 ? { ...each, workbook: null } : each)),
  })),
  contradicts('totals of a member without a workbook', '/applications/1/totals', (p) => ({
    ...p,
    members: p.members.map((each, place) =>
      place === 1 ? { ...each, workbook: null, revision: null } : each,
    ),
  })),
  contradicts('votes of members who were not there', '/applications/0/vote', (p) => ({
    ...p,
    members: p.members.map((each, place) => ({ ...each, present: place < 3 })),
  })),
  decidedAs('a member twice', invalid('/members/1'), (p) => ({
    ...p,
    members: p.members.map((each, place) => (place === 1 ? { ...each, code: 'E1' } : each)),
  })),
  contradicts('an application left undecided', '/applications', (p) => ({
    ...p,
    applications: p.applications.slice(0, 1),
    flags: p.flags.filter((each) => each.application !== 'o1'),
  })),
  contradicts('decisions in another order', '/applications', (p) => ({
    ...p,
    applications: p.applications.toReversed(),
  })),
];

const figures: readonly ImportCase[] = [
  inSecond('another applicant', '/name', () => ({ name: '别的单位' })),
  inSecond('another base type', '/name', () => ({ baseType: 'work', criteria: [] })),
  inSecond('criteria left out', '/criteria', ({ criteria }) => ({ criteria: criteria.slice(1) })),
  inSecond('more criteria met than there are', '/criteriaMet', () => ({ criteriaMet: 9 })),
  inSecond('a mean that does not follow', '/total', ({ total }) => ({
    total: { ...total, mean: 9_500 },
  })),
  inSecond('a trimmed mean that does not follow', '/total', ({ total }) => ({
    total: { ...total, trimmed: 9_500 },
  })),
  inSecond('a total of a recused member', '/totals', ({ totals }) => ({
    totals: totals.map((each, place) => (place === 0 ? { ...each, recused: true } : each)),
  })),
  contradicts('a member heard whom the center recused', '/applications/0/totals', (p) => ({
    ...p,
    applications: p.applications.map((each, place) =>
      place === 0
        ? { ...each, totals: each.totals.map((one) => ({ ...one, recused: false })) }
        : each,
    ),
  })),
  inSecond('another rank', '/rank', () => ({ rank: 2 })),
  inSecond('a tie that there was not', '/rank', () => ({ decidedBy: 'median' })),
  inSecond('a suspicion that nobody raised', '/falsificationSuspected', () => ({
    falsificationSuspected: true,
  })),
];

const votes: readonly ImportCase[] = [
  inSecond('more votes than voters', '/vote', () => ({ vote: { yes: 5, no: 2, abstained: 0 } })),
  inSecond('negative votes', '/vote', () => ({ vote: { yes: 6, no: -1, abstained: 0 } })),
  inSecond('fewer votes than voters', '/vote', () => ({ vote: { yes: 4, no: 0, abstained: 0 } })),
  inSecond('passed against the votes', '/vote', () => ({ vote: { yes: 1, no: 4, abstained: 0 } })),
  inSecond('more members than there are', '/vote', () => ({
    members: 9,
    present: 9,
    vote: { yes: 9, no: 0, abstained: 0 },
  })),
  inSecond('a decision against the vote', '/decision', () => ({ decision: 'reject' })),
  decidedAs('a dissent of nobody', invalid('/applications/1/dissents'), (p) =>
    withSecond(p, () => ({ dissents: [{ code: 'E9', opinion: 'x' }] })),
  ),
  decidedAs('a flag about nothing', invalid('/flags/0'), (p) => ({
    ...p,
    flags: p.flags.map((each, place) => (place === 0 ? { ...each, application: 'x9' } : each)),
  })),
];

const shown: readonly ImportCase[] = [
  atBoth(
    'another decision than is shown',
    differs('Ranking and decisions!L6'),
    ({ decided, head }) =>
      signedAfter(decided, head, (parts) =>
        exchangePayload(
          parts,
          withSecond(decided, () => ({ grounds: '另有原因' })),
        ),
      ),
  ),
  atBoth('a vote shown otherwise', differs('Ranking and decisions!G5'), ({ decided, head }) =>
    signedAfter(decided, head, (parts) =>
      replaceIn(parts, 'xl/worksheets/sheet3.xml', /<v>5<\/v>/, '<v>4</v>'),
    ),
  ),
];

export const panelClaimCases: readonly ImportCase[] = [...members, ...figures, ...votes, ...shown];
