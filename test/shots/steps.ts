import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../../build/project.ts';
import type { AppPage } from '../e2e/pages/app-page.ts';

/** Done to the app, everything of which lies in a folder. */
export type Step = (app: AppPage, folder: string) => Promise<void>;

export function press(...keys: readonly string[]) {
  return async ({ page }: AppPage) => {
    for (const key of keys) {
      await page.waitForTimeout(150);
      await page.keyboard.press(key);
    }
  };
}

/** The evidence of the open application is drawn. */
export async function drawn({ page }: AppPage): Promise<void> {
  await page.locator('canvas, [role="grid"], table td').first().waitFor({ timeout: 15_000 });
}

/** Chooses a document by the part of its name that no language changes. */
export function document(part: string) {
  return async (app: AppPage) => {
    await app.page.locator('nav button', { hasText: part }).first().click();
    await app.page.waitForTimeout(900);
  };
}

/** Opens the document's own search and looks for something. */
export async function find({ page }: AppPage): Promise<void> {
  await page.keyboard.press('/');
  await page.waitForTimeout(200);
  await page.keyboard.insertText('人才');
  await page.waitForTimeout(900);
}

export async function searchAll({ page }: AppPage): Promise<void> {
  await page.keyboard.press('Control+Shift+F');
  await page.waitForTimeout(300);
  await page.keyboard.insertText('人才');
  await page.waitForTimeout(1_500);
}

export async function sidePanel(app: AppPage): Promise<void> {
  await drawn(app);
  await app.page
    .getByRole('button', { name: /目录与缩略图|Outline and pages/ })
    .first()
    .click();
  await app.page.waitForTimeout(600);
}

export async function arithmetic({ page }: AppPage): Promise<void> {
  await page.locator('[data-total]').click();
  await page.waitForTimeout(300);
}

export async function lateConflict({ page }: AppPage): Promise<void> {
  await page.getByRole('button', { name: /^(声明利益冲突|Declare a conflict)$/ }).click();
  await page.waitForTimeout(300);
}

/** A click on the first thing of a kind that no language changes. */
export function click(selector: string, which = 0) {
  return async ({ page }: AppPage) => {
    await page.locator(selector).nth(which).click();
    await page.waitForTimeout(300);
  };
}

/** Opens the flag with these words, in either language. */
export function flag(words: RegExp) {
  return async ({ page }: AppPage) => {
    await page.locator('main li button', { hasText: words }).last().click();
    await page.waitForTimeout(300);
  };
}

const well = 'main section button.ant-btn-primary';

/** Gives a file to the first place on the screen that takes one. */
async function give({ page }: AppPage, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.locator(well).first().click();
  await (await chooser).setFiles(file);
  await page.waitForTimeout(1_500);
}

/** A workbook of another center. */
export const giveForeign = (app: AppPage) =>
  give(app, inProject('test/fixtures/workbooks/version-1/result.zh.xlsx'));

export const giveBundle: Step = (app, folder) => give(app, path.join(folder, 'round.hzb'));

/** The journal of the open review, wherever it is. */
function journalIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return path.join(folder, files.find((each) => /review\.journal(\.away)?$/.test(each)) ?? '');
}

/** Types while the journal is gone, as when a tool has moved it. */
export const typeInVain: Step = async ({ page }, folder) => {
  await page.locator('textarea#comment').press('End');
  const journal = journalIn(folder);
  if (!journal.endsWith('.away')) renameSync(journal, `${journal}.away`);
  await page.keyboard.insertText('。');
  await page.waitForTimeout(2_000);
};

/** Brings the journal back; what was typed is recorded then. */
export const putBack: Step = async ({ page }, folder) => {
  const away = journalIn(folder);
  renameSync(away, away.replace(/\.away$/, ''));
  await page.getByRole('alert').first().getByRole('button').first().click();
  await page.getByRole('alert').waitFor({ state: 'hidden' });
};

/** The bottom of a page that is longer than the window. */
export async function scrollDown(app: AppPage): Promise<void> {
  await app.page.waitForTimeout(300);
  await app.allRead();
  await app.page.locator('[data-scroll]').evaluate((element) => element.scrollTo(0, 1e6));
}
