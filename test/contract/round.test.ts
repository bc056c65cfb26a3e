import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { openCopy, type TestDesk } from '../support/desk.ts';
import { collectAt, decideMeeting, importAt } from '../support/small-meeting.ts';
import {
  completeReview,
  emails,
  packRound,
  passphrase,
  round,
  signInto,
  type TestRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** One round through the contract, from the founding of the center to the list. */

const folder = temporaryFolder('round');
const at = (...names: string[]) => path.join(folder, ...names);
let panel: TestRound;
let chair: TestDesk;
let results: string[];
let panelWorkbook: string;

beforeAll(async () => {
  panel = await packRound(folder);
  chair = panel.desk(4);
  results = await Promise.all(
    panel.people.map(async ({ email }, place) => {
      const desk = await panel.open(place);
      await completeReview(desk, round, place === 0 ? 60 : 80);
      await citeBox(desk);
      return signInto(desk, round, at(`${email}.xlsx`));
    }),
  );
  await collectAt(chair, round, results);
  await decideMeeting(chair, round);
  const signed = must(await chair.call('panel.sign', { round, passphrase, locale: 'en' }));
  panelWorkbook = at('panel.xlsx');
  must(await chair.files.deliver(signed.file.token, panelWorkbook));
});

/** Cites a box, whose place is fractions, and comments in words that look like JSON numbers. */
async function citeBox(desk: TestDesk): Promise<void> {
  const application = 'o1';
  const { documents } = must(await desk.call('applications.read', { round, application }));
  const { id: document, sha256 } = documents[0]!;
  const rectangle = { x: 0.12345, y: 0.00001, width: 0.3, height: 1 / 3 };
  const citation = { id: 'box', document, sha256, page: 1, quote: '0.30', rectangle };
  const about = { application, criterion: '9(1)' };
  const events: ExpertEvent[] = [
    { kind: 'citation.added', ...about, citation },
    { kind: 'criterion.commented', ...about, comment: 'room:3E, [1e5, -0.50' },
  ];
  must(await desk.call('review.record', { round, events }));
}

async function importInto(desk: TestDesk, files: readonly string[]): Promise<readonly string[]> {
  const reports = await importAt(desk, files);
  return reports.map((each) => `${each.outcome}${each.refusal ?? ''}`);
}

describe('a round', () => {
  it('packs what lacks a letter and says so', async () => {
    const token = await panel.center.token(panel.source);
    const again = must(await panel.center.call('center.pack', { folder: token, incomplete: true }));
    expect(again.bundle.sequence).toBe(2);
    expect(again.warnings).toEqual([
      {
        file: 'o1/application.json',
        path: 'documents',
        reason: 'material-missing',
        expected: expect.stringContaining('support-letter'),
      },
    ]);
  });

  it('is known to the chair with every workbook once', async () => {
    const again = await collectAt(chair, round, results.toReversed());
    expect(again.map((each) => each.outcome)).toEqual(emails.map(() => 'known'));
  });

  it('gives one registry, whatever the order and however often', async () => {
    await panel.center.close();
    const all = [...results, panelWorkbook];
    const orders = [all, all.toReversed(), [...all, ...all]];
    const dumps: (string | null)[] = [];
    for (const [place, order] of orders.entries()) {
      const copy = openCopy(at('center'), at(`center-${place}`), { center: true });
      must(await copy.call('center.unlock', { passphrase }));
      const outcomes = await importInto(copy, order);
      expect(outcomes.slice(0, all.length)).toEqual(all.map(() => 'taken'));
      expect(outcomes.slice(all.length).every((each) => each === 'known')).toBe(true);
      dumps.push(await copy.dumpRegistry());
      await copy.close();
    }
    expect(dumps[0]).toContain(round);
    expect(new Set(dumps).size).toBe(1);
  });

  it('ends in a list by rank with votes and decisions', async () => {
    const copy = openCopy(at('center-0'), at('center-list'), { center: true });
    must(await copy.call('center.unlock', { passphrase }));
    const list = must(await copy.call('center.list', { round }));
    expect(list.decided).toBe(true);
    // The same round was packed once more since: the panel's decision stands, and says on what.
    expect(list.panels).toMatchObject([{ id: 'panel-1', signedOn: 1, sequence: 2, decided: true }]);
    expect(list.panels[0]?.results.map((each) => each.revision)).toEqual([1, 1, 1, 1, 1]);
    expect(
      list.applications.map(({ application, total, vote }) => [application, total, vote]),
    ).toEqual(
      // The recused expert counts nowhere: 60, 80, 80, 80 without that voice, and four votes.
      [
        ['w1', 7500, { yes: 4, no: 0, abstained: 0 }],
        ['o1', 7600, { yes: 5, no: 0, abstained: 0 }],
      ],
    );
    const state = must(await copy.call('center.read', {}));
    expect(state.rounds).toMatchObject([{ id: round, sequence: 2, results: 5, decided: true }]);
    for (const format of ['xlsx', 'csv', 'json'] as const) {
      const exported = must(await copy.call('center.export', { round, format, locale: 'zh-CN' }));
      must(await copy.files.deliver(exported.token, at(`list.${format}`)));
    }
    const csv = readFileSync(at('list.csv'), 'utf8');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).toContain('Overseas Hub');
    expect(JSON.parse(readFileSync(at('list.json'), 'utf8'))).toEqual(list);
    expect(readFileSync(at('list.xlsx')).subarray(0, 2).toString()).toBe('PK');
  });

  it('is verified by anybody who has the center’s certificate', async () => {
    const authority = await chair.token(at('center', 'authority.pem'));
    const files = [await chair.token(panelWorkbook), await chair.token(results[0]!)];
    const reports = must(await chair.call('workbooks.verify', { files, authority }));
    expect(reports.map(({ verdict, content, signer }) => [verdict, content, signer?.role])).toEqual(
      [
        ['valid', 'panel', 'chair'],
        ['valid', 'result', 'expert'],
      ],
    );
  });
});
