import type { Locator } from 'playwright-core';
import type { AppPage } from './app-page.ts';

/** The page on which anybody verifies workbooks. */
export class VerifyPage {
  readonly app: AppPage;

  constructor(app: AppPage) {
    this.app = app;
  }

  /** Drops files onto the page, as from a file manager. */
  async drop(files: readonly string[]): Promise<void> {
    await this.app.drop(files, this.app.page.locator('section', { hasText: '拖到这里' }));
  }

  /** The verdict on a file. */
  verdict(file: string): Locator {
    const verdicts = this.app.page.getByRole('region', { name: '核验结果' });
    return verdicts
      .getByRole('listitem')
      .filter({ has: this.app.page.getByRole('button', { name: file }) });
  }

  async open(file: string): Promise<void> {
    await this.verdict(file).getByRole('button').click();
  }

  /** Judges by a certificate that somebody gives. */
  async trust(certificate: string): Promise<void> {
    const button = this.app.page.getByRole('button', { name: '改用另一家中心的证书' });
    await this.app.give([certificate], () => button.click());
  }
}
