import type { Locator } from 'playwright-core';
import type { AppPage } from './app-page.ts';

/** The pledge, then the declarations. */
export class DeclarePage {
  readonly app: AppPage;
  readonly pledge: Locator;

  constructor(app: AppPage) {
    this.app = app;
    this.pledge = app.page.getByRole('heading', { name: '评审承诺书' });
  }

  async signPledge(): Promise<void> {
    await this.app.page.getByRole('checkbox', { name: '我已阅读并同意遵守' }).check();
    await this.app.page.getByRole('button', { name: '签署承诺书' }).click();
  }

  /** The application whose declaration is open, e.g. `01 海智工作站`. */
  get current(): Locator {
    return this.app.page.getByRole('heading', { level: 1 });
  }

  get count(): Locator {
    return this.app.page.getByText(/份待声明|全部申报都已声明/);
  }

  /** The line of an application in the list, by its number. */
  line(number: string): Locator {
    return this.app.page.getByRole('link', { name: new RegExp(`^${number}\\b`) });
  }

  async none(): Promise<void> {
    await this.app.page.getByRole('radio', { name: /没有利益冲突/ }).check();
    await this.app.page.getByRole('button', { name: '声明无利益冲突' }).click();
  }

  /** What is chosen in the form, declared or not yet. */
  get chosen(): Locator {
    return this.app.page.getByRole('radio', { checked: true });
  }

  async disclose(relation: string): Promise<void> {
    await this.app.page.getByRole('radio', { name: /不影响公正/ }).check();
    await this.relation.fill(relation);
    await this.app.page.getByRole('button', { name: '声明并披露' }).click();
  }

  get relation(): Locator {
    return this.app.page.getByLabel('请说明这一关系');
  }
}
