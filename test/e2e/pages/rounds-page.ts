import type { AppPage } from './app-page.ts';

/** One's rounds, and the place where bundles are opened. */
export class RoundsPage {
  readonly app: AppPage;

  constructor(app: AppPage) {
    this.app = app;
  }

  get heading() {
    return this.app.page.getByRole('heading', { name: '我的轮次' });
  }

  get trust() {
    return this.app.page.getByRole('button', { name: '信任并打开' });
  }

  async choose(bundle: string): Promise<void> {
    const button = this.app.page.getByRole('button', { name: '选择材料包' });
    await this.app.give([bundle], () => button.click());
  }

  /** The fingerprint on screen, without the gaps between its groups. */
  async fingerprint(): Promise<string> {
    const text = await this.app.page
      .locator('dl', { hasText: '中心证书指纹' })
      .locator('dd')
      .innerText();
    return text.replace(/\s/g, '');
  }

  async compared(): Promise<void> {
    await this.app.page.getByRole('checkbox', { name: /指纹一致/ }).check();
  }
}
