import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { type Door, openDoor } from '../support/doors.ts';
import {
  completeReview,
  packInto,
  packRound,
  passphrase,
  round,
  signInto,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AppPage } from './pages/app-page.ts';
import { ReviewPage } from './pages/review-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

/** A newer bundle on screen: what it changed is marked until it was looked at, and what rested on it is flagged. */

const folder = temporaryFolder('newer-screen');
const at = (...names: string[]) => path.join(folder, ...names);

let door: Door;
let app: AppPage;
let review: ReviewPage;

beforeAll(async () => {
  const panel = await packRound(folder);
  const desk = await panel.open(0);
  await completeReview(desk, round);
  const place = { round, application: 'w1' };
  const { documents } = must(await desk.call('applications.read', place));
  const { id, sha256 } = documents.find((each) => each.id === 'proof')!;
  must(await desk.call('documents.open', { ...place, document: id }));
  const citation = { id: 'c1', document: id, sha256, page: 1, quote: '原来的文字' };
  const cited = {
    kind: 'citation.added',
    application: 'w1',
    criterion: '7(1)',
    citation,
  } as const;
  must(await desk.call('review.record', { round, events: [cited] }));
  await signInto(desk, round, at('first.xlsx'));
  writeFileSync(path.join(panel.source, 'w1', '证明', 'proof.txt'), '原来的文字 and another text');
  await packInto(panel.center, panel.source, at('newer.hzb'));
  await panel.close();
  door = await openDoor({ home: at('app'), profile: desk.folder });
  app = door.screen;
  review = new ReviewPage(app);
  await new WelcomePage(app).unlock(passphrase);
  await new RoundsPage(app).heading.waitFor();
});
afterAll(() => door?.stop());

it('says in the lists what is to be looked at, and that the signature is of an earlier one', async () => {
  await new RoundsPage(app).choose(at('newer.hzb'));
  await app.page.getByText('1 份材料新增、变动或撤回').waitFor();
  await app.page.getByText('1 处引用已失效').waitFor();
  expect(await app.barriers()).toEqual([]);
  await app.go('#/rounds');
  await app.page.getByText('1 处引用的材料已变动').waitFor();
  await app.page.getByText('签名依据的是旧材料包').waitFor();
  expect([await app.barriers(), await app.overflows()]).toEqual([[], false]);
});

it('flags the citation, marks the document, and the mark goes when it is opened', async () => {
  await review.open(round, 'w1', '7(1)');
  await review.citations.getByText('原来的文字').waitFor();
  await review.citations.getByText('材料已更换，引文为旧版内容').waitFor();
  const strip = review.evidence.getByRole('navigation', { name: '材料' });
  await strip.getByRole('button', { name: /已变动/ }).waitFor();
  await strip.getByRole('button', { name: /proof/ }).click();
  await review.evidence.getByText('another text').waitFor();
  await strip.getByRole('button', { name: 'proof.txt', exact: true }).waitFor();
  expect(await strip.getByRole('button', { name: /已变动/ }).count()).toBe(0);
  expect(app.complaints).toEqual([]);
});

it('marks nothing of the new file for it, although the old words stand there too, and says so on paper', async () => {
  await review.citations.getByText('原来的文字').click();
  const marked = await app.page.evaluate(() =>
    ['evidence-cited', 'evidence-goal'].map((name) => CSS.highlights.get(name)?.size ?? 0),
  );
  expect(marked).toEqual([0, 0]);
  await app.go(`#/print/${round}/w1`);
  const cited = app.page.getByRole('article').getByRole('listitem');
  await cited
    .filter({ hasText: /原来的文字.*材料已更换，引文为旧版内容/ })
    .first()
    .waitFor();
});
