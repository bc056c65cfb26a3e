import type { Locator } from 'playwright-core';
import type { AppPage } from './app-page.ts';

/** The end of a review: what is missing, the signature, the workbook. */
export class FinishPage {
  readonly app: AppPage;
  readonly failure: Locator;

  constructor(app: AppPage) {
    this.app = app;
    this.failure = app.page.getByRole('alert');
  }

  get complete(): Locator {
    return this.app.page.getByText('都已完成，没有缺项');
  }

  /** What is missing, as links to where it can be given. */
  get missing(): Locator {
    return this.app.page.locator('section', { hasText: '还缺什么' }).getByRole('link');
  }

  get signed(): Locator {
    return this.app.page.getByRole('heading', { name: '已签名', exact: true });
  }

  get stamp(): Locator {
    return this.app.page.getByRole('img', { name: /的签名印章/ });
  }

  async sign(passphrase: string): Promise<void> {
    await this.app.page.getByLabel('再次输入口令').fill(passphrase);
    await this.app.page.getByRole('button', { name: '签名并生成结果工作簿' }).click();
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
}
