import { createHash } from 'node:crypto';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IntakeReport } from '../../../shared/exchange.ts';
import { must } from '../../../shared/result.ts';
import type { PanelPayload } from '../../../shared/workbook.ts';
import { contentOf } from '../../support/desk.ts';
import { collectAt, importAt } from '../../support/small-meeting.ts';
import {
  completeReview,
  openAt,
  packInto,
  passphrase,
  round,
  signInto,
  smallRound,
  writeRound,
} from '../../support/small-round.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { claimCases } from './claim-cases.ts';
import { answerOf, type ImportCase, refusedAs } from './import-case.ts';
import { deskOf, type ImportStage, makeStage, placed, signed } from './import-stage.ts';
import { panelClaimCases } from './panel-claim-cases.ts';
import { payloadCases } from './payload-cases.ts';
import { shownLookCases } from './shown-look-cases.ts';
import { shownStructureCases } from './shown-structure-cases.ts';
import { shownValueCases } from './shown-value-cases.ts';

/** Workbooks of insiders, handed in at the chair's and the center's desk. */

const classes: Readonly<Record<string, readonly ImportCase[]>> = {
  'shows another value': shownValueCases,
  'hides what it shows': shownLookCases,
  'lays something over it, or acts': shownStructureCases,
  'counts another payload': payloadCases,
  'does not belong here, or lies': claimCases,
  'lies about the panel': panelClaimCases,
};
const folder = temporaryFolder('imports');
let stage: ImportStage;
let before: object;
const answers = new Map<string, { readonly chair: IntakeReport; readonly center: IntakeReport }>();

/** Plays one round with those cases of each class that `isPicked` picks by their place in it, from 0. */
export function describeImports(isPicked: (place: number) => boolean): void {
  const picked = Object.fromEntries(
    Object.entries(classes).map(([name, cases]) => [name, cases.filter((_, at) => isPicked(at))]),
  );
  beforeAll(() => handIn(Object.values(picked).flat()), 600_000);
  describe.each(Object.entries(picked))('a workbook that %s is refused:', (_, cases) => {
    it.each(cases)('$name', ({ name, chair, center }) => {
      const given = answers.get(name);
      expect(given?.chair.outcome).toBe('refused');
      expect(given?.center.outcome).toBe('refused');
      expect({
        chair: given && answerOf(given.chair),
        center: given && answerOf(given.center),
      }).toEqual({ chair, center });
    });
  });
  describe('after all these refusals', () => {
    it('chair and center hold exactly what they held before', async () => {
      expect(await everything()).toEqual(before);
    });
  });
  describe('a genuine workbook of the same expert', genuineWorkbooks);
  describe('the desks', honestDesks);
}

async function handIn(all: readonly ImportCase[]): Promise<void> {
  stage = await makeStage(folder);
  before = await everything();
  const files = await Promise.all(
    all.map(async ({ name, make }) => placed(path.join(folder, 'cases'), name, await make(stage))),
  );
  const [chair, center] = await Promise.all([
    inTurns(files, (some) => collectAt(stage.chair, round, some)),
    inTurns(files, (some) => importAt(stage.panel.center, some)),
  ]);
  for (const [place, { name }] of all.entries()) {
    const [atChair, atCenter] = [chair[place], center[place]];
    if (atChair && atCenter) answers.set(name, { chair: atChair, center: atCenter });
  }
}

/** A desk takes at most 200 files at once. */
async function inTurns(
  files: readonly string[],
  hand: (some: readonly string[]) => Promise<readonly IntakeReport[]>,
): Promise<readonly IntakeReport[]> {
  const reports: IntakeReport[] = [];
  for (let at = 0; at < files.length; at += 100) {
    reports.push(...(await hand(files.slice(at, at + 100))));
  }
  return reports;
}

/** What chair and center hold. */
async function everything(): Promise<object> {
  const { chair, panel } = stage;
  const { events, results } = must(await chair.call('panel.read', { round }));
  return {
    chair: contentOf(chair.folder),
    events,
    results: results.map((each) => each.workbook),
    registry: await panel.center.dumpRegistry(),
    // Its log names what was refused.
    center: contentOf(panel.center.folder, /\.lock$|registry|home|center\.journal/),
  };
}

function genuineWorkbooks(): void {
  it('for another round of the same panel is refused here, and counts there', async () => {
    const { panel, chair } = stage;
    const listed = must(await panel.center.call('center.list', { round }));
    const described = smallRound();
    const other = { ...described, round: { ...described.round, id: '2026-V' } };
    const source = writeRound(path.join(folder, 'other'), other);
    const bundle = await packInto(panel.center, source, path.join(folder, 'other.hzb'));
    const expert = deskOf(panel, 'e1');
    await openAt(expert, bundle, panel.fingerprint);
    await completeReview(expert, '2026-V');
    const file = await signInto(expert, '2026-V', path.join(folder, 'other.xlsx'));
    const [report] = await collectAt(chair, round, [file]);
    expect(report && answerOf(report)).toEqual(refusedAs('other-round', '2026-V'));
    expect((await importAt(panel.center, [file]))[0]?.outcome).toBe('taken');
    expect(must(await panel.center.call('center.list', { round }))).toEqual(listed);
    const there = must(await panel.center.call('center.list', { round: '2026-V' }));
    expect(there.panels[0]?.results.filter((each) => each.revision !== null)).toHaveLength(1);
  });

  it('that claims to follow one further back is a fork at both desks', async () => {
    const { panel, chair, result, expert } = stage;
    const reason = '更正';
    must(
      await chair.call('panel.record', {
        round,
        events: [{ kind: 'meeting.reopened', reason }],
      }),
    );
    const [genuine] = must(await chair.call('panel.read', { round })).results.filter(
      (each) => each.payload.signer.id === expert.id,
    );
    const parent = genuine?.workbook ?? null;
    const leap = { ...result, revision: 5, parent, reopenReason: reason };
    const files = [
      path.join(folder, 'e1@round.example.xlsx'),
      placed(folder, 'leap', await signed(leap, expert)),
    ];
    expect((await collectAt(chair, round, files)).map((each) => each.outcome)).toEqual([
      'known',
      'taken',
    ]);
    const sign = { round, passphrase, locale: 'en' } as const;
    expect(JSON.stringify(await chair.call('panel.sign', sign))).toContain('"kind":"fork"');
    await importAt(panel.center, files);
    const { panels } = must(await panel.center.call('center.list', { round }));
    expect(panels[0]?.results[0]).toMatchObject({ code: 'E1', revision: null, forked: true });
  });
}

function honestDesks(): void {
  it('take the honest workbooks that the cases were made of', async () => {
    const files = [
      placed(folder, 'honest', await signed(stage.result, stage.expert)),
      placed(folder, 'decided', await signed(stage.decided, stage.head)),
    ];
    const reports = await importAt(stage.panel.center, files);
    expect(reports.map((each) => each.outcome)).toEqual(['taken', 'taken']);
  });

  it('see that a chair’s figures are not those that the experts signed', async () => {
    const { panel, decided, head } = stage;
    const parent = createHash('sha256').update(await signed(decided, head));
    const lie: PanelPayload = {
      ...decided,
      revision: 2,
      parent: parent.digest('hex'),
      reopenReason: '更正',
      applications: decided.applications.map((each, place) =>
        place === 1 ? { ...each, criteriaMet: each.criteriaMet - 1 } : each,
      ),
    };
    const theirs = panel.people.map(({ email }) => path.join(folder, `${email}.xlsx`));
    const file = placed(folder, 'figures', await signed(lie, head));
    const reports = await importAt(panel.center, [file, ...theirs]);
    expect(reports.filter((each) => each.outcome === 'refused')).toEqual([]);
    const list = must(await panel.center.call('center.list', { round }));
    const application = decided.applications[1]?.application;
    expect(list.panels[0]?.contradiction).toEqual({
      figure: 'statistics',
      application,
      code: null,
    });
    expect([list.decided, list.applications[1]?.decision]).toEqual([false, null]);
  });

  it('were handed each case once', () => {
    const all = Object.values(classes).flat();
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(150);
  });
}
