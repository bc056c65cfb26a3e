import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cost } from '../bench/cost.ts';
import { applicationsOf50000Rows } from '../bench/large-result.ts';
import {
  HEAVY_CASES,
  type HeavyStage,
  makeHeavyStage,
  makeLargestPanel,
  withHeavyLastSheet,
} from '../hostile/workbooks/heavy-cases.ts';
import type { Judgement } from '../hostile/workbooks/judge-alone.ts';
import { temporaryFolder } from '../support/temporary.ts';

/**
 * Whatever file of up to 50 MB there is, it is judged in 2 seconds of processors and 300 MB. What others do on the machine
 * does not count as time; a slower one may take longer, and says so here.
 */

const folder = temporaryFolder('bounds');
const script = path.join(import.meta.dirname, '../hostile/workbooks/judge-alone.ts');
const file = path.join(folder, 'case.xlsx');
/** Fifty times what the slowest takes on an idle machine: what hangs is killed. */
const patienceMs = 100_000;
const mostMegabytes = 300;
const mostSeconds = 2;
const told: string[] = [];
let small: HeavyStage;

beforeAll(async () => {
  small = await makeHeavyStage(40);
});

afterAll(() => console.log(told.join('\n')));

function judge(name: string, bytes: Uint8Array, { authority }: HeavyStage): Judgement {
  writeFileSync(file, bytes);
  const child = spawnSync(process.execPath, [script], {
    input: JSON.stringify({ file, authority: Buffer.from(authority).toString('base64') }),
    timeout: patienceMs,
    killSignal: 'SIGKILL',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const judgement: Judgement = JSON.parse(child.stdout.toString());
  const { verdict, reason, place, cost } = judgement;
  const figures = `${cost.cpu.toFixed(2)} s  ${cost.peak?.toFixed(0)} MB`;
  told.push(`${name.padEnd(40)} ${figures.padStart(15)}  ${verdict} ${reason} ${place}`);
  return judgement;
}

function expectBounded({ cpu, peak }: Cost): void {
  expect(peak).toBeLessThan(mostMegabytes);
  expect(cpu).toBeLessThan(mostSeconds);
}

describe('a heavy file', () => {
  it.each(HEAVY_CASES)('$name', async ({ name, make, expected }) => {
    const { verdict, reason, cost } = judge(name, await make(small), small);
    expect({ verdict, reason }).toEqual(expected);
    expectBounded(cost);
  });

  it('is a genuine one of 50,000 rows, and that with a heavy last sheet', async () => {
    const large = await makeHeavyStage(applicationsOf50000Rows);
    const { verdict, cost } = judge('50,000 rows', large.signed, large);
    expect(verdict).toBe('valid');
    expectBounded(cost);
    const heavy = judge('50,000 rows, last sheet heavy', await withHeavyLastSheet(large), large);
    expect(heavy).toMatchObject({ verdict: 'invalid', reason: 'content-differs' });
    expectBounded(heavy.cost);
  });

  it('is the largest panel that there can be', async () => {
    const panel = await makeLargestPanel();
    const { verdict, cost } = judge('2,000 applications, 15 members', panel.signed, panel);
    expect(verdict).toBe('valid');
    expectBounded(cost);
  });
});
