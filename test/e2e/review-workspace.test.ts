import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practicePassphrase } from '../../shared/practice.ts';
import {
  enterPractice,
  reviewRest,
  reviewSome,
  round,
  type Stage,
  setStage,
} from '../support/practice-stage.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { tool } from '../support/tools.ts';
import { ListPage } from './pages/list-page.ts';
import { ReviewPage } from './pages/review-page.ts';

let stage: Stage;
let list: ListPage;
let review: ReviewPage;

beforeAll(async () => {
  stage = await setStage();
  list = new ListPage(stage.app);
  review = new ReviewPage(stage.app);
});
afterAll(() => stage?.close());

const page = () => stage.app.page;
const place = () => decodeURIComponent(new URL(page().url()).hash);

/** What keeps somebody out of the present screen, or is cut. */
function looks(occasion: string): Promise<readonly string[]> {
  return stage.app.flaws(occasion);
}

describe('somebody who is here for the first time', () => {
  it('is offered the guide, goes through it by keyboard, and is not asked again', async () => {
    await enterPractice(stage.app);
    await page().getByRole('link', { name: '打开指引' }).click();
    await page().getByRole('heading', { name: '先声明，材料才会打开' }).waitFor();
    expect(await looks('guide')).toEqual([]);
    for (let step = 0; step < 5; step += 1) await page().keyboard.press('ArrowRight');
    await page().getByRole('heading', { name: '补齐、签名、交回工作簿' }).waitFor();
    await page().getByRole('button', { name: '开始评审' }).click();
    await page().getByRole('heading', { name: '我的轮次' }).waitFor();
    expect(await page().getByRole('link', { name: '打开指引' }).count()).toBe(0);
  });

  it('finds it again in the sheet of keys', async () => {
    await page().keyboard.press('?');
    const help = page().getByRole('dialog', { name: '快捷键' });
    await help.getByRole('link', { name: '打开新手指引' }).click();
    await page().getByRole('heading', { name: '两分钟了解评审' }).waitFor();
    await help.waitFor({ state: 'hidden' });
    await page().keyboard.press('Escape');
    await page().getByRole('heading', { name: '我的轮次' }).waitFor();
  });
});

describe('the list', () => {
  it('is filtered, ordered by pinyin and score, and grouped', async () => {
    await reviewSome(stage.app);
    await list.open(round);
    await expect.poll(() => list.numbers()).toHaveLength(8);
    await list.sortBy('申报单位');
    await list.choose('分组方式', '不分组');
    await expect
      .poll(() => list.numbers())
      .toEqual(['02', '04', '08', '07', '03', '01', '05', '06']);
    await list.sortBy('总分');
    await expect.poll(async () => (await list.numbers()).slice(0, 2)).toEqual(['07', '03']);
    await list.choose('分组方式', '按状态分组');
    await expect.poll(async () => (await list.groups())[0]).toContain('待声明');
    await list.choose('按基地类型筛选', '首都海智工作基地');
    await expect.poll(() => list.numbers()).toEqual(['01', '02']);
    expect(await looks('list')).toEqual([]);
  });

  it('is as one left it, and one button clears it', async () => {
    await review.open(round, 'a01', '7(1)');
    await list.open(round);
    await expect.poll(() => list.numbers()).toEqual(['01', '02']);
    await list.search.fill('没有这个单位');
    await page().getByRole('button', { name: '清除筛选' }).click();
    await expect.poll(() => list.numbers()).toHaveLength(8);
  });

  it('leads to what is unfinished, there and from inside an application', async () => {
    await page().getByRole('button', { name: '继续评审下一份' }).click();
    await expect.poll(place).toBe(`#/review/${round}/a04`);
    await review.open(round, 'a05', '9(1)');
    await page().keyboard.press('n');
    await expect.poll(place).toBe(`#/review/${round}/a05/9(5)`);
    await review.open(round, 'a04', '8(1)');
    for (const next of ['8(2)', '8(3)', '8(4)', '8(5)', 'opinion', '8(1)']) {
      await page().keyboard.press('n');
      await expect.poll(place).toBe(`#/review/${round}/a04/${next}`);
    }
    await review.open(round, 'a07', 'opinion');
    await page().keyboard.press('n');
    await expect.poll(place).toBe(`#/review/${round}/a07/10(2)`);
  });

  it('says of a recused application its number and no name', async () => {
    await list.open(round);
    const row = list.table.getByRole('row').filter({ hasText: /^06/ });
    expect(await row.innerText()).not.toContain('狮城');
  });
});

describe('what was changed', () => {
  it('is undone after the program was killed and started again, at its place', async () => {
    await review.open(round, 'a01', '7(3)');
    await page().keyboard.press('3');
    await expect.poll(() => review.verdict('不符合').isChecked()).toBe(true);
    await review.open(round, 'a02', '7(4)');
    await page().keyboard.press('5');
    await expect.poll(() => review.verdict('不适用').isChecked()).toBe(true);
    await review.saved();
    await stage.restart();
    await review.open(round, 'a05', '9(1)');
    await page().keyboard.press('Control+z');
    await expect.poll(place).toBe(`#/review/${round}/a02/7(4)`);
    await expect.poll(() => review.verdict('部分符合').isChecked()).toBe(true);
    await page().getByRole('button', { name: '撤销', exact: true }).click();
    await expect.poll(place).toBe(`#/review/${round}/a01/7(3)`);
    await expect.poll(() => review.verdict('符合').isChecked()).toBe(true);
    await page().keyboard.press('Control+Shift+z');
    await expect.poll(() => review.verdict('不符合').isChecked()).toBe(true);
    await page().keyboard.press('Control+z');
    await review.saved();
  });

  it('is in the history of its place with times, undone steps among them', async () => {
    await review.open(round, 'a01', '7(3)');
    await page().keyboard.press('h');
    const history = page().getByRole('dialog', { name: '7(3) 的填写历史' });
    const lines = history.getByRole('listitem');
    await lines.first().waitFor();
    expect(await lines.first().innerText()).toMatch(/\d\d:\d\d:\d\d[\s\S]*结论[\s\S]*撤销/);
    expect(await history.innerText()).toContain('名单与协议已逐份核对');
    expect(await looks('history')).toEqual([]);
    await page().keyboard.press('Escape');
  });
});

describe('own scores side by side', () => {
  it('show the distribution, the strictest and the mildest criterion', async () => {
    await stage.app.go(`#/compare/${round}`);
    await page()
      .getByRole('img', { name: /总分分布: 5 份申报/ })
      .waitFor();
    const strictest = page().getByRole('listitem').filter({ hasText: '最严' });
    expect(await strictest.innerText()).toContain('7(5)');
    await page().getByRole('listitem').filter({ hasText: '最宽' }).waitFor();
    expect(await looks('calibration')).toEqual([]);
  });

  it('compare one criterion over the applications, and lead to each there', async () => {
    await page()
      .getByRole('link', { name: /^9\(3\)/ })
      .first()
      .click();
    const table = page().getByRole('table', { name: /条件 9\(3\)/ });
    const rows = table.locator('tbody tr[data-index]');
    await rows.nth(1).waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringContaining('莱茵中德创新中心'),
      expect.stringMatching(/^06\s*已回避$/),
    ]);
    expect(await looks('comparison')).toEqual([]);
    await table.getByRole('link', { name: '莱茵中德创新中心' }).click();
    await review.at('9(3)');
  });
});

describe('the opinion on paper', () => {
  it('holds what counts, and neither private notes nor recused applications', async () => {
    await review.open(round, 'a01', '7(1)');
    await page().getByLabel('私人备注').fill('这条只给自己看');
    await review.open(round, 'a01', 'opinion');
    expect(await page().getByLabel('私人备注').inputValue()).toBe('');
    await page().getByLabel('私人备注').fill('这句只给自己看');
    await review.saved();
    await stage.app.go(`#/print/${round}`);
    const sheets = page().getByRole('article');
    await sheets.first().waitFor();
    expect(await sheets.count()).toBe(6);
    const text = await page().locator('main').innerText();
    expect(text).toContain('草稿：尚未签名');
    expect(text).toContain('建议补充活动证明后认定');
    for (const hidden of ['这句只给自己看', '这条只给自己看', '狮城', '已回避'])
      expect(text).not.toContain(hidden);
    expect(await looks('print')).toEqual([]);
  });

  it.skipIf(!tool('pdftotext'))('fills A4 pages without the frame of the screen', async () => {
    await stage.app.go(`#/print/${round}/a01`);
    await page().getByRole('article').waitFor();
    const file = path.join(temporaryFolder('print'), 'opinion.pdf');
    writeFileSync(file, await page().pdf({ preferCSSPageSize: true, printBackground: true }));
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    expect(info).toMatch(/Page size:\s+59[45][.\d]* x 84[12]/);
    const text = execFileSync(tool('pdftotext')!, ['-layout', file, '-'], { encoding: 'utf8' });
    expect(text).toContain('专家评审意见表');
    expect(text).toContain('北京云谷国际人才促进会');
    for (const frame of ['打印或另存为', '试用样例轮次', '已保存'])
      expect(text).not.toContain(frame);
  });
});

describe('every hand', () => {
  it('composes with an input method without setting off a key or losing a letter', async () => {
    await review.open(round, 'a04', '8(1)');
    await review.comment.click();
    const session = await page().context().newCDPSession(page());
    const compose = (text: string) =>
      session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    for (const text of ['j', 'ji', 'jia', 'jian', 'jian1', 'jian ni', '建议']) await compose(text);
    await page().waitForTimeout(1_000);
    const during = JSON.stringify(await stage.app.call('review.events', { round, after: 0 }));
    expect(during).not.toContain('jian');
    await session.send('Input.insertText', { text: '建议' });
    await page().keyboard.insertText('补充1');
    await review.saved();
    await review.at('8(1)');
    expect(await review.comment.inputValue()).toBe('建议补充1');
    await expect
      .poll(() => stage.app.call('review.events', { round, after: 0 }).then(JSON.stringify), {
        timeout: 8_000,
      })
      .toContain('建议补充1');
  });

  it('finds everything at twice the size, nothing beyond the edge', async () => {
    await page().setViewportSize({ width: 683, height: 384 });
    const screens = [
      '#/rounds',
      `#/applications/${round}`,
      `#/declare/${round}/a08`,
      `#/review/${round}/a01/7(3)`,
      `#/review/${round}/a01/opinion`,
      `#/compare/${round}`,
      `#/finish/${round}`,
      '#/guide',
    ];
    const found: string[] = [];
    for (const screen of screens) {
      await stage.app.go(screen);
      await page().getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
      found.push(...(await looks(screen)));
    }
    await page().setViewportSize({ width: 1366, height: 768 });
    expect(found).toEqual([]);
  });

  it('leaves the document most of a window of twice the size, and puts the criteria in a tab', async () => {
    await page().setViewportSize({ width: 683, height: 384 });
    await review.open(round, 'a01', '7(3)');
    await page().getByRole('tab', { name: '材料' }).click();
    await review.pick('01 申请表.pdf');
    const sheet = review.evidence.getByRole('region', { name: /申请表/ }).first();
    await sheet.waitFor();
    expect((await sheet.boundingBox())?.height).toBeGreaterThan(150);
    await page().getByRole('tab', { name: '评审条件' }).click();
    await review.criteria.getByRole('link', { name: /7\(4\)/ }).click();
    await review.at('7(4)');
    await page().setViewportSize({ width: 1366, height: 768 });
  });

  it('reads names in English where the applicant has one, and finds by both', async () => {
    await list.open(round);
    await list.search.fill('yungu');
    await expect.poll(() => list.numbers()).toEqual(['01']);
    await list.search.fill('');
    await stage.app.call('settings.write', { locale: 'en' });
    await page().reload();
    const name = 'Beijing Yungu International Talent Association';
    await page().getByRole('link', { name }).waitFor();
    await stage.app.call('settings.write', { locale: 'zh-CN' });
    await page().reload();
  });
});

describe('practice', () => {
  it('says after the signature what one can do next', async () => {
    await reviewRest(stage.app);
    await stage.app.call('review.sign', {
      round,
      passphrase: practicePassphrase,
      locale: 'zh-CN',
    });
    await stage.app.go(`#/finish/${round}`);
    await page().reload();
    await page().getByText('试用到此完成').waitFor();
    expect(await looks('signed')).toEqual([]);
  });

  it('gave the browser nothing to complain about', () => {
    const others = stage.app.complaints.filter(
      (each) => !/ERR_CONNECTION|Worker was terminated/.test(each),
    );
    expect(others).toEqual([]);
  });
});
