import path from 'node:path';
import { must } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import type { AppPage } from '../e2e/pages/app-page.ts';
import { ReviewPage } from '../e2e/pages/review-page.ts';
import { RoundsPage } from '../e2e/pages/rounds-page.ts';
import { WelcomePage } from '../e2e/pages/welcome-page.ts';
import { type Door, openDoor } from './doors.ts';
import { foundPanel, openAt, packInto, passphrase } from './small-round.ts';

/** The round of `smallRound` in front of an expert who has declared no conflict and signed in. */
export interface EvidenceStage {
  readonly app: AppPage;
  readonly review: ReviewPage;
  readonly close: () => Promise<void>;
}

export const stagedRound = '2026-T';

/** Packs a round's folder, opens it at the first expert, and shows the expert's rounds in a browser. */
export async function stageEvidence(folder: string, written: string): Promise<EvidenceStage> {
  const panel = await foundPanel(folder);
  const bundle = await packInto(panel.center, written, path.join(folder, 'round.hzb'));
  const [expert] = panel.people;
  await openAt(expert!.desk, bundle, panel.fingerprint);
  const { pledge } = must(await expert!.desk.call('rounds.read', { round: stagedRound }));
  const declared = ['w1', 'o1'].map(
    (application): ExpertEvent => ({
      kind: 'conflict.declared',
      application,
      declaration: { state: 'none' },
    }),
  );
  const events: ExpertEvent[] = [{ kind: 'pledge.signed', version: pledge }, ...declared];
  must(await expert!.desk.call('review.record', { round: stagedRound, events }));
  await Promise.all(panel.people.map(({ desk }) => desk.close()));
  return shown(await openDoor({ home: path.join(folder, 'app'), profile: expert!.desk.folder }));
}

async function shown({ screen: app, stop }: Door): Promise<EvidenceStage> {
  await new WelcomePage(app).unlock(passphrase);
  await new RoundsPage(app).heading.waitFor();
  return { app, review: new ReviewPage(app), close: stop };
}
