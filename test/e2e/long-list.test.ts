import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseTypes } from '../../shared/domain/application.ts';
import { type ReviewStage, stageReview } from '../support/review-stage.ts';
import { round, smallRound, writeRound } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { ListPage } from './pages/list-page.ts';

const count = 200;
/** What is drawn at most of them: what a screen shows, and some rows beyond its edges. */
const mostDrawn = 50;

let stage: ReviewStage;
let list: ListPage;

/** Two hundred applications; the two that the stage declares for are the first and the last. */
beforeAll(async () => {
  const folder = temporaryFolder('long-list');
  const { round: described, applications } = smallRound();
  const ids = Array.from({ length: count }, (_, place) =>
    place === 0 ? 'w1' : place === count - 1 ? 'o1' : `a${place + 1}`,
  );
  const all = ids.map((id, place) => {
    const number = String(place + 1).padStart(3, '0');
    const baseType = baseTypes[Math.floor((place * baseTypes.length) / count)];
    const applicant = { name: `海智基地${number}号`, country: 'CN', legalPerson: true };
    return [id, { ...applications.w1!, number, baseType, applicant }] as const;
  });
  const written = writeRound(path.join(folder, 'round'), {
    round: { ...described, panel: { ...described.panel, recusals: [] }, applications: ids },
    applications: Object.fromEntries(all),
  });
  stage = await stageReview(folder, written);
  list = new ListPage(stage.app);
  await list.open(round);
});
afterAll(() => stage?.close());

const page = () => stage.app.page;
const drawn = () => list.table.locator('tr[data-index]').count();

/** The number in the row that holds the focus, where that is before the eyes. */
function focused(): Promise<string | null> {
  return page().evaluate(() => {
    const link = document.activeElement;
    const row = link?.closest('tr[data-index]');
    if (link == null || row == null) return null;
    const seen = link.closest('[data-scroll]')!.getBoundingClientRect();
    const { top, bottom } = link.getBoundingClientRect();
    const isSeen = top >= seen.top && bottom <= seen.bottom;
    return isSeen ? row.querySelector('td')!.textContent : 'not seen';
  });
}

async function press(key: string, times = 1): Promise<void> {
  for (let each = 0; each < times; each += 1) await page().keyboard.press(key);
}

describe('a list of two hundred', () => {
  it('says how long it is and draws what is seen of it', async () => {
    await expect.poll(() => list.numbers()).toContain('001');
    const rows = count + baseTypes.length + 1;
    expect(await list.table.getAttribute('aria-rowcount')).toBe(String(rows));
    expect(await drawn()).toBeLessThan(mostDrawn);
    expect(await stage.app.flaws('long list')).toEqual([]);
  });

  it('is scrolled to its end and back by keyboard', async () => {
    await press('End');
    await expect.poll(() => list.numbers()).toContain('200');
    expect(await list.numbers()).not.toContain('001');
    expect(await drawn()).toBeLessThan(mostDrawn);
    const last = list.table.locator('tr[data-index]').last();
    expect(await last.getAttribute('aria-rowindex')).toBe(
      await list.table.getAttribute('aria-rowcount'),
    );
    await press('Home');
    await expect.poll(() => list.numbers()).toContain('001');
  });

  it('is gone through row by row, from its end too, past the headings of groups', async () => {
    await press('k');
    await expect.poll(focused).toBe('200');
    await press('k');
    await expect.poll(focused).toBe('199');
    await press('j');
    await press('j');
    await expect.poll(focused).toBe('200');
    await press('k', 50);
    await expect.poll(focused).toBe('150');
  });

  it('goes on from the row one was at, although that was scrolled out of sight', async () => {
    await list.table.hover();
    await page().mouse.wheel(0, -20_000);
    await expect.poll(() => list.numbers()).toContain('001');
    expect(await focused()).toBeNull();
    await press('j');
    await expect.poll(focused).toBe('151');
  });

  it('keeps the focus where one orders, groups and narrows it', async () => {
    const heading = list.table.getByRole('columnheader', { name: '编号' }).getByRole('button');
    await heading.focus();
    await press('Enter');
    await list.choose('分组方式', '不分组');
    await expect.poll(async () => (await list.numbers())[0]).toBe('200');
    const grouping = page().getByRole('combobox', { name: '分组方式' });
    expect(await grouping.evaluate((field) => field === document.activeElement)).toBe(true);
    await heading.focus();
    await press('Enter');
    await expect.poll(async () => (await list.numbers())[0]).toBe('001');
    expect(await heading.evaluate((button) => button === document.activeElement)).toBe(true);
    const choices = page().getByRole('radiogroup', { name: '按状态筛选' }).getByRole('radio');
    await choices.first().focus();
    await press('ArrowRight');
    await expect.poll(async () => (await list.numbers())[0]).toBe('002');
    expect(await choices.nth(1).evaluate((choice) => choice === document.activeElement)).toBe(true);
    await press('ArrowLeft');
    await expect.poll(async () => (await list.numbers())[0]).toBe('001');
  });

  it('finds the last one by its number and by its name', async () => {
    for (const words of ['200', '基地200号']) {
      await list.search.fill('');
      await list.search.pressSequentially(words);
      await expect.poll(() => list.numbers()).toEqual(['200']);
      expect(await list.search.evaluate((field) => field === document.activeElement)).toBe(true);
    }
    expect(await list.table.getAttribute('aria-rowcount')).toBe('2');
    expect(stage.app.complaints).toEqual([]);
  });
});
