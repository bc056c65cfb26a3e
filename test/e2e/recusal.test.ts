import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { heapOf } from '../support/memory.ts';
import { canaries, recuseFromFirst, workOnFirst } from '../support/recusal-stage.ts';
import { type ReviewStage, stageReview } from '../support/review-stage.ts';
import { round } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** A conflict that is found while working: nothing of the application stays in the page, its stores, or on the disk. */

let stage: ReviewStage;

beforeAll(async () => {
  stage = await stageReview(temporaryFolder('recusal-screen'));
});
afterAll(() => stage?.close());

function held(text: string): readonly string[] {
  return canaries.filter((canary) => text.includes(canary));
}

/** Files below a folder that hold a canary in any encoding that Chromium writes. */
function filesHolding(below: string): readonly string[] {
  const files = readdirSync(below, { recursive: true, encoding: 'utf8' });
  return files.filter((name) => {
    const file = path.join(below, name);
    if (!statSync(file).isFile()) return false;
    const content = readFileSync(file);
    return canaries.some((canary) =>
      (['utf8', 'utf16le'] as const).some((coding) =>
        content.includes(Buffer.from(canary, coding)),
      ),
    );
  });
}

it('works on an application, and has it in memory', async () => {
  await workOnFirst(stage);
  expect(held(await heapOf(stage.app.page))).toEqual(canaries);
});

it('has nothing of it any more once the conflict is declared: neither heap nor stores', async () => {
  const { app } = stage;
  await recuseFromFirst(stage);
  expect(held(await heapOf(app.page))).toEqual([]);
  expect(held(await app.stored())).toEqual([]);
});

it('goes on with the other one as before', async () => {
  const { app, review } = stage;
  await review.open(round, 'o1', '9(2)');
  await review.comment.fill('still at work');
  await review.comment.blur();
  const recorded = () => app.call('review.events', { round, after: 0 });
  await expect.poll(async () => JSON.stringify(await recorded())).toContain('still at work');
  await app.page.reload();
  await review.at('9(2)');
  expect(await review.comment.inputValue()).toBe('still at work');
});

it('left nothing in any file, of the browser or of its own', async () => {
  const { home, profile, source } = stage.folders;
  await stage.close();
  for (const place of [home, profile]) {
    expect([place, filesHolding(place)]).toEqual([place, []]);
  }
  expect(filesHolding(source)).not.toEqual([]);
});
