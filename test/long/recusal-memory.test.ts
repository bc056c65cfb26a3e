import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleIfChanged } from '../../build/bundle.ts';
import { findChromium } from '../support/chromium.ts';
import { childrenRunning, foundInMemory } from '../support/process-memory.ts';
import { canaries, recuseFromFirst, workOnFirst } from '../support/recusal-stage.ts';
import { type ReviewStage, stageReview } from '../support/review-stage.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The memory of the browser's processes, read from outside as a debugger would: what a recusal leaves of an application. */

const needles = Object.fromEntries(
  canaries.flatMap((canary) =>
    (['utf8', 'utf16le'] as const).map((coding) => [
      `${canary} ${coding}`,
      Buffer.from(canary, coding),
    ]),
  ),
);
let stage: ReviewStage;

beforeAll(async () => {
  await bundleIfChanged();
  stage = await stageReview(temporaryFolder('recusal-memory'));
});
afterAll(() => stage?.close());

/** What each renderer of the browser holds, by its process number. */
async function held(): Promise<ReadonlyMap<number, readonly string[]>> {
  const { executablePath } = await findChromium();
  const renderers = childrenRunning(path.basename(executablePath)).filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--type=renderer'),
  );
  return new Map(renderers.map((pid) => [pid, foundInMemory(pid, needles)]));
}

it.skipIf(process.platform !== 'linux')(
  'no renderer has anything of an application once its conflict is declared',
  async () => {
    await workOnFirst(stage);
    const before = [...(await held())].filter(([, found]) => found.length > 0);
    const found = before.flatMap(([, names]) => names).join(', ');
    for (const canary of canaries) expect(found).toContain(canary);
    await recuseFromFirst(stage);
    const ended = before.map(([pid]) => pid);
    const stillThere = async () => [...(await held()).keys()].filter((pid) => ended.includes(pid));
    await expect.poll(stillThere).toEqual([]);
    const after = await held();
    expect(after.size).toBeGreaterThan(0);
    expect([...after.values()].flat()).toEqual([]);
  },
);
