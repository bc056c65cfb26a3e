import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { type Door, openDoor } from '../support/doors.ts';
import { heapOf } from '../support/memory.ts';
import {
  foundPanel,
  openAt,
  packInto,
  passphrase,
  smallRound,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AppPage } from './pages/app-page.ts';
import { ReviewPage } from './pages/review-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

/** A conflict that is found while working: nothing of the application stays in the page, its stores, or on the disk. */

const folder = temporaryFolder('recusal-screen');
const at = (...names: string[]) => path.join(folder, ...names);
const round = '2026-T';
/** Of the document itself, and of what is typed about it. */
const canaries = ['canary-w1-proof', 'canary-w1-comment', 'canary-w1-opinion'];

let door: Door;
let app: AppPage;
let review: ReviewPage;
let profile: string;

beforeAll(async () => {
  const panel = await foundPanel(folder);
  const source = writeRound(at('round'), smallRound());
  const bundle = await packInto(panel.center, source, at('round.hzb'));
  const { desk } = panel.people[0]!;
  profile = desk.folder;
  await openAt(desk, bundle, panel.fingerprint);
  const { pledge } = must(await desk.call('rounds.read', { round }));
  const declared = ['w1', 'o1'].map(
    (application): ExpertEvent => ({
      kind: 'conflict.declared',
      application,
      declaration: { state: 'none' },
    }),
  );
  const events: ExpertEvent[] = [{ kind: 'pledge.signed', version: pledge }, ...declared];
  must(await desk.call('review.record', { round, events }));
  await Promise.all(panel.people.map(({ desk: each }) => each.close()));
  door = await openDoor({ home: at('app'), profile });
  app = door.screen;
  review = new ReviewPage(app);
  await new WelcomePage(app).unlock(passphrase);
  await new RoundsPage(app).heading.waitFor();
});
afterAll(() => door?.stop());

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
  await review.open(round, 'w1', '7(1)');
  await review.show('proof.txt');
  await review.evidence.getByText('canary-w1-proof').waitFor();
  await review.comment.fill('canary-w1-comment');
  await review.saved();
  await review.open(round, 'w1', 'opinion');
  await review.opinion.fill('canary-w1-opinion');
  await review.saved();
  expect(held(await heapOf(app.page))).toEqual(canaries);
});

it('has nothing of it any more once the conflict is declared: neither heap nor stores', async () => {
  await app.page.getByRole('button', { name: '声明利益冲突' }).click();
  const dialog = app.page.getByRole('dialog');
  await dialog.getByRole('combobox').click();
  await app.page.locator('.ant-select-dropdown:visible').getByText('竞争关系').click();
  const again = app.page.waitForEvent('load');
  await dialog.getByRole('button', { name: '回避申报 01' }).click();
  await again;
  await app.page.getByRole('heading', { name: '申报列表' }).waitFor();
  await review.saved();
  expect(held(await heapOf(app.page))).toEqual([]);
  expect(held(await app.stored())).toEqual([]);
});

it('goes on with the other one as before', async () => {
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
  await door.stop();
  for (const place of [at('app'), profile]) {
    expect([place, filesHolding(place)]).toEqual([place, []]);
  }
  expect(filesHolding(at('round'))).not.toEqual([]);
});
