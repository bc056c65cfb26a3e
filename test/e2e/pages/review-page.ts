import type { Locator } from 'playwright-core';
import type { AppPage } from './app-page.ts';

/** Criteria, answers and evidence of one application. Words are those of the Chinese interface. */
export class ReviewPage {
  readonly app: AppPage;
  readonly criteria: Locator;
  readonly answers: Locator;
  readonly evidence: Locator;
  readonly comment: Locator;
  readonly score: Locator;
  readonly opinion: Locator;
  /** The live total in the header. */
  readonly total: Locator;

  constructor(app: AppPage) {
    const { page } = app;
    this.app = app;
    this.criteria = page.getByRole('navigation', { name: '评审条件' });
    this.answers = page.locator('[data-place]');
    this.evidence = page.getByRole('region', { name: '申报材料' });
    this.comment = page.getByLabel('评语');
    this.score = page.getByRole('textbox', { name: '评分' });
    this.opinion = page.getByRole('textbox', { name: '总体意见' });
    this.total = page.getByRole('button', { name: /^目前总分/ });
  }

  /** Opens an application at a criterion and waits until its answers are there. */
  async open(round: string, application: string, place: string): Promise<void> {
    await this.app.go(`#/review/${round}/${application}/${encodeURIComponent(place)}`);
    await this.at(place);
  }

  /** Waits until the answers of a place are on screen. */
  async at(place: string): Promise<void> {
    await this.app.page.locator(`[data-place="${place}"]`).waitFor();
  }

  /** Waits until the header says that everything is on disk. */
  async saved(): Promise<void> {
    await this.app.page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
  }

  verdict(word: string): Locator {
    return this.answers.getByRole('radio', { name: word, exact: true });
  }

  /** The row of a check by its id. */
  check(id: string): Locator {
    return this.app.page.locator(`[data-check="${id}"]`);
  }

  async find(check: string, finding: string): Promise<void> {
    await this.check(check).getByRole('combobox').click();
    await this.app.page.getByRole('option', { name: finding, exact: true }).waitFor({
      state: 'attached',
    });
    const list = this.app.page.locator('.ant-select-dropdown:visible');
    await list.getByText(finding, { exact: true }).click();
    // While it closes, Escape is for the list.
    await list.waitFor({ state: 'hidden' });
  }

  /** Opens a document by its name in the strip below the viewer. */
  async show(name: string): Promise<void> {
    const strip = this.evidence.getByRole('navigation', { name: '材料' });
    await strip.getByRole('button', { name, exact: true }).click();
  }

  /** Chooses a document of any number of them by typing its name. */
  async pick(name: string): Promise<void> {
    const picker = this.evidence.getByRole('combobox', { name: '选择材料' });
    await picker.fill(name);
    await picker.press('Enter');
    await picker.press('Escape');
  }

  /** The open document's page with this number. */
  page(number: number): Locator {
    return this.evidence.locator(`[data-page="${number}"]`);
  }

  get refused(): Locator {
    return this.evidence.getByRole('note');
  }

  /** Selects the text of a page from the first piece with `from` to the next one with `to`, as dragging does. */
  async select(page: number, from: string, to: string): Promise<void> {
    await this.page(page)
      .locator('span')
      .first()
      .evaluate(
        (first, [start, end]) => {
          const pieces = [...(first.parentElement?.querySelectorAll('span') ?? [])];
          const begin = pieces.findIndex((piece) => piece.textContent?.includes(start));
          const last = pieces.findIndex(
            (piece, place) => place >= begin && piece.textContent?.includes(end),
          );
          const range = document.createRange();
          range.setStartBefore(pieces[begin]!);
          range.setEndAfter(pieces[last]!);
          getSelection()?.removeAllRanges();
          getSelection()?.addRange(range);
        },
        [from, to] as const,
      );
  }

  get citations(): Locator {
    return this.answers.locator('[data-citation]');
  }

  /** Passages that are marked on the open document. */
  get marks(): Locator {
    return this.evidence.locator('[data-mark]');
  }
}
