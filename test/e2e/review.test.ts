import { copyFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inProject } from '../../build/project.ts';
import { type ReviewStage, stageReview } from '../support/review-stage.ts';
import { round, smallRound, writeRound } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AppPage } from './pages/app-page.ts';
import type { ReviewPage } from './pages/review-page.ts';

const folder = temporaryFolder('review');
const sample = inProject('assets/sample/round/a01');

let stage: ReviewStage;
let app: AppPage;
let review: ReviewPage;

/** An application with the sample's real files. */
function writeFolder(): string {
  const small = smallRound();
  small.applications.w1!.declared = { '7(3).talents-served': 25, '7(3).channels': true };
  small.applications.o1!.declared = { '9(3).partners': 10 };
  const files = readdirSync(sample).filter((name) => !name.endsWith('.json'));
  const described = (name: string, place: number) => ({
    id: `d${place}`,
    file: name,
    name,
    criteria: name.includes('名单') ? ['7(3)'] : [],
  });
  small.applications.w1!.documents.push(...files.map(described));
  const target = writeRound(path.join(folder, 'round'), small);
  for (const name of files) copyFileSync(path.join(sample, name), path.join(target, 'w1', name));
  return target;
}

beforeAll(async () => {
  stage = await stageReview(folder, writeFolder());
  ({ app, review } = stage);
});
afterAll(() => stage?.close());
beforeEach(() => {
  app.complaints.length = 0;
});

describe('an expert at a criterion', () => {
  it('sees what is declared held against the regulation', async () => {
    await review.open(round, 'w1', '7(3)');
    await review.check('7(3).talents-served').getByText('25 ≥ 20 人').waitFor();
    await review
      .check('7(3).talents-served')
      .getByText(/达到 20 即符合/)
      .waitFor();
    await review.check('7(3).activities').getByText('未填报').waitFor();
    await review.open(round, 'o1', '9(3)');
    await review.check('9(3).partners').getByText('10 > 10 家').waitFor();
    await review.check('9(3).partners').getByRole('img', { name: '按申报未达到' }).waitFor();
  });

  it('has the documents first that the applicant names for it', async () => {
    await review.open(round, 'w1', '7(3)');
    const first = review.evidence.getByRole('navigation', { name: '材料' }).getByRole('button');
    await expect.poll(async () => (await first.allInnerTexts())[0]).toBe('04 名单.xlsx');
    await review.evidence.getByRole('cell', { name: '林博士（1 号）' }).waitFor();
  });

  it('judges, scores and comments by keyboard, and the total follows', async () => {
    await review.open(round, 'w1', '7(3)');
    await app.page.keyboard.press('2');
    await app.page.getByText('结论为“部分符合”，请写明理由。').waitFor();
    await review.score.fill('85');
    await review.comment.fill('名单齐全，抽查 5 人均有记录，第 1、2、3 项已核。');
    await app.page.keyboard.press('Escape');
    await review.find('7(3).talents-served', '符合');
    await app.page.keyboard.press('Escape');
    await expect.poll(() => review.total.getAttribute('data-total')).toBe('8500');
    expect(await review.verdict('部分符合').isChecked()).toBe(true);
    await app.page.keyboard.press('j');
    await review.at('7(4)');
    await app.page.keyboard.press('k');
    await review.at('7(3)');
    await review.saved();
  });

  it('comes by keyboard into the next check, the score and the comment, and cites for the check', async () => {
    const focused = (what: string) => expect.poll(() => app.page.locator(what).count()).toBe(1);
    await review.open(round, 'w1', '7(4)');
    await app.page.keyboard.press('f');
    await focused('[data-check="7(4).converged-media"][data-aimed="true"] input:focus');
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('f');
    await focused('[data-check="7(4).varied-presentation"][data-aimed="true"] input:focus');
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('s');
    await focused('#score:focus');
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('m');
    await focused('#comment:focus');
    await app.page.keyboard.press('Escape');
  });

  it('takes nothing off the scale for a score, and says so', async () => {
    await review.open(round, 'w1', '7(4)');
    await review.score.fill('850');
    await app.page.getByRole('alert').filter({ hasText: '尚未保存' }).waitFor();
    await review.score.fill('９０');
    await app.page.getByText('90 分属最高档，请写明理由。').waitFor();
    await expect.poll(() => review.total.getAttribute('data-total')).toBe('8750');
  });

  it('shows on demand how the total comes about', async () => {
    await review.total.click();
    const arithmetic = app.page.getByRole('table').filter({ hasText: '7(4)' });
    await arithmetic.waitFor();
    const rows = await arithmetic.getByRole('row').allInnerTexts();
    const cells = rows.map((row) => row.split(/\s+/).filter((each) => each !== ''));
    expect(cells.filter(([, , score]) => score === '–').map(([id]) => id)).toEqual([
      '7(1)',
      '7(2)',
      '7(5)',
    ]);
    expect(cells).toContainEqual(['7(3)', '20', '85', '17.00']);
    expect(cells).toContainEqual(['7(4)', '20', '90', '18.00']);
    await app.page.getByText('100 × 35.00 ÷ 40 = 87.50').waitFor();
    expect(await app.flaws('arithmetic')).toEqual([]);
    await app.page.keyboard.press('Escape');
    await arithmetic.waitFor({ state: 'hidden' });
  });

  it('types letters and digits into fields without setting off a key, composing or not', async () => {
    await review.open(round, 'w1', '7(5)');
    await review.comment.focus();
    await app.page.keyboard.type('jk12345c/[]?');
    const client = await app.context.newCDPSession(app.page);
    await client.send('Input.imeSetComposition', { text: 'j', selectionStart: 1, selectionEnd: 1 });
    await client.send('Input.insertText', { text: '机' });
    expect(await review.comment.inputValue()).toBe('jk12345c/[]?机');
    expect(await review.answers.getAttribute('data-place')).toBe('7(5)');
    expect(await review.verdict('符合').isChecked()).toBe(false);
    expect(await review.citations.count()).toBe(0);
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('k');
    await review.at('7(4)');
  });

  it('loses nothing of what is being typed when leaving at once', async () => {
    await review.open(round, 'w1', '7(2)');
    await review.comment.fill('写到一半就离开');
    await app.go(`#/applications/${round}`);
    await review.open(round, 'w1', '7(2)');
    expect(await review.comment.inputValue()).toBe('写到一半就离开');
  });
});

describe('evidence', () => {
  it('is cited with its words, page and place, for a check, from a PDF with look-alike characters', async () => {
    await review.open(round, 'w1', '7(3)');
    await review.show('01 申请表.pdf');
    await review.page(1).locator('canvas').waitFor();
    await review.page(1).locator('span').first().waitFor();
    await review.check('7(3).talents-served').getByRole('button').click();
    await review.select(1, '外文名', '申');
    await app.page.keyboard.press('c');
    await review.citations.first().waitFor();
    const words = await review.citations.first().innerText();
    expect(words).toContain('01 申请表.pdf 第 1 页');
    expect(words).toContain('Beijing Yungu International Talent Association');
    expect(words).toContain('长期联系服务的海外科技人才人数');
    await review.marks.first().waitFor();
  });

  it('is cited by the page when nothing is selected', async () => {
    await app.page.getByRole('textbox', { name: /^页码/ }).fill('3');
    await app.page.keyboard.press('Enter');
    await review.page(3).locator('canvas').waitFor();
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('c');
    await review.citations.getByText('01 申请表.pdf 第 3 页').waitFor();
    await review.saved();
  });

  it('is found again from its citation, after a reload, with every answer in its place', async () => {
    await app.page.reload();
    await review.at('7(3)');
    expect(await review.comment.inputValue()).toContain('抽查 5 人');
    expect(await review.score.inputValue()).toBe('85');
    expect(await review.verdict('部分符合').isChecked()).toBe(true);
    expect(await review.citations.count()).toBe(2);
    await review.citations.nth(1).getByRole('button').first().click();
    await review.page(3).locator('canvas').waitFor();
    await review.citations
      .nth(1)
      .getByRole('button', { name: /删除引用/ })
      .click();
    await expect.poll(() => review.citations.count()).toBe(1);
  });

  it('is searched for words that the file writes with other characters', async () => {
    await review.show('01 申请表.pdf');
    await app.page.getByRole('textbox', { name: /^页码/ }).waitFor();
    await app.page.keyboard.press('/');
    await app.page.keyboard.type('长期联系 服务');
    await app.page
      .getByRole('status')
      .filter({ hasText: /^1 \/ [2-9]/ })
      .waitFor();
    await app.page.keyboard.press('Escape');
  });

  it('is found where one left it after a look at another file', async () => {
    await review.show('01 申请表.pdf');
    const page = app.page.getByRole('textbox', { name: /^页码/ });
    await page.fill('2');
    await app.page.keyboard.press('Enter');
    await review.page(2).locator('canvas').waitFor();
    await review.show('02 登记证书.png');
    await review.evidence.getByRole('img', { name: '02 登记证书.png' }).waitFor();
    await review.show('01 申请表.pdf');
    await expect.poll(() => page.inputValue()).toBe('2');
  });

  it.each([
    ['02 登记证书.png', '[data-page="1"] [role=img] canvas'],
    ['04 名单.xlsx', 'td:has-text("林博士")'],
    ['proof.txt', 'pre:has-text("canary-w1-proof")'],
  ])('%s is shown', async (name, what) => {
    await review.show(name);
    await review.evidence.locator(what).first().waitFor();
  });

  it('in Word is shown in a frame without scripts, where the keys still work', async () => {
    await review.show('03 实施方案.docx');
    const frame = review.evidence.locator('iframe');
    expect(await frame.getAttribute('sandbox')).toBe('allow-same-origin');
    const words = frame.contentFrame().getByText(/海智工作实施方案/);
    await words.click({ clickCount: 3 });
    await app.page.keyboard.press('c');
    await review.citations.getByText('03 实施方案.docx 第 1 页').waitFor();
    expect(await review.citations.last().innerText()).toContain('海智工作实施方案');
  });

  it('that is no file of its kind says so, and the others are shown as before', async () => {
    await review.show('form.pdf');
    await review.refused.getByText('这个文件已损坏').waitFor();
    await review.show('02 登记证书.png');
    await review.evidence.getByRole('img', { name: '02 登记证书.png' }).waitFor();
  });

  it('leaves the app as a copy only after a question, and the log says so', async () => {
    await review.evidence.getByRole('button', { name: '另存副本' }).click();
    const save = app.page.getByRole('tooltip').getByRole('button', { name: '另存副本' });
    const copy = await app.take(folder, () => save.click());
    expect(path.basename(copy)).toBe('02 登记证书.png');
    const log = JSON.stringify(await app.call('review.events', { round, after: 0 }));
    expect(log).toContain('document.extracted');
  });

  it('gave the browser nothing to complain about', async () => {
    expect(app.complaints).toEqual([]);
  });
});

describe('the opinion', () => {
  it('is capped by a mandatory criterion, and a reason goes beyond', async () => {
    await review.open(round, 'w1', '7(1)');
    await app.page.keyboard.press('3');
    await review.open(round, 'w1', 'opinion');
    await app.page.getByText('推荐意见最高为“暂缓”').waitFor();
    await review.answers.getByText('建议认定', { exact: true }).click();
    await app.page.getByText('未写明理由前，“建议认定”按“暂缓”计。').waitFor();
    await app.page.getByLabel('仍建议认定的理由').fill('法人登记正在变更，已见受理通知。');
    await review.opinion.fill('建议认定。');
    await app.page.getByRole('checkbox', { name: '怀疑材料弄虚作假' }).check();
    await app.page.getByText('写明依据后才会记录。').waitFor();
    await app.page.getByLabel('依据').fill('名单第 3、4 页重复。');
    await app.page.keyboard.press('Escape');
    await review.saved();
    await app.page.reload();
    await review.at('opinion');
    await app.page.getByText('未写明理由前').waitFor({ state: 'detached' });
    expect(await review.opinion.inputValue()).toBe('建议认定。');
    expect(await app.page.getByLabel('依据').inputValue()).toBe('名单第 3、4 页重复。');
    await review.criteria.getByRole('img', { name: '已提出弄虚作假疑点' }).waitFor();
  });

  it('points with a suspicion at the passage that it rests on, and C cites it', async () => {
    await review.show('01 申请表.pdf');
    await review.page(1).locator('canvas').waitFor();
    await app.page.keyboard.press('c');
    await review.citations.getByText('01 申请表.pdf 第 1 页').waitFor();
    await review.marks.first().waitFor();
    await app.page.keyboard.press('h');
    await app.page.getByRole('dialog').getByText('01 申请表.pdf 第 1 页').waitFor();
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('Control+z');
    await expect.poll(() => review.citations.count()).toBe(0);
    await app.page.keyboard.press('Control+Shift+z');
    await review.citations.first().waitFor();
  });

  it('is undone and done again', async () => {
    await review.open(round, 'w1', '7(1)');
    await app.page.keyboard.press('1');
    await expect.poll(() => review.verdict('符合').isChecked()).toBe(true);
    await app.page.keyboard.press('Control+z');
    await expect.poll(() => review.verdict('不符合').isChecked()).toBe(true);
    await app.page.keyboard.press('Control+Shift+z');
    await expect.poll(() => review.verdict('符合').isChecked()).toBe(true);
  });
});

/** What keeps somebody out of the present screen, or is cut, with the name of the occasion. */
async function looks(occasion: string): Promise<readonly string[]> {
  await app.page.locator('.ant-popover:visible').waitFor({ state: 'detached' });
  const barriers = (await app.barriers()).map((each) => `${occasion}: ${each}`);
  return (await app.overflows()) ? [...barriers, `${occasion}: scrolls`] : barriers;
}

describe('the screen', () => {
  it('is open to everybody and never scrolls as a whole, also in larger letters', async () => {
    await review.open(round, 'w1', '7(3)');
    await review.show('01 申请表.pdf');
    await review.page(1).locator('canvas').waitFor();
    const found = [...(await looks('normal'))];
    await app.display('较大');
    await review.open(round, 'w1', '7(2)');
    found.push(...(await looks('larger')));
    await app.display('标准');
    expect(found).toEqual([]);
  });

  it('keeps no worker of a PDF that is left, at whatever moment', async () => {
    await app.go(`#/applications/${round}`);
    const workers = () => app.page.workers().length;
    await expect.poll(workers).toBe(0);
    for (const [turn, wait] of [0, 10, 30, 60, 100, 200, 400, 800].entries()) {
      await review.open(round, 'w1', turn % 2 === 0 ? '7(3)' : '7(2)');
      await review.pick('01 申请表.pdf');
      await app.page.waitForTimeout(wait);
      await app.go(`#/applications/${round}`);
    }
    await expect.poll(workers).toBe(0);
  });

  it('has the evidence in a tab where the window is narrow', async () => {
    await app.page.setViewportSize({ width: 1100, height: 700 });
    await review.open(round, 'w1', '7(1)');
    await app.page.getByRole('tab', { name: '材料' }).click();
    await review.show('01 申请表.pdf');
    await review.page(1).locator('canvas').waitFor();
    const found = await looks('narrow');
    await app.page.getByRole('tab', { name: '评审' }).click();
    await review.comment.waitFor();
    await app.page.setViewportSize({ width: 1366, height: 768 });
    expect(found).toEqual([]);
  });
});

describe('a conflict found later', () => {
  it('seals the application after a clear warning, and nothing of it is shown any more', async () => {
    await review.open(round, 'o1', '9(2)');
    await app.page.getByRole('button', { name: '声明利益冲突' }).click();
    const dialog = app.page.getByRole('dialog');
    await dialog.getByText('声明后立即封存，不能撤回。').waitFor();
    expect(await dialog.getByRole('button', { name: '回避申报 02' }).isDisabled()).toBe(true);
    await dialog.getByRole('combobox').click();
    await app.page.locator('.ant-select-dropdown:visible').getByText('竞争关系').click();
    await dialog.getByRole('button', { name: '回避申报 02' }).click();
    await app.page.getByText('Overseas Hub').waitFor({ state: 'detached' });
    await app.go(`#/review/${round}/o1/${encodeURIComponent('9(2)')}`);
    await app.page
      .getByRole('heading', { name: '您已回避这份申报' })
      .or(app.page.getByText('您已回避这份申报'))
      .first()
      .waitFor();
    expect(await app.page.getByText('Overseas Hub').count()).toBe(0);
  });
});
