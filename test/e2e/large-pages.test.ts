import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madePdf } from '../support/made-pdf.ts';
import { type ReviewStage, stageReview } from '../support/review-stage.ts';
import { round, smallRound, writeRound } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** As many pages and pixels as the viewer takes; `renderer/viewers/pdf`. */
const mostPages = 20_000;
const mostPixels = 16_000_000;

const upright = [595, 842] as const;
const lying = [842, 595] as const;

const files = new Map<string, Buffer>([
  [
    'mixed.pdf',
    madePdf([upright, lying, upright].map((size, place) => ({ lines: [`page ${place}`], size }))),
  ],
  [
    'pictures.pdf',
    madePdf([
      { lines: ['81 million pixels'], blackEdge: 9_000 },
      { lines: ['121 million pixels'], blackEdge: 11_000 },
    ]),
  ],
  ['poster.pdf', madePdf([{ lines: ['five metres wide and high'], size: [14_400, 14_400] }])],
  ['endless.pdf', madePdf(Array.from({ length: mostPages + 1 }, () => ({ lines: [] })))],
  ['long.pdf', madePdf(Array.from({ length: 500 }, (_, page) => ({ lines: [`${page + 1}`] })))],
]);

let stage: ReviewStage;

beforeAll(async () => {
  const folder = temporaryFolder('large-pages');
  const small = smallRound();
  const described = [...files.keys()].map((file, place) => ({ id: `d${place}`, file, name: file }));
  small.applications.w1!.documents.push(...described.map((each) => ({ ...each, criteria: [] })));
  const written = writeRound(path.join(folder, 'round'), small);
  for (const [name, bytes] of files) writeFileSync(path.join(written, 'w1', name), bytes);
  stage = await stageReview(folder, written);
  await stage.review.open(round, 'w1', '7(1)');
});
afterAll(() => stage?.close());

const canvas = (page: number) => stage.review.page(page).locator('canvas');

/** How dark the middle of a page's picture is: 0 for black, 255 for white. */
function middle(page: number): Promise<number> {
  return canvas(page).evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext('2d')!;
    return context.getImageData(width / 2, height * 0.7, 1, 1).data[0]!;
  });
}

function pixels(page: number): Promise<number> {
  return canvas(page).evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    return width * height;
  });
}

async function goTo(page: number): Promise<void> {
  const field = stage.app.page.getByRole('textbox', { name: /^页码/ });
  await field.fill(String(page));
  await field.press('Enter');
}

describe('a PDF', () => {
  it('of upright and lying pages shows each as wide as there is room', async () => {
    await stage.review.show('mixed.pdf');
    await canvas(1).waitFor();
    const boxes = [(await stage.review.page(1).boundingBox())!];
    await goTo(2);
    await canvas(2).waitFor();
    boxes.push((await stage.review.page(2).boundingBox())!);
    const [first, second] = boxes;
    expect(Math.abs(first!.width - second!.width)).toBeLessThan(2);
    expect(first!.height / first!.width).toBeCloseTo(842 / 595, 1);
    expect(second!.height / second!.width).toBeCloseTo(595 / 842, 1);
  });

  it('leaves out a picture of too many pixels, and shows the rest of the page', async () => {
    await stage.review.show('pictures.pdf');
    await stage.review.page(1).getByText('81 million pixels').waitFor();
    await expect.poll(() => middle(1), { timeout: 60_000 }).toBe(0);
    await goTo(2);
    await stage.review.page(2).getByText('121 million pixels').waitFor();
    await canvas(2).waitFor();
    expect(await middle(2)).toBe(255);
  });

  it('of enormous pages is drawn coarser than they are shown', async () => {
    await stage.review.show('poster.pdf');
    await canvas(1).waitFor();
    const { width, height } = (await stage.review.page(1).boundingBox())!;
    expect(width * height).toBeGreaterThan(mostPixels);
    expect(await pixels(1)).toBeLessThanOrEqual(mostPixels);
  });

  it('of too many pages is refused in words', async () => {
    await stage.review.show('endless.pdf');
    await stage.review.refused.getByText('这个文件太大').waitFor({ timeout: 60_000 });
  });

  it('of five hundred draws those near the screen, and gives back the pictures of the others', async () => {
    await stage.review.show('long.pdf');
    await canvas(1).waitFor();
    const first = await canvas(1).elementHandle();
    await goTo(500);
    await canvas(500).waitFor();
    expect(await stage.review.evidence.locator('[data-page]').count()).toBeLessThan(10);
    const left = await first!.evaluate((element) => {
      const { width, height, isConnected } = element as HTMLCanvasElement;
      return { width, height, isConnected };
    });
    expect(left).toEqual({ width: 0, height: 0, isConnected: false });
    expect(stage.app.complaints).toEqual([]);
  });
});
