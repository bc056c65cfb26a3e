import type { Locator } from 'playwright-core';
import type { AppPage } from './app-page.ts';

/** The exchange center's desk, and one of its rounds. */
export class CenterPage {
  readonly app: AppPage;
  readonly failure: Locator;

  constructor(app: AppPage) {
    this.app = app;
    this.failure = app.page.getByRole('alert');
  }

  async unlock(passphrase: string): Promise<void> {
    await this.app.page.getByLabel('中心的口令').fill(passphrase);
    await this.app.page.getByRole('button', { name: '解锁' }).click();
  }

  get unlocked(): Locator {
    return this.app.page.getByText('中心的密钥已解锁');
  }

  /** The fingerprint at the top, without the gaps between its groups. */
  async fingerprint(): Promise<string> {
    const text = await this.app.page
      .locator('dl', { hasText: '中心证书指纹' })
      .locator('dd')
      .innerText();
    return text.replace(/\s/g, '');
  }

  /** A stage of a round: the innermost line with its name. */
  stage(name: string): Locator {
    return this.app.page.getByRole('listitem').filter({ hasText: name }).last();
  }

  async openRound(title: string): Promise<void> {
    await this.app.page.getByRole('link', { name: title }).click();
    await this.app.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  async importFiles(files: readonly string[]): Promise<void> {
    const button = this.app.page.getByRole('button', { name: '选择工作簿' });
    await this.app.give(files, () => button.click());
  }

  async enrol(requests: readonly string[]): Promise<void> {
    const button = this.app.page.getByRole('button', { name: '选择登记申请' });
    await this.app.give(requests, () => button.click());
  }

  /** The requests that were read, each with the fingerprint to compare. */
  get requests(): Locator {
    return this.app.page.getByRole('region', { name: /核对指纹/ });
  }

  /** Says that the fingerprint of a person agreed, and enrols. */
  async compared(name: string): Promise<void> {
    await this.requests.getByRole('checkbox', { name: `与${name}核对一致` }).check();
    await this.requests.getByRole('button', { name: '登记 1 人' }).click();
  }

  person(name: string): Locator {
    return this.app.page.getByRole('row').filter({ hasText: name });
  }

  /** An application in the list of the round. */
  listed(name: string): Locator {
    return this.app.page.getByRole('row').filter({ hasText: name });
  }

  /** Puts the list into a folder. @returns its path. */
  export(format: string, folder: string): Promise<string> {
    const button = this.app.page.getByRole('button', { name: format });
    return this.app.take(folder, () => button.click());
  }
}
