import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import UTIF from 'utif2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inProject } from '../../build/project.ts';
import { type ReviewStage, stageReview } from '../support/review-stage.ts';
import { round, smallRound, writeRound } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AppPage } from './pages/app-page.ts';
import type { ReviewPage } from './pages/review-page.ts';

const folder = temporaryFolder('evidence');
const sample = inProject('assets/sample/round/a01');
/** Files of another reader's test collection. */
const foreignFolder = inProject('../shared/data/ofd');
const foreign = existsSync(foreignFolder) ? readdirSync(foreignFolder) : [];

/** The beginning of a compound file of Word 97, which no viewer shows. */
const oldWord = Buffer.from('d0cf11e0a1b11ae1'.padEnd(1_024, '0'), 'hex');

/** Files of every kind that is shown, cut off or with bytes changed, by their names. */
const broken = new Map<string, Uint8Array>();

function breakFiles(): void {
  const whole = new Map(
    ['01 申请表.pdf', '02 登记证书.png', '03 实施方案.docx', '04 名单.xlsx'].map((name) => [
      path.extname(name),
      readFileSync(path.join(sample, name)),
    ]),
  );
  whole.set('.tif', Buffer.from(UTIF.encodeImage(new Uint8Array(400_000), 1_000, 100)));
  if (foreign.includes('1.ofd')) {
    whole.set('.ofd', readFileSync(path.join(foreignFolder, '1.ofd')));
  }
  for (const [extension, bytes] of whole) {
    broken.set(`cut${extension}`, bytes.subarray(0, Math.floor(bytes.length * 0.6)));
    const flipped = Uint8Array.from(bytes);
    for (let at = 64; at < flipped.length; at += Math.ceil(flipped.length / 40)) {
      flipped[at] = flipped[at]! ^ 0x55;
    }
    broken.set(`flipped${extension}`, flipped);
  }
}

let stage: ReviewStage;
let app: AppPage;
let review: ReviewPage;

function writeFolder(): string {
  const small = smallRound();
  const files = readdirSync(sample).filter((name) => !name.endsWith('.json'));
  const described = (name: string, place: number) => ({
    id: `d${place}`,
    file: name,
    name,
    criteria: [],
  });
  small.applications.w1!.documents.push(...files.map(described));
  small.applications.w1!.documents.push(described('scan.tif', files.length));
  small.applications.w1!.documents.push(described('old.doc', files.length + 1));
  breakFiles();
  const others = [...foreign, ...broken.keys()];
  small.applications.o1!.documents.push(...others.map(described));
  const target = writeRound(path.join(folder, 'round'), small);
  for (const name of files) copyFileSync(path.join(sample, name), path.join(target, 'w1', name));
  for (const name of foreign) {
    copyFileSync(path.join(foreignFolder, name), path.join(target, 'o1', name));
  }
  for (const [name, bytes] of broken) writeFileSync(path.join(target, 'o1', name), bytes);
  writeFileSync(path.join(target, 'w1', 'old.doc'), oldWord);
  const grey = new Uint8Array(4 * 200 * 300).fill(200);
  writeFileSync(path.join(target, 'w1', 'scan.tif'), Buffer.from(UTIF.encodeImage(grey, 200, 300)));
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

/** Drags a box over these parts (0 to 1) of a page, as a hand does. */
async function drag(page: number, from: readonly [number, number], to: readonly [number, number]) {
  const area = await review.page(page).boundingBox();
  const at = ([x, y]: readonly [number, number]) =>
    [area!.x + x * area!.width, area!.y + y * area!.height] as const;
  await app.page.mouse.move(...at(from));
  await app.page.mouse.down();
  await app.page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
  await app.page.mouse.move(...at(to));
  await app.page.mouse.up();
}

describe('a box on a page', () => {
  it('is cited with its place and the words in it, and is found again', async () => {
    await review.open(round, 'w1', '7(1)');
    await review.show('01 申请表.pdf');
    await review.page(1).locator('span').first().waitFor();
    await review.evidence.getByRole('button', { name: '框选区域' }).click();
    await drag(1, [0.05, 0.05], [0.95, 0.3]);
    await review.evidence.getByText('已框选').waitFor();
    await app.page.keyboard.press('c');
    await review.citations.getByText('01 申请表.pdf 第 1 页').waitFor();
    expect(await review.citations.first().innerText()).toContain('申请');
    expect(await review.evidence.locator('[data-box]').count()).toBe(0);
    await review.page(1).locator('[data-mark]').waitFor();
    await app.page.getByRole('textbox', { name: /^页码/ }).fill('3');
    await app.page.keyboard.press('Enter');
    await review.citations.first().getByRole('button').first().click();
    await review.page(1).locator('[data-mark][data-goal="true"]').waitFor();
  });

  it('is drawn by keyboard, on a turned page too', async () => {
    await review.evidence.getByRole('button', { name: /^旋转/ }).click();
    await app.page.keyboard.press('b');
    await app.page.keyboard.press('ArrowDown');
    const box = review.evidence.locator('[data-box]');
    await box.waitFor();
    const before = await box.evaluate((element) => element.style.cssText);
    await app.page.keyboard.press('Shift+ArrowRight');
    await app.page.keyboard.press('ArrowLeft');
    expect(await box.evaluate((element) => element.style.cssText)).not.toBe(before);
    await app.page.keyboard.press('c');
    await expect.poll(() => review.citations.count()).toBe(2);
    await review.saved();
  });

  it('is given up with Escape', async () => {
    await app.page.keyboard.press('b');
    await app.page.keyboard.press('ArrowDown');
    await review.evidence.locator('[data-box]').waitFor();
    await app.page.keyboard.press('Escape');
    await review.evidence.locator('[data-box]').waitFor({ state: 'detached' });
    expect(await review.citations.count()).toBe(2);
  });

  it('is drawn on a picture', async () => {
    await review.show('02 登记证书.png');
    await review.evidence.getByRole('img', { name: '02 登记证书.png' }).waitFor();
    await review.evidence.getByRole('button', { name: '框选区域' }).click();
    await drag(1, [0.2, 0.1], [0.6, 0.2]);
    await app.page.keyboard.press('c');
    await review.citations.getByText('02 登记证书.png', { exact: true }).waitFor();
    await review.page(1).locator('[data-mark]').waitFor();
  });
});

describe('beside the pages', () => {
  it('stand small pictures of all of them, which lead there', async () => {
    await review.show('01 申请表.pdf');
    await review.evidence.getByRole('button', { name: '目录与缩略图' }).click();
    const side = review.evidence.getByRole('navigation', { name: '目录与缩略图' });
    const pages = side.getByRole('button', { name: '页面', exact: true });
    if (await pages.count()) await pages.click();
    await side.locator('canvas').first().waitFor();
    await side.getByRole('button', { name: '第 3 页' }).click();
    await review.page(3).locator('canvas').waitFor();
    expect(await app.barriers()).toEqual([]);
    expect(app.complaints).toEqual([]);
  });
});

describe('a scan in TIFF', () => {
  it('is shown as a page, and turned', async () => {
    await review.show('scan.tif');
    const canvas = review.page(1).locator('canvas');
    await canvas.waitFor();
    const [red] = await canvas.evaluate((element) => [
      ...(element as HTMLCanvasElement).getContext('2d')!.getImageData(5, 5, 1, 1).data,
    ]);
    expect(red).toBe(200);
    await review.evidence.getByRole('button', { name: /^旋转/ }).click();
    const size = await review.page(1).boundingBox();
    expect(size!.width).toBeGreaterThan(size!.height);
  });
});

describe('a file of a kind that no viewer shows', () => {
  it('says what it is, and leaves as the copy that it was, with an entry in the log', async () => {
    await review.show('old.doc');
    await review.refused.getByText('这种文件不能在这里显示').waitFor();
    expect(await review.refused.innerText()).toMatch(
      /old\.doc\s+类型\s+Word 97–2003 文档\s+大小\s+0\.5 KB/,
    );
    await review.refused.getByRole('button', { name: '另存副本' }).click();
    const save = app.page.getByRole('tooltip').getByRole('button', { name: '另存副本' });
    const copy = await app.take(folder, () => save.click());
    expect(readFileSync(copy)).toEqual(oldWord);
    const log = JSON.stringify(await app.call('review.events', { round, after: 0 }));
    expect(log).toMatch(/"document\.extracted","application":"w1","document":"d\d+"/);
    expect(await app.barriers()).toEqual([]);
  });
});

describe('all documents of an application', () => {
  const field = () => app.page.getByRole('textbox', { name: '在全部材料中查找' });
  const hits = () => review.evidence.getByRole('search').getByRole('listitem');

  it('are searched at once, and Enter opens the place with its words marked', async () => {
    await review.open(round, 'w1', '7(1)');
    await app.page.keyboard.press('Control+Shift+F');
    await field().fill('海智');
    await hits().first().waitFor();
    const names = async () =>
      new Set((await hits().allInnerTexts()).map((each) => each.split(/ 第|\n/)[0]));
    await expect.poll(names).toContain('03 实施方案.docx');
    await expect.poll(names).toContain('01 申请表.pdf');
    await field().fill('林博士');
    await hits().filter({ hasText: '04 名单.xlsx' }).first().waitFor();
    await review.evidence.getByRole('status').filter({ hasText: '3 份材料没有文字' }).waitFor();
    expect(await app.barriers()).toEqual([]);
    await field().press('Enter');
    await review.evidence.locator('td[data-chosen="true"]').filter({ hasText: '林博士' }).waitFor();
    await app.page
      .getByRole('status')
      .filter({ hasText: /^1 \/ [1-9]/ })
      .waitFor();
  });

  it('are not recorded as read by being searched', async () => {
    const log = JSON.stringify(await app.call('review.events', { round, after: 0 }));
    const opened = [...log.matchAll(/"document\.opened","application":"w1","document":"(\w+)"/g)];
    const read = opened.map(([, document]) => document);
    expect(read).toContain('form');
    expect(read).not.toContain('proof');
  });

  it('are kept sealed: nothing of their text stands in the browser’s store', async () => {
    const kept = await app.page.evaluate(async () => {
      const request = indexedDB.open('haizhi');
      const database = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      const rows = database.transaction('boxes').objectStore('boxes').getAll();
      return new Promise<readonly { name: string; box: Uint8Array }[]>((resolve) => {
        rows.onsuccess = () => resolve(rows.result);
      });
    });
    const texts = kept.filter(({ name }) => name.startsWith('texts/'));
    expect(texts.map(({ name }) => name)).toContain('texts/w1');
    for (const { box } of texts) {
      expect(new TextDecoder().decode(Uint8Array.from(Object.values(box)))).not.toContain('海智');
    }
    await field().press('Escape');
  });
});

describe.skipIf(foreign.length === 0)('OFD files of another reader’s collection', () => {
  it.each(foreign)('%s is shown', async (name) => {
    await review.open(round, 'o1', '9(1)');
    await review.pick(name);
    await review.page(1).locator('canvas').waitFor();
    expect(app.complaints).toEqual([]);
  });

  it('say that signatures are not verified, give their text to be cited, and are searched', async () => {
    await review.pick('1.ofd');
    await review.evidence.getByText('未验证签名').waitFor();
    await review.page(1).locator('canvas').waitFor();
    await review.select(1, '浙江增值税', '浙江增值税');
    await review.evidence.getByRole('button', { name: /^引用/ }).click();
    await review.citations.getByText('1.ofd 第 1 页').waitFor();
    expect(await review.citations.first().innerText()).toContain('浙江增值税电子普通发票');
    await app.page.keyboard.press('/');
    await app.page.keyboard.type('餐饮服务');
    await app.page
      .getByRole('status')
      .filter({ hasText: /^1 \/ [1-9]/ })
      .waitFor();
    await app.page.keyboard.press('Escape');
    expect(await app.barriers()).toEqual([]);
  });
});

describe('a file of a kind that is shown, but broken', () => {
  const shown = '[data-page] canvas, [data-page] p, iframe, td[data-row]';

  it.each(['.pdf', '.png', '.docx', '.xlsx', '.tif', '.ofd'])(
    '%s is shown or refused in words, and the next one is shown',
    async (extension) => {
      await review.open(round, 'o1', '9(1)');
      for (const kind of ['cut', 'flipped']) {
        if (!broken.has(`${kind}${extension}`)) continue;
        await review.pick(`${kind}${extension}`);
        await review.evidence.locator(shown).or(review.refused).first().waitFor();
      }
      await review.pick('proof.txt');
      await review.evidence.locator('pre').first().waitFor();
      expect(app.complaints).toEqual([]);
    },
  );

  it('as a picture shows what is there of it, and says that it is not whole', async () => {
    await review.pick('cut.png');
    await review.evidence.getByText('这个图片文件不完整').waitFor();
    const canvas = review.page(1).locator('canvas');
    const colours = await canvas.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext('2d')!;
      const alphaAt = (y: number) => context.getImageData(width / 2, y, 1, 1).data[3];
      return [alphaAt(height * 0.1), alphaAt(height * 0.95)];
    });
    expect(colours).toEqual([255, 0]);
  });
});
