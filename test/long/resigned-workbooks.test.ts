import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ResultPayload } from '../../shared/workbook.ts';
import {
  exchangePayload,
  type ImportStage,
  makeStage,
  placed,
  signed,
  signedAfter,
} from '../hostile/workbooks/import-stage.ts';
import { type Parts, textOf } from '../hostile/workbooks/repack.ts';
import { sheet } from '../hostile/workbooks/shown.ts';
import { collectAt, importAt } from '../support/small-meeting.ts';
import { round } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/**
 * An expert's valid workbook, altered at any place and signed again with the expert's own key: what it shows and what would be
 * counted differ, so neither desk takes it, although signature, certificate and form hold.
 */

const runs = 100;
const folder = temporaryFolder('resigned');
let stage: ImportStage;
let count = 0;

beforeAll(async () => {
  stage = await makeStage(folder);
}, 600_000);

/** Hands an altered workbook in at both desks. @returns the refusals */
async function refusedAfter(edit: (parts: Parts) => void) {
  count += 1;
  const bytes = await signedAfter(stage.result, stage.expert, edit);
  const file = placed(path.join(folder, 'cases'), `case-${count}`, bytes);
  const [atChair] = await collectAt(stage.chair, round, [file]);
  const [atCenter] = await importAt(stage.panel.center, [file]);
  const reports = [atChair, atCenter];
  expect(reports).toMatchObject([{ outcome: 'refused' }, { outcome: 'refused' }]);
  return reports;
}

async function expectInvalid(edit: (parts: Parts) => void): Promise<void> {
  const invalid = { report: { verdict: 'invalid' } };
  expect(await refusedAfter(edit)).toMatchObject([invalid, invalid]);
}

const cells = /<c r="[A-Z]+\d+"( s="\d+")?( t="s")?><v>(\d+)<\/v><\/c>/g;

/** Changes one of all cells of all sheets; `by` picks the cell and another value or style for it. */
function changeCell(parts: Parts, at: number, change: (cell: string) => string): void {
  const all = [1, 2, 3, 4, 5, 6].flatMap((number) =>
    [...textOf(parts, sheet(number)).matchAll(cells)].map((found) => ({ number, found })),
  );
  const { number, found } = all[at % all.length]!;
  const text = textOf(parts, sheet(number));
  const changed = change(found[0]);
  const after = text.slice(0, found.index) + changed + text.slice(found.index + found[0].length);
  parts.set(sheet(number), Buffer.from(after));
}

/** Every text, number and truth value of a payload, by the way to it. */
function leavesOf(value: unknown, way: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return value === null ? [] : [way];
  return Object.entries(value).flatMap(([name, each]) => leavesOf(each, [...way, name]));
}

function changeLeaf<T>(value: T, [name = '', ...rest]: readonly string[], by: number): T {
  const copy = structuredClone(value) as Record<string, unknown>;
  const inner = copy[name];
  if (rest.length > 0) copy[name] = changeLeaf(inner, rest, by);
  else if (typeof inner === 'number') copy[name] = inner + by;
  else if (typeof inner === 'boolean') copy[name] = !inner;
  else copy[name] = `${inner}${by}`;
  return copy as T;
}

const place = fc.nat({ max: 1_000_000 });
const little = fc.integer({ min: 1, max: 9 });

describe('a workbook that its expert altered and signed again', () => {
  it('is taken where nothing was altered', async () => {
    const file = placed(folder, 'same', await signed(stage.result, stage.expert));
    const [report] = await importAt(stage.panel.center, [file]);
    expect(report).toMatchObject({ outcome: 'taken', report: { verdict: 'valid' } });
  });

  it('is refused with another value in any cell', async () => {
    const property = fc.asyncProperty(place, little, (at, by) =>
      expectInvalid((parts) =>
        changeCell(parts, at, (cell) =>
          cell.replace(/<v>(\d+)/, (_, value) => `<v>${Number(value) + by}`),
        ),
      ),
    );
    await fc.assert(property, { numRuns: runs });
  });

  it('is refused with another look of any cell', async () => {
    const property = fc.asyncProperty(place, little, (at, by) =>
      expectInvalid((parts) =>
        changeCell(parts, at, (cell) => {
          const style = /s="(\d+)"/.exec(cell)?.[1];
          const other = (Number(style ?? 0) + by) % 19;
          return cell.replace(/(<c r="\w+")( s="\d+")?/, `$1 s="${other}"`);
        }),
      ),
    );
    await fc.assert(property, { numRuns: runs });
  });

  // What no sheet shows, as the identifier of an application, is held against the bundle.
  it('is refused with anything else in the payload', async () => {
    for (const leaf of leavesOf(stage.result)) {
      const lie: ResultPayload = changeLeaf(stage.result, leaf, 1);
      await refusedAfter((parts) => exchangePayload(parts, lie));
    }
  });
});
