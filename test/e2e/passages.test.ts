import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import ExcelJS from 'exceljs';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madePdf } from '../support/made-pdf.ts';
import { type ReviewStage, stageReview } from '../support/review-stage.ts';
import { round, smallRound, writeRound } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

const folder = temporaryFolder('passages');

/** Long enough that nothing of what is looked for is seen at first; the words stand in it three times. */
const lines = Array.from({ length: 900 }, (_, line) =>
  line % 300 === 250 ? `第 ${line} 行：联系海外专家` : `第 ${line} 行，没有别的内容`,
);

function word(): Promise<Buffer> {
  const children = lines.map((line) => new Paragraph(line));
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('封面').getCell('A1').value = '名册';
  const sheet = book.addWorksheet('专家');
  sheet.columns = Array.from({ length: 30 }, () => ({ width: 20 }));
  for (const cell of ['B3', 'E40', 'AB200']) sheet.getCell(cell).value = `${cell} 联系海外专家`;
  sheet.getCell('A10').value = '合并';
  sheet.mergeCells('A10:B13');
  sheet.getCell('C11').value = 12.5;
  sheet.getCell('C11').numFmt = '0.0"万元"';
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Three pages; on each the words stand twice, at the top and at the bottom. */
function report(): Buffer {
  const gap = Array.from({ length: 45 }, () => '');
  const lines = (page: number) => [`page ${page} overseas expert`, ...gap, 'overseas expert below'];
  return madePdf([1, 2, 3].map((page) => ({ lines: lines(page) })));
}

let stage: ReviewStage;

beforeAll(async () => {
  const small = smallRound();
  const files = new Map<string, Buffer>([
    ['说明.docx', await word()],
    ['说明.txt', Buffer.from(['发票\u202Egnp.exe', ...lines].join('\n'))],
    ['名册.xlsx', await workbook()],
    ['report.pdf', report()],
    ['long.pdf', madePdf(Array.from({ length: 400 }, (_, page) => ({ lines: [`${page + 1}`] })))],
  ]);
  Object.assign(small.applications.w1!, { summary: '长期\u200B联系' });
  const described = [...files.keys()].map((file, place) => ({ id: `d${place}`, file, name: file }));
  small.applications.w1!.documents.push(...described.map((each) => ({ ...each, criteria: [] })));
  const written = writeRound(path.join(folder, 'round'), small);
  for (const [name, bytes] of files) writeFileSync(path.join(written, 'w1', name), bytes);
  stage = await stageReview(folder, written);
  await stage.review.open(round, 'w1', '7(1)');
});
afterAll(() => stage?.close());

const page = () => stage.app.page;
const frame = () => stage.review.evidence.locator('iframe').contentFrame();
const cell = (address: 'chosen' | 'cited') =>
  stage.review.evidence.locator(`td[data-${address}="true"]`);

type Inside = Pick<FrameLocator, 'locator'>;

/** The texts that are marked under a name in the window of a text, with whether they are before the eyes. */
function marked(inside: Inside, name: string): Promise<readonly string[]> {
  return inside.locator('body').evaluate((body, highlight) => {
    const view = body.ownerDocument.defaultView as unknown as Window & typeof globalThis;
    return [...(view.CSS.highlights.get(highlight) ?? [])].map((range) => {
      const { top, bottom } = (range as Range).getBoundingClientRect();
      const seen = top >= 0 && bottom <= view.innerHeight ? '' : ' (not seen)';
      return `${range}${seen}`;
    });
  }, name);
}

/** Selects a whole line of a text. */
async function select(inside: Inside, selector: string, words: string): Promise<void> {
  await inside.locator('body').evaluate(
    (body, [within, text]) => {
      const { ownerDocument } = body;
      const walker = ownerDocument.createTreeWalker(
        body.querySelector(within) ?? body,
        NodeFilter.SHOW_TEXT,
      );
      let node = walker.nextNode() as Text | null;
      while (node !== null && !node.data.includes(text)) node = walker.nextNode() as Text | null;
      const start = node!.data.indexOf(text);
      node!.parentElement!.scrollIntoView();
      ownerDocument.getSelection()!.setBaseAndExtent(node!, start, node!, start + text.length);
    },
    [selector, words] as const,
  );
}

describe('a quotation', () => {
  it.each([
    ['说明.docx', () => frame(), 'section'],
    ['说明.txt', () => page(), 'pre'],
  ] as const)('from %s is found again where it stands, and marked', async (name, inside, part) => {
    const { review } = stage;
    await review.show(name);
    await inside().locator(part).first().waitFor();
    await select(inside(), part === 'pre' ? '[data-page="1"]' : 'body', '第 550 行：联系海外专家');
    await page().keyboard.press('c');
    await review.citations.getByText(name).first().waitFor();
    const selected = () =>
      inside()
        .locator('body')
        .evaluate((body) => String(body.ownerDocument.getSelection()));
    expect(await selected()).toBe('');
    await expect
      .poll(() => marked(inside(), 'evidence-cited'), { timeout: 20_000 })
      .toEqual([expect.stringContaining('第 550 行：联系海外专家')]);
    await review.show('report.pdf');
    await review.page(1).locator('canvas').waitFor();
    await review.citations.filter({ hasText: name }).getByRole('button').first().click();
    await expect
      .poll(() => marked(inside(), 'evidence-goal'), { timeout: 20_000 })
      .toEqual(['第 550 行：联系海外专家']);
  });

  it('from a workbook names sheet and cell, is found again there, and marked', async () => {
    const { review } = stage;
    await review.show('名册.xlsx');
    await review.evidence.getByRole('tab', { name: '专家' }).click();
    await review.evidence.getByText('12.5万元').click();
    await page().keyboard.press('c');
    const citation = review.citations.filter({ hasText: '名册.xlsx 第 2 张工作表' });
    await citation.getByText('专家!C11 12.5万元').waitFor();
    await cell('cited').getByText('12.5万元').waitFor();
    await review.evidence.getByRole('tab', { name: '封面' }).click();
    await citation.getByRole('button').first().click();
    await cell('chosen').getByText('12.5万元').waitFor();
    await review.saved();
  });
});

describe('small pictures of the pages', () => {
  it('exist only where they are seen, and follow the reader', async () => {
    const { review } = stage;
    await review.show('long.pdf');
    await review.evidence.getByRole('button', { name: '目录与缩略图' }).click();
    const side = review.evidence.getByRole('navigation', { name: '目录与缩略图' });
    await side.locator('canvas').first().waitFor();
    const field = page().getByRole('textbox', { name: /^页码/ });
    await field.fill('300');
    await field.press('Enter');
    await side.getByRole('button', { name: '第 300 页' }).locator('canvas').waitFor();
    expect(await side.getByRole('button').count()).toBeLessThan(30);
    await side.getByRole('button', { name: '第 301 页' }).click();
    await review.page(301).locator('canvas').waitFor();
  });
});

describe('characters that are not seen', () => {
  it('are spelled out in a text and in what the applicant says', async () => {
    const { review } = stage;
    await review.show('说明.txt');
    await review.evidence.getByText('发票[U+202E]gnp.exe').waitFor();
    await review.open(round, 'w1', 'opinion');
    await page().getByText('长期[U+200B]联系').waitFor();
    await review.open(round, 'w1', '7(1)');
    await review.show('名册.xlsx');
    await review.evidence.getByRole('tab', { name: '专家' }).click();
  });
});

describe('a sheet', () => {
  it('keeps the chosen cell before the eyes, and merged cells in one', async () => {
    const { review } = stage;
    await review.evidence.getByText('B3 联系海外专家').click();
    for (let step = 0; step < 6; step += 1) await page().keyboard.press('ArrowRight');
    const isSeen = async () => {
      const box = await cell('chosen').boundingBox();
      const outer = await review.evidence.getByRole('table').locator('..').boundingBox();
      const [right, edge] = [box!.x + box!.width, outer!.x + outer!.width];
      return box!.x >= outer!.x && right <= edge + 0.5 ? true : [box, outer];
    };
    await expect.poll(isSeen).toBe(true);
    for (let step = 0; step < 7; step += 1) await page().keyboard.press('ArrowLeft');
    await expect.poll(isSeen).toBe(true);
    const merged = review.evidence.locator('td').filter({ hasText: '合并' });
    const spans = await merged.evaluate((element) => {
      const { rowSpan, colSpan } = element as HTMLTableCellElement;
      return [rowSpan, colSpan];
    });
    expect(spans).toEqual([4, 2]);
    await merged.click();
    await page().keyboard.press('ArrowDown');
    expect(await cell('chosen').getAttribute('data-row')).toBe('14');
    await page().keyboard.press('ArrowUp');
    await cell('chosen').getByText('合并').waitFor();
  });
});

describe('a hit of the search over all documents', () => {
  const field = () => page().getByRole('textbox', { name: '在全部材料中查找' });
  const hits = () => stage.review.evidence.getByRole('search').getByRole('listitem');
  const counter = (at: number, all: number) =>
    page()
      .getByRole('status')
      .filter({ hasText: `${at} / ${all}` })
      .waitFor();

  async function open(document: string, nth: number): Promise<void> {
    await field().click();
    await hits().filter({ hasText: document }).nth(nth).getByRole('button').click();
  }

  it('is there as soon as its document was read, which is kept at once', async () => {
    const { promise: wait, resolve: release } = Promise.withResolvers<void>();
    await page().route('**/call/documents.open', async (route) => {
      const { document, purpose } = route.request().postDataJSON();
      if (document === 'd3' && purpose === 'index') await wait;
      await route.continue();
    });
    await page().keyboard.press('Control+Shift+F');
    await field().fill('联系海外专家');
    await hits().filter({ hasText: '说明.docx' }).nth(2).waitFor();
    await expect.poll(() => stage.app.stored()).toContain('texts/w1');
    release();
    await page().unroute('**/call/documents.open');
  });

  it('leads to the very place in text and Word', async () => {
    await hits().filter({ hasText: '名册.xlsx' }).nth(2).waitFor();
    await hits().filter({ hasText: '说明.txt' }).nth(2).waitFor();
    for (const [document, inside] of [
      ['说明.docx', frame],
      ['说明.txt', page],
    ] as const) {
      for (const nth of [1, 2, 0]) {
        await open(document, nth);
        await counter(nth + 1, 3);
        await expect
          .poll(() => marked(inside(), 'evidence-hit-current'), { timeout: 20_000 })
          .toEqual(['联系海外专家']);
      }
    }
  });

  it('leads to the very cell', async () => {
    for (const [nth, address] of ['B3', 'E40', 'AB200'].entries()) {
      await open('名册.xlsx', nth);
      await cell('chosen').getByText(`${address} 联系海外专家`).waitFor();
      await counter(nth + 1, 3);
    }
  });

  it('leads to the very line of a PDF', async () => {
    await field().fill('overseas expert');
    await expect.poll(() => hits().count()).toBe(6);
    for (const nth of [5, 2, 3]) {
      await open('report.pdf', nth);
      await counter(nth + 1, 6);
      await expect
        .poll(() => marked(page(), 'evidence-hit-current'), { timeout: 20_000 })
        .toEqual(['overseas expert']);
    }
  });

  it('makes way for the document, and Enter goes on to the next one', async () => {
    await open('report.pdf', 0);
    await expect.poll(() => hits().count()).toBe(0);
    await field().press('Enter');
    await counter(2, 6);
    expect(await hits().count()).toBe(0);
    await field().press('Shift+Enter');
    await counter(1, 6);
    await field().press('ArrowDown');
    await hits().first().waitFor();
    expect(await stage.app.barriers()).toEqual([]);
    expect(stage.app.complaints).toEqual([]);
  });
});
