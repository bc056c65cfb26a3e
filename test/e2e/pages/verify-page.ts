import { readFileSync } from 'node:fs';
import path from 'node:path';
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
    const { page } = this.app;
    const contents = files.map((file) => ({
      name: path.basename(file),
      bytes: readFileSync(file).toString('base64'),
    }));
    const dropped = await page.evaluateHandle((given) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of given) {
        const binary = Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0));
        transfer.items.add(new File([binary], name));
      }
      return transfer;
    }, contents);
    const well = page.locator('section', { hasText: '拖到这里' });
    await well.dispatchEvent('dragover', { dataTransfer: dropped });
    await well.dispatchEvent('drop', { dataTransfer: dropped });
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
    const chooser = this.app.page.waitForEvent('filechooser');
    await this.app.page.getByRole('button', { name: '改用另一家中心的证书' }).click();
    await (await chooser).setFiles(certificate);
  }
}
