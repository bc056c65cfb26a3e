import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { enrolPerson } from '../support/center.ts';
import {
  emails,
  foundPanel,
  packInto,
  smallRound,
  type TestPanel,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Several panels of one round, from packing to the list. */

const folder = temporaryFolder('panels');
const at = (...names: string[]) => path.join(folder, ...names);
let panel: TestPanel;

beforeAll(async () => {
  panel = await foundPanel(folder);
  await packInto(panel.center, writeRound(at('first'), smallRound()), at('1.hzb'));
});

/** The round for a second panel, with one application of its own. */
function second(people: readonly string[]) {
  const { round, applications } = smallRound();
  const members = people.map((expert, place) => ({
    expert,
    role: place === 4 ? 'chair' : 'expert',
  }));
  return {
    round: {
      ...round,
      panel: { id: 'panel-2', name: '第二组', members },
      applications: ['w2'],
    },
    applications: { w2: { ...applications.w1!, number: '03' } },
  };
}

async function problemsOf(name: string, described: Parameters<typeof writeRound>[1]) {
  const token = await panel.center.token(writeRound(at(name), described));
  const packed = await panel.center.call('center.pack', { folder: token, incomplete: true });
  if (packed.ok || packed.failure.kind !== 'input-invalid') throw new Error('was not refused');
  return packed.failure.problems.map(({ file, path: place, reason, expected }) => {
    return [file, place, reason, expected];
  });
}

describe('a second panel of a round', () => {
  it('cannot take over the first: neither its applications nor its people', async () => {
    const { round, applications } = smallRound();
    const renamed = { ...round, panel: { ...round.panel, id: 'panel-2' } };
    const problems = await problemsOf('taken', { round: renamed, applications });
    expect(problems).toContainEqual(['w1/application.json', '', 'other-panel', 'panel-1']);
    expect(problems).toContainEqual([
      ...['round.json', 'panel.members[4].expert', 'other-panel', 'panel-1'],
    ]);
    expect(problems).toHaveLength(emails.length + 2);
    const list = must(await panel.center.call('center.list', { round: '2026-T' }));
    expect(list.panels).toMatchObject([{ id: 'panel-1', sequence: 1 }]);
  });

  it('has people and numbers of its own, and the list is of both', async () => {
    const others = ['f1', 'f2', 'f3', 'f4', 'head'].map((name) => `${name}@round.example`);
    const files = await Promise.all(
      others.map(async (email) => {
        writeFileSync(at(`${email}.csr.pem`), (await enrolPerson(email, undefined, email)).request);
        return panel.center.token(at(`${email}.csr.pem`));
      }),
    );
    must(await panel.center.call('center.enrol', { files: files.slice(0, 4), role: 'expert' }));
    must(await panel.center.call('center.enrol', { files: files.slice(4), role: 'chair' }));
    const described = second(others);
    const [w2] = [described.applications.w2];
    const same = { ...described, applications: { w2: { ...w2, number: '01' } } };
    expect(await problemsOf('same-number', same)).toEqual([
      ['w2/application.json', 'number', 'duplicate', '01 (panel-1)'],
    ]);
    const deadline = { at: '2091-01-01T00:00:00+08:00', hard: true };
    const other = { ...described, round: { ...described.round, deadline } };
    const token = await panel.center.token(writeRound(at('second'), other));
    const packed = must(
      await panel.center.call('center.pack', { folder: token, incomplete: true }),
    );
    expect(packed.bundle.sequence).toBe(2);
    expect(packed.warnings).toMatchObject([
      { path: 'deadline', reason: 'panel-differs', expected: 'panel-1' },
    ]);
    const list = must(await panel.center.call('center.list', { round: '2026-T' }));
    expect(list.panels).toMatchObject([
      { id: 'panel-1', sequence: 1 },
      { id: 'panel-2', sequence: 2 },
    ]);
    expect(list.applications.map((each) => [each.number, each.panel])).toEqual([
      ['01', 'panel-1'],
      ['02', 'panel-1'],
      ['03', 'panel-2'],
    ]);
    const { rounds } = must(await panel.center.call('center.read', {}));
    expect(rounds).toMatchObject([{ id: '2026-T', panels: 2, members: 10, applications: 3 }]);
  });
});
