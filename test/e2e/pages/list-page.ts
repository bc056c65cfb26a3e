import type { Locator } from 'playwright-core';
import type { AppPage } from './app-page.ts';

/** The list of a round's applications. Words are those of the Chinese interface. */
export class ListPage {
  readonly app: AppPage;
  readonly table: Locator;

  constructor(app: AppPage) {
    this.app = app;
    this.table = app.page.getByRole('table', { name: '申报列表' });
  }

  async open(round: string): Promise<void> {
    await this.app.go(`#/applications/${round}`);
    await this.table.waitFor();
  }

  /** The numbers in the order of the rows that are drawn. */
  async numbers(): Promise<readonly string[]> {
    return this.table.locator('tr[data-index] td:first-child').allInnerTexts();
  }

  /** The headings of the groups. */
  async groups(): Promise<readonly string[]> {
    return this.table.locator('tr[data-index] th').allInnerTexts();
  }

  async choose(filter: string, choice: string): Promise<void> {
    await this.app.page.getByRole('combobox', { name: filter }).click();
    await this.app.page
      .locator('.ant-select-dropdown:visible')
      .getByText(choice, { exact: true })
      .click();
    await this.app.page.locator('.ant-select-dropdown:visible').waitFor({ state: 'detached' });
  }

  async sortBy(column: string): Promise<void> {
    await this.table.getByRole('columnheader', { name: column }).getByRole('button').click();
  }

  get search(): Locator {
    return this.app.page.getByRole('textbox', { name: '按编号或单位查找' });
  }
}
