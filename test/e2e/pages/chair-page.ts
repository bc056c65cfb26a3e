import type { Locator } from 'playwright-core';
import type { AppPage } from './app-page.ts';

export type ChairPart = '收取工作簿' | '评分总表' | '分歧' | '表决与结论' | '纪要与签名';

/** The chair's pages of a round. */
export class ChairPage {
  readonly app: AppPage;

  constructor(app: AppPage) {
    this.app = app;
  }

  /** A page of the chair's work by its link in the line of pages. */
  part(name: ChairPart): Locator {
    const { page } = this.app;
    return page.getByRole('navigation', { name: '组长的工作' }).getByRole('link', { name });
  }

  async handIn(files: readonly string[]): Promise<void> {
    const button = this.app.page.getByRole('button', { name: '选择工作簿' });
    await this.app.give(files, () => button.click());
  }

  /** What became of a file that was handed in. */
  intake(file: string): Locator {
    return this.app.page
      .getByRole('region', { name: '刚才交来的工作簿' })
      .getByRole('listitem')
      .filter({ hasText: file });
  }

  /** A member's line in the list of workbooks. */
  member(name: string): Locator {
    return this.app.page.getByRole('row').filter({ hasText: name });
  }

  get table(): Locator {
    return this.app.page.getByRole('treegrid', { name: '评分总表' });
  }

  /** A line of the table by its key: `w1`, `w1/7(1)`. */
  line(key: string): Locator {
    return this.table.locator(`[data-line="${key}"]`);
  }

  /** The line that has the focus, by its key. */
  async focusedLine(): Promise<string | null> {
    return this.table.locator(':focus').getAttribute('data-line');
  }

  get flag(): Locator {
    return this.app.page.getByRole('region', { name: '这条分歧' });
  }

  get queue(): Locator {
    return this.app.page.getByRole('list', { name: '分歧清单' });
  }

  async chooseFlag(words: string | RegExp): Promise<void> {
    await this.queue.getByRole('button', { name: words }).first().click();
  }

  /** The explanation in the form of a flag. */
  get reason(): Locator {
    return this.flag.getByRole('textbox', { name: '说明' });
  }

  async settle(disposition: string, reason: string): Promise<void> {
    await this.flag.getByRole('radio', { name: disposition }).check();
    if (reason !== '') await this.reason.fill(reason);
    await this.flag.getByRole('button', { name: '记录处理' }).click();
  }

  async everybodyPresent(): Promise<void> {
    await this.app.page.getByRole('button', { name: '全体到会' }).click();
  }

  /** An application in the list of decisions. */
  async chooseApplication(number: string): Promise<void> {
    const list = this.app.page.getByRole('navigation', { name: '申报' });
    await list.getByRole('button', { name: number }).click();
    await this.app.page.getByRole('heading', { level: 2, name: number }).waitFor();
  }

  async vote(yes: number, no: number): Promise<void> {
    await this.app.page.getByLabel('赞成', { exact: true }).fill(String(yes));
    await this.app.page.getByLabel('反对', { exact: true }).fill(String(no));
  }

  async decide(decision: string, grounds: string): Promise<void> {
    await this.app.page.getByRole('radio', { name: decision }).check();
    await this.app.page.getByLabel('理由').fill(grounds);
  }

  async record(): Promise<void> {
    await this.app.page.getByRole('button', { name: '记录表决与结论' }).click();
  }

  /** What is missing, as links to where it can be given. */
  get missing(): Locator {
    return this.app.page.locator('section', { hasText: '还缺什么' }).getByRole('link');
  }

  async sign(passphrase: string): Promise<void> {
    await this.app.page.getByLabel('再次输入口令').fill(passphrase);
    await this.app.page.getByRole('button', { name: '签名并生成专家组工作簿' }).click();
  }

  get stamp(): Locator {
    return this.app.page.getByRole('img', { name: /的签名印章/ });
  }

  /** Puts the signed workbook into a folder. @returns its path. */
  takeHome(folder: string): Promise<string> {
    const button = this.app.page.getByRole('button', { name: /下载工作簿|保存工作簿/ });
    return this.app.take(folder, () => button.click());
  }

  async reopen(reason: string): Promise<void> {
    await this.app.page.getByLabel('重新打开的理由').fill(reason);
    await this.app.page.getByRole('button', { name: '重新打开' }).click();
  }

  /** The header says that everything is on disk. */
  async saved(): Promise<void> {
    await this.app.page.getByRole('status').filter({ hasText: '已保存' }).first().waitFor();
  }
}
