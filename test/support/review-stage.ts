import path from 'node:path';
import type { AppPage } from '../e2e/pages/app-page.ts';
import { ReviewPage } from '../e2e/pages/review-page.ts';
import { RoundsPage } from '../e2e/pages/rounds-page.ts';
import { WelcomePage } from '../e2e/pages/welcome-page.ts';
import { openDoor } from './doors.ts';
import { declareNone, packRound, passphrase } from './small-round.ts';

/** The first expert of a small round, who has declared no conflict, at the screen. */
export interface ReviewStage {
  readonly app: AppPage;
  readonly review: ReviewPage;
  readonly folders: {
    /** The app's own files and the browser's. */
    readonly home: string;
    readonly profile: string;
    /** What was packed. */
    readonly source: string;
  };
  readonly close: () => Promise<void>;
}

/** Packs the small round, or one written elsewhere, and comes by the door of this run to the first expert's rounds. */
export async function stageReview(folder: string, written?: string): Promise<ReviewStage> {
  const panel = await packRound(folder, written);
  const desk = await panel.open(0);
  await declareNone(desk, 'w1', 'o1');
  await panel.close();
  const home = path.join(folder, 'app');
  const profile = desk.folder;
  const { screen: app, stop } = await openDoor({ home, profile });
  await new WelcomePage(app).unlock(passphrase);
  await new RoundsPage(app).heading.waitFor();
  const folders = { home, profile, source: panel.source };
  return { app, review: new ReviewPage(app), folders, close: stop };
}
