import type { ReviewStage } from './review-stage.ts';
import { round } from './small-round.ts';

/** What an expert works on until a conflict is found: of the document itself, and of what is typed about it. */
export const canaries = ['canary-w1-proof', 'canary-w1-comment', 'canary-w1-opinion'];

/** Reads the document and writes about the application, until all is recorded. */
export async function workOnFirst({ review }: ReviewStage): Promise<void> {
  await review.open(round, 'w1', '7(1)');
  await review.show('proof.txt');
  await review.evidence.getByText('canary-w1-proof').waitFor();
  await review.comment.fill('canary-w1-comment');
  await review.saved();
  await review.open(round, 'w1', 'opinion');
  await review.opinion.fill('canary-w1-opinion');
  await review.saved();
}

/** Declares a conflict with that application, and is back at the list. */
export async function recuseFromFirst({ app, review }: ReviewStage): Promise<void> {
  await app.page.getByRole('button', { name: '声明利益冲突' }).click();
  const dialog = app.page.getByRole('dialog');
  await dialog.getByRole('combobox').click();
  await app.page.locator('.ant-select-dropdown:visible').getByText('竞争关系').click();
  const again = app.page.waitForEvent('load');
  await dialog.getByRole('button', { name: '回避申报 01' }).click();
  await again;
  await app.page.getByRole('heading', { name: '申报列表' }).waitFor();
  await review.saved();
}
