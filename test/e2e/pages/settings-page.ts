import type { Locator } from 'playwright-core';
import type { AppPage } from './app-page.ts';

/** How the app looks, when it locks, and one's own keys. Words are those of the Chinese interface. */
export class SettingsPage {
  readonly app: AppPage;
  readonly heading: Locator;
  readonly failure: Locator;

  constructor(app: AppPage) {
    this.app = app;
    this.heading = app.page.getByRole('heading', { level: 1, name: '设置' });
    this.failure = app.page.getByRole('alert');
  }

  /** Fills in the form that asks for the present passphrase, and sends it. */
  async submit(passphrase: string, button: string): Promise<void> {
    await this.app.page.getByLabel('现在的口令', { exact: true }).fill(passphrase);
    await this.app.page.getByRole('button', { name: button, exact: true }).click();
  }

  async changePassphrase(present: string, next: string): Promise<void> {
    const { page } = this.app;
    await page.getByRole('button', { name: '更改口令…' }).click();
    await this.retype(present, next);
  }

  /** The same in the form that is open already. */
  async retype(present: string, next: string): Promise<void> {
    const { page } = this.app;
    await page.getByLabel('新口令', { exact: true }).fill(next);
    await page.getByLabel('再输入一次').fill(next);
    await page.getByLabel('我明白').check();
    await this.submit(present, '更改口令');
  }

  /** The whole profile as one file in a folder; gives its path. The identity is locked then. */
  async backUp(passphrase: string, folder: string): Promise<string> {
    await this.app.page.getByRole('button', { name: '制作备份…' }).click();
    return this.app.take(folder, () => this.submit(passphrase, '制作备份'));
  }
}
