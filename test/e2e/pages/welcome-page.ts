import type { Locator } from 'playwright-core';
import type { AppPage } from './app-page.ts';

/** The first screen. */
export class WelcomePage {
  readonly app: AppPage;
  readonly failure: Locator;

  constructor(app: AppPage) {
    this.app = app;
    this.failure = app.page.getByRole('alert');
  }

  async unlock(passphrase: string): Promise<void> {
    await this.app.page.getByPlaceholder('口令').fill(passphrase);
    await this.app.page.getByRole('button', { name: '解锁' }).click();
  }

  /** The line of the list with these words. */
  door(name: string): Locator {
    return this.app.page
      .getByRole('button', { name })
      .or(this.app.page.getByRole('link', { name }));
  }
}
