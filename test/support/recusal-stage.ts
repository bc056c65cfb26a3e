import path from 'node:path';
import { must } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import type { AppPage } from '../e2e/pages/app-page.ts';
import { ReviewPage } from '../e2e/pages/review-page.ts';
import { RoundsPage } from '../e2e/pages/rounds-page.ts';
import { WelcomePage } from '../e2e/pages/welcome-page.ts';
import { openDoor } from './doors.ts';
import { foundPanel, openAt, packInto, passphrase, smallRound, writeRound } from './small-round.ts';

/** What an expert works on until a conflict is found: of the document itself, and of what is typed about it. */
export const canaries = ['canary-w1-proof', 'canary-w1-comment', 'canary-w1-opinion'];
export const round = '2026-T';

/** An expert at a screen, with two applications whose conflicts are declared to be none. */
export interface RecusalStage {
  readonly app: AppPage;
  readonly review: ReviewPage;
  readonly folders: {
    /** The app's own files and the browser's. */
    readonly home: string;
    readonly profile: string;
    /** Where the canary lies in clear: what was packed. */
    readonly source: string;
  };
  readonly stop: () => Promise<void>;
}

/** Founds a panel in `folder`, opens its bundle as the first expert and comes by the door of this run to that expert's rounds. */
export async function startRecusal(folder: string): Promise<RecusalStage> {
  const at = (...names: string[]) => path.join(folder, ...names);
  const panel = await foundPanel(folder);
  const source = writeRound(at('round'), smallRound());
  const bundle = await packInto(panel.center, source, at('round.hzb'));
  const { desk } = panel.people[0]!;
  await openAt(desk, bundle, panel.fingerprint);
  const { pledge } = must(await desk.call('rounds.read', { round }));
  const declared = ['w1', 'o1'].map(
    (application): ExpertEvent => ({
      kind: 'conflict.declared',
      application,
      declaration: { state: 'none' },
    }),
  );
  const events: ExpertEvent[] = [{ kind: 'pledge.signed', version: pledge }, ...declared];
  must(await desk.call('review.record', { round, events }));
  await Promise.all(panel.people.map(({ desk: each }) => each.close()));
  const folders = { home: at('app'), profile: desk.folder, source };
  const { screen: app, stop } = await openDoor({ home: folders.home, profile: folders.profile });
  await new WelcomePage(app).unlock(passphrase);
  await new RoundsPage(app).heading.waitFor();
  return { app, review: new ReviewPage(app), folders, stop };
}

/** Reads the document and writes about the application, until all is recorded. */
export async function workOnFirst({ review }: RecusalStage): Promise<void> {
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
export async function recuseFromFirst({ app, review }: RecusalStage): Promise<void> {
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
