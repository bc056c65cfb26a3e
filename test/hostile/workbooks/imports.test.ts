import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IntakeReport } from '../../../shared/exchange.ts';
import { must } from '../../../shared/result.ts';
import { contentOf } from '../../support/desk.ts';
import { collectAt, importAt } from '../../support/small-meeting.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { claimCases } from './claim-cases.ts';
import { answerOf, type ImportCase } from './import-case.ts';
import { type ImportStage, makeStage, placed, signed, stageRound } from './import-stage.ts';
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
const all = Object.values(classes).flat();

const folder = temporaryFolder('imports');
let stage: ImportStage;
const answers = new Map<string, { readonly chair: IntakeReport; readonly center: IntakeReport }>();
let before: object;

beforeAll(async () => {
  stage = await makeStage(folder);
  before = await everything();
  const files = await Promise.all(
    all.map(async ({ name, make }) => placed(path.join(folder, 'cases'), name, await make(stage))),
  );
  const [chair, center] = await Promise.all([
    collectAt(stage.chair, stageRound, files),
    importAt(stage.panel.center, files),
  ]);
  for (const [place, { name }] of all.entries()) {
    const [atChair, atCenter] = [chair[place], center[place]];
    if (atChair && atCenter) answers.set(name, { chair: atChair, center: atCenter });
  }
}, 600_000);

/** What chair and center hold. */
async function everything(): Promise<object> {
  const { chair, panel } = stage;
  const { events, results } = must(await chair.call('panel.read', { round: stageRound }));
  return {
    chair: contentOf(chair.folder),
    events,
    results: results.map((each) => each.workbook),
    registry: await panel.center.dumpRegistry(),
    center: contentOf(panel.center.folder),
  };
}

describe.each(Object.entries(classes))('a workbook that %s is refused:', (_, cases) => {
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

describe('the desks', () => {
  it('hold after all these refusals exactly what they held before', async () => {
    expect(await everything()).toEqual(before);
  });

  it('take the honest workbooks that the cases were made of', async () => {
    const files = [
      placed(folder, 'honest', await signed(stage.result, stage.expert)),
      placed(folder, 'decided', await signed(stage.decided, stage.head)),
    ];
    const reports = await importAt(stage.panel.center, files);
    expect(reports.map((each) => each.outcome)).toEqual(['taken', 'taken']);
  });

  it('were handed each case once', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(150);
  });
});
