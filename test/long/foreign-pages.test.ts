import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inProject } from '../../build/project.ts';
import { type GreyPicture, inkIn, likeness, readPgm } from '../support/page-ink.ts';
import { type ReviewStage, stageReview } from '../support/review-stage.ts';
import { round, smallRound, writeRound } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { describeWith } from '../support/tools.ts';

/** Files of another viewer's collection, fuzzed and broken ones among them; what each shows is in docs/evidence-files.md. */
const collection = inProject('../shared/data/pdf');
const files = existsSync(collection) ? readdirSync(collection) : [];
const folder = temporaryFolder('foreign-pages');
/** How alike the ink of the two has to be; programs that smooth thin lines otherwise come down to 0.83. */
const least = 0.8;
const columns = 40;

const fontless =
  'poppler has no font for what the file does not hold and leaves it out; ours stands in';
const strict = 'poppler refuses the file; ours mends it';
/** Files of which ours shows more than poppler, with the reason. */
const known: Readonly<Record<string, string>> = {
  'arial_unicode_en_cidfont.pdf': fontless,
  'noembed-eucjp.pdf': fontless,
  'noembed-identity-2.pdf': fontless,
  'noembed-identity.pdf': fontless,
  'noembed-sjis.pdf': fontless,
  'vertical.pdf': fontless,
  'poppler-67295-0.pdf': strict,
  'poppler-91414-0-53.pdf': strict,
  'poppler-91414-0-54.pdf': strict,
};

/** Whether there is ink where the other has none. */
function hasMore(ink: readonly number[], other: readonly number[]): boolean {
  return ink.some((each, field) => each > 0.02 && other[field]! < 0.001);
}

describeWith(['pdftoppm'], 'the first page of a foreign PDF', (pdftoppm) => {
  let stage: ReviewStage;

  beforeAll(async () => {
    const small = smallRound();
    const documents = files.map((name, place) => ({
      id: `d${place}`,
      file: name,
      name,
      criteria: [],
    }));
    small.applications.o1!.documents.push(...documents);
    const written = writeRound(path.join(folder, 'round'), small);
    for (const name of files) {
      copyFileSync(path.join(collection, name), path.join(written, 'o1', name));
    }
    stage = await stageReview(folder, written);
    await stage.review.open(round, 'o1', '9(1)');
  });
  afterAll(() => stage?.close());

  /** The picture of page 1, once it does not change any more; `null` where the file or the page is refused in words. */
  async function ours(name: string): Promise<GreyPicture | null> {
    const { review, app } = stage;
    await review.pick(name);
    const canvas = review.page(1).locator('canvas');
    const refused = review.page(1).getByText('无法显示').or(review.refused);
    await canvas.or(refused).first().waitFor();
    let before = '';
    for (;;) {
      await app.page.waitForTimeout(600);
      if (await refused.count()) return null;
      const picture = await canvas.evaluate((element) => {
        const { width, height } = element as HTMLCanvasElement;
        const context = (element as HTMLCanvasElement).getContext('2d')!;
        const { data } = context.getImageData(0, 0, width, height);
        const pixels: number[] = [];
        for (let at = 0; at < data.length; at += 4) {
          pixels.push(Math.round(0.3 * data[at]! + 0.59 * data[at + 1]! + 0.11 * data[at + 2]!));
        }
        return { width, height, pixels };
      });
      const now = JSON.stringify(picture);
      if (now === before) return picture;
      before = now;
    }
  }

  /** The same page drawn by poppler; `null` where it cannot. */
  function theirs(name: string, width: number): GreyPicture | null {
    const options = [
      '-gray',
      '-singlefile',
      '-cropbox',
      '-scale-to-x',
      String(width),
      '-scale-to-y',
      '-1',
    ];
    try {
      const picture = execFileSync(pdftoppm, [...options, path.join(collection, name)], {
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 1e9,
      });
      return picture.length === 0 ? null : readPgm(picture);
    } catch {
      return null;
    }
  }

  it.each(files)('%s looks as poppler draws it, or shows more for a known reason', async (name) => {
    const mine = await ours(name);
    const other = theirs(name, mine?.width ?? 600);
    if (mine === null) return expect(other).toBeNull();
    const rows = Math.round((columns * mine.height) / mine.width);
    const ink = inkIn(mine, columns, rows);
    const blank = ink.map(() => 0);
    const theirInk = other === null ? blank : inkIn(other, columns, rows);
    const reason = known[name];
    if (reason === undefined) expect(likeness(ink, theirInk)).toBeGreaterThanOrEqual(least);
    else expect(hasMore(ink, theirInk), reason).toBe(true);
  });

  it.skipIf(!files.includes('poppler-85140-0.pdf'))(
    'that was lost is not only white: that the file gives nothing is said',
    async () => {
      await stage.review.pick('poppler-85140-0.pdf');
      await stage.review.page(1).getByText('没有给出第 1 页的任何内容').waitFor();
    },
  );

  it('disturbs nothing else: the page is as alive as before', async () => {
    const { review, app } = stage;
    expect(app.complaints).toEqual([]);
    await review.open(round, 'o1', '9(2)');
    await app.page.keyboard.press('1');
    await expect.poll(() => review.verdict('符合').isChecked()).toBe(true);
    await review.saved();
  });
});
