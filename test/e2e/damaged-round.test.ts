import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { homeIn } from '../../electron/services/home.ts';
import { must } from '../../shared/result.ts';
import { type Door, openDoor } from '../support/doors.ts';
import { declareNone, packRound, passphrase, round } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AppPage } from './pages/app-page.ts';
import { DeclarePage } from './pages/declare-page.ts';
import { ReviewPage } from './pages/review-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { SettingsPage } from './pages/settings-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

/** A round stopped by its damaged journal or its lost keys, on screen; and a browser that loses its store while somebody works. */

const folder = temporaryFolder('damaged-screen');

let door: Door;
let app: AppPage;
let reviewKeys: string;

beforeAll(async () => {
  const panel = await packRound(folder);
  const desk = await panel.open(0);
  await declareNone(desk);
  for (const application of ['w1', 'o1', 'w1']) {
    const declaration = { state: 'none' } as const;
    const event = { kind: 'conflict.declared', application, declaration } as const;
    must(await desk.call('review.record', { round, events: [event] }));
  }
  await panel.close();
  const { reviewJournal: journal, reviewKeys: keys } = homeIn(desk.folder).round(round);
  reviewKeys = keys;
  const bytes = readFileSync(journal);
  const place = bytes.length - 300;
  bytes[place] = bytes[place]! ^ 1;
  writeFileSync(journal, bytes);
  // As a stick that was pulled out of another laptop has it.
  writeFileSync(`${journal}.lock`, JSON.stringify({ pid: 1, host: 'old-laptop', start: null }));
  door = await openDoor({ home: path.join(folder, 'app'), profile: desk.folder });
  app = door.screen;
  await new WelcomePage(app).unlock(passphrase);
});
afterAll(() => door?.stop());

it('a round left open on another computer goes on after a question that names it', async () => {
  await new RoundsPage(app).heading.waitFor();
  await app.page.getByRole('alert').filter({ hasText: '“old-laptop”上' }).waitFor();
  await app.page.getByRole('button', { name: '在这里继续' }).click();
  const question = app.page.locator('.ant-popover:visible');
  await question.getByText('“old-laptop”上的应用已经关闭了吗？').waitFor();
  expect(await app.barriers()).toEqual([]);
  await question.getByRole('button', { name: '在这里继续' }).click();
  await app.page.getByRole('alert').filter({ hasText: '内容有变化' }).waitFor();
});

describe('a round whose journal is damaged', () => {
  it('is named among the rounds, and on its own screens, with what may be decided', async () => {
    await new RoundsPage(app).heading.waitFor();
    await app.page.getByRole('heading', { name: '打不开的轮次' }).waitFor();
    await app.page.getByRole('alert').filter({ hasText: '内容有变化' }).waitFor();
    expect([await app.barriers(), await app.overflows()]).toEqual([[], false]);
    await app.go(`#/applications/${round}`);
    await app.page.getByRole('heading', { name: '这一轮的工作记录需要您决定' }).waitFor();
    expect([await app.barriers(), await app.overflows()]).toEqual([[], false]);
  });

  it('gives what is left for the center, then goes on from its last sound state', async () => {
    const save = app.page.getByRole('button', { name: '为中心保存密封的余下内容' });
    const saved = await app.take(folder, () => save.click());
    expect(path.basename(saved)).toMatch(/^2026-T-.+\.age$/);
    await app.page.getByRole('button', { name: '从最后完好的状态继续' }).click();
    const question = app.page.locator('.ant-popover:visible');
    await question.getByRole('button', { name: '从最后完好的状态继续' }).click();
    await app.page.getByText('海智工作站').first().waitFor();
    const answer = JSON.stringify(await app.call('review.events', { round, after: 0 }));
    expect(answer).toContain('journal.resumed');
    await app.go('#/rounds');
    await new RoundsPage(app).heading.waitFor();
    expect(await app.page.getByRole('heading', { name: '打不开的轮次' }).count()).toBe(0);
  });
});

describe('a browser that loses its store while somebody works', () => {
  it('loses nothing: the journal has it, and the store is built anew', async () => {
    await app.go(`#/declare/${round}/o1`);
    const declare = new DeclarePage(app);
    await declare.current.getByText('Overseas Hub').waitFor();
    const before = await app.call('review.events', { round, after: 0 });
    await app.page.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) {
        await new Promise((resolve) => {
          const request = indexedDB.deleteDatabase(name!);
          request.onsuccess = resolve;
          request.onerror = resolve;
        });
      }
    });
    await declare.disclose('删除之后写下的理由');
    await app.page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
    await app.page.reload();
    await declare.line('02').getByText('已披露').waitFor();
    const after = await app.call('review.events', { round, after: 0 });
    const events = (answer: unknown) =>
      (answer as { value: { events: readonly { event: object }[] } }).value.events;
    expect(events(after).slice(0, events(before).length)).toEqual(events(before));
    expect(JSON.stringify(after).split('删除之后写下的理由').length - 1).toBe(1);
    await expect.poll(() => app.stored()).toContain(round);
  });
});

describe('a round whose keys are lost', () => {
  it('gets them back on its own screen from a backup, by the backup’s passphrase', async () => {
    const review = new ReviewPage(app);
    await review.open(round, 'w1', 'opinion');
    await review.opinion.fill('丢失密钥之前的意见');
    await review.opinion.blur();
    await review.saved();
    await app.go('#/settings');
    const saved = await new SettingsPage(app).backUp(passphrase, folder);
    await app.page.getByText('本机已锁定').waitFor();
    rmSync(reviewKeys);
    await app.go('#/rounds');
    await new WelcomePage(app).unlock(passphrase);
    await app.page.getByRole('heading', { name: '打不开的轮次' }).waitFor();
    await app.go(`#/applications/${round}`);
    await app.page.getByRole('alert').filter({ hasText: '不见了或已损坏' }).waitFor();
    await app.page.getByRole('button', { name: '从备份取回密钥…' }).click();
    const choose = app.page.getByRole('button', { name: '选择备份…' });
    await app.give([saved], () => choose.click());
    await app.page.getByText(path.basename(saved)).waitFor();
    expect([await app.barriers(), await app.overflows()]).toEqual([[], false]);
    await app.page.getByLabel('口令', { exact: true }).fill('not this one 9');
    await app.page.getByRole('button', { name: '取回密钥', exact: true }).click();
    await app.page.getByRole('alert').filter({ hasText: '口令不正确' }).waitFor();
    await app.page.getByLabel('口令', { exact: true }).fill(passphrase);
    await app.page.getByRole('button', { name: '取回密钥', exact: true }).click();
    await app.page.getByText('海智工作站').first().waitFor();
    const recorded = JSON.stringify(await app.call('review.events', { round, after: 0 }));
    expect(recorded).toContain('丢失密钥之前的意见');
  });

  it('had nothing to complain about', () => {
    expect(app.complaints).toEqual([]);
  });
});
