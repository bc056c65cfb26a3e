import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '../support/doors.ts';
import { madePdf } from '../support/made-pdf.ts';
import { packRound, passphrase, smallRound, writeRound } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AppPage } from './pages/app-page.ts';
import { DeclarePage } from './pages/declare-page.ts';
import { FinishPage } from './pages/finish-page.ts';
import { Keyboard } from './pages/keyboard.ts';
import { ListPage } from './pages/list-page.ts';
import { ReviewPage } from './pages/review-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';

/** A whole review, from the passphrase to the workbook, by somebody who has no mouse. */

const folder = temporaryFolder('keyboard-only');
const at = (...names: string[]) => path.join(folder, ...names);
const criteria = ['7(1)', '7(2)', '7(3)', '7(4)', '7(5)'] as const;

let door: Door;
let app: AppPage;
let keyboard: Keyboard;
let review: ReviewPage;

beforeAll(async () => {
  const source = writeRound(at('round'), smallRound());
  const lines = ['Liaison with talents abroad', 'Two offices, three full-time people'];
  writeFileSync(path.join(source, 'w1', 'form.pdf'), madePdf([{ lines }]));
  await (await packRound(folder, source)).close();
  door = await openDoor({ home: at('app'), profile: at('e1@round.example') });
  app = door.screen;
  keyboard = new Keyboard(app);
  review = new ReviewPage(app);
});
afterAll(() => door?.stop());

afterEach(() => {
  expect(keyboard.faults.splice(0)).toEqual([]);
});

const button = (name: string | RegExp) => app.page.getByRole('button', { name });
const link = (name: string | RegExp) => app.page.getByRole('link', { name });
const heading = (name: string | RegExp) => app.page.getByRole('heading', { level: 1, name });

describe('somebody without a mouse', () => {
  it('unlocks', async () => {
    await keyboard.arrive(app.page.getByPlaceholder('口令'));
    await keyboard.type('not this one');
    await keyboard.press('Enter');
    await app.page.getByText('口令不正确').waitFor();
    await keyboard.type(passphrase);
    await keyboard.press('Enter');
    await keyboard.arrive(new RoundsPage(app).heading);
  });

  it('opens a bundle, and is led to the question whether to trust its center', async () => {
    const rounds = new RoundsPage(app);
    await app.give([at('round.hzb')], () => keyboard.use(button('选择材料包')));
    await keyboard.arrive(app.page.getByRole('heading', { name: '信任这家中心吗？' }));
    await keyboard.use(app.page.getByRole('checkbox', { name: /指纹一致/ }), 'Space');
    await keyboard.use(rounds.trust);
    await keyboard.arrive(heading('申报列表'));
  });

  it('signs the pledge, and declares for every application', async () => {
    const declare = new DeclarePage(app);
    await keyboard.use(link('前往声明'));
    await keyboard.arrive(declare.pledge);
    await keyboard.use(app.page.getByRole('checkbox', { name: /我已阅读/ }), 'Space');
    await keyboard.use(button('签署承诺书'));
    await keyboard.arrive(heading(/海智工作站/));
    await keyboard.use(app.page.getByRole('radio', { name: /没有利益冲突/ }), 'Space');
    await keyboard.use(button('声明无利益冲突'));
    await keyboard.arrive(heading(/Overseas Hub/));
    await keyboard.press('r');
    const kind = app.page.getByRole('combobox');
    await keyboard.reach(kind);
    await keyboard.press('ArrowDown', 'ArrowDown', 'Enter');
    await keyboard.use(button(/^声明回避/));
    await keyboard.arrive(heading(/02/));
  });

  it('opens the application from the list', async () => {
    await keyboard.reach(link('申报列表'), 'Shift+Tab');
    await keyboard.press('Enter');
    await keyboard.arrive(heading('申报列表'));
    await keyboard.press('j', 'Enter');
    await review.at('7(1)');
    await keyboard.arrive(review.answers);
  });

  it('looks around and comes back: keys, history, search, arithmetic, a late conflict', async () => {
    for (const key of ['?', 'h']) {
      await keyboard.press(key);
      const sheet = app.page.getByRole('dialog');
      await sheet.waitFor();
      await keyboard.press('Tab', 'Escape');
      await sheet.waitFor({ state: 'hidden' });
      await keyboard.arrive(review.answers);
    }
    await keyboard.reach(review.total, 'Shift+Tab');
    await keyboard.press('Enter');
    await app.page.getByRole('table').waitFor();
    await keyboard.press('Escape');
    await keyboard.arrive(review.total);
    const late = button('声明利益冲突');
    await keyboard.reach(late, 'Shift+Tab');
    await keyboard.press('Enter');
    await app.page.getByRole('dialog').waitFor();
    await keyboard.press('Tab', 'Escape');
    await app.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await keyboard.arrive(late);
    await keyboard.press('Control+Shift+F');
    await keyboard.type('Liaison');
    await keyboard.press('Escape');
    await keyboard.arrive(review.evidence);
    await keyboard.press('/');
    await keyboard.type('Liaison');
    await keyboard.press('Enter', 'Escape');
  });

  it('finds, judges, scores and comments', async () => {
    await keyboard.press('k', 'j', 'k');
    for (const criterion of criteria) {
      await review.at(criterion);
      await findAll();
      await keyboard.press('2', 's');
      await keyboard.type('75');
      await keyboard.press('Escape', 'm');
      await keyboard.type(`${criterion} 材料齐全，还缺一份证明。`);
      await keyboard.press('Escape', 'j');
    }
    await review.at('opinion');
    await review.saved();
  });

  it('writes the opinion', async () => {
    await keyboard.use(app.page.getByRole('radio', { name: /建议认定/ }).first(), 'Space');
    await keyboard.press('m');
    await keyboard.type('材料总体齐全，建议认定。');
    await keyboard.press('Escape');
    await review.saved();
  });

  it('cites a box, takes the citation away, and has it back', async () => {
    await keyboard.press('k', 'k', 'k', 'k', 'k');
    await review.at('7(1)');
    await review.page(1).locator('span').first().waitFor();
    await keyboard.press('b', 'ArrowDown', 'Shift+ArrowRight', 'ArrowUp');
    await review.evidence.locator('[data-box]').waitFor();
    await keyboard.press('c');
    await review.citations.getByText('form.pdf 第 1 页').waitFor();
    await keyboard.reach(review.citations.getByRole('button').first(), 'Shift+Tab');
    await keyboard.press('Enter');
    await review.page(1).locator('[data-mark][data-goal="true"]').waitFor();
    await keyboard.use(review.citations.getByRole('button').last());
    await review.citations.waitFor({ state: 'detached' });
    await keyboard.press('Control+z');
    await review.citations.waitFor();
    await review.saved();
  });

  it('signs what is complete, cited boxes too, and takes the workbook home', async () => {
    const finish = new FinishPage(app);
    await keyboard.reach(link(/测试评审/), 'Shift+Tab');
    await keyboard.press('Enter');
    await keyboard.arrive(heading('申报列表'));
    await new ListPage(app).table.waitFor();
    await keyboard.press('f');
    await keyboard.arrive(heading('完成与签名'));
    await finish.complete.waitFor();
    await keyboard.reach(app.page.getByLabel('再次输入口令'));
    await keyboard.type(passphrase);
    await keyboard.press('Enter');
    await keyboard.arrive(finish.signed);
    const workbook = button(/下载工作簿|保存工作簿/);
    const saved = await app.take(folder, () => keyboard.use(workbook));
    expect(path.extname(saved)).toBe('.xlsx');
    await keyboard.arrive(workbook);
  });

  it('gave the browser nothing to complain about', () => {
    expect(app.complaints).toEqual([]);
  });
});

/** Goes from check to check by `F` until each has a finding. */
async function findAll(): Promise<void> {
  const open = review.answers.locator('[data-check]').filter({ hasText: '未核查' });
  const choices = app.page.locator('.ant-select-dropdown:visible');
  for (let left = await open.count(); left > 0; left -= 1) {
    await keyboard.press('f', 'Enter');
    await choices.locator('.ant-select-item-option-active').waitFor();
    await keyboard.press('ArrowDown', 'Enter');
    await choices.waitFor({ state: 'detached' });
    await keyboard.press('Escape');
    expect(await open.count()).toBe(left - 1);
  }
}
