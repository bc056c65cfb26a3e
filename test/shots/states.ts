import { practicePassphrase } from '../../shared/practice.ts';
import type { AppPage } from '../e2e/pages/app-page.ts';
import {
  enterPractice,
  reviewRest,
  reviewSome,
  round,
  type Stage,
} from '../support/practice-stage.ts';

/** One screen in one state. `show` uses addresses and keys only, which are the same in every language. */
export interface ShotState {
  readonly name: string;
  readonly show: (app: AppPage) => Promise<void>;
}

/** States that need the same things to have happened before. */
export interface Phase {
  readonly prepare: (stage: Stage) => Promise<void>;
  readonly states: readonly ShotState[];
}

/** A screen by its address. */
function at(name: string, hash: string, then?: (app: AppPage) => Promise<void>): ShotState {
  return {
    name,
    show: async (app) => {
      await app.go('#/guide');
      await app.go(hash);
      await then?.(app);
    },
  };
}

function press(...keys: readonly string[]) {
  return async ({ page }: AppPage) => {
    for (const key of keys) {
      await page.waitForTimeout(150);
      await page.keyboard.press(key);
    }
  };
}

const review = (application: string, place: string) =>
  `#/review/${round}/${application}/${encodeURIComponent(place)}`;

/** The evidence of the open application is drawn. */
async function drawn({ page }: AppPage): Promise<void> {
  await page.locator('canvas, [role="grid"], table td').first().waitFor({ timeout: 15_000 });
}

/** Chooses a document by the part of its name that no language changes. */
function document(part: string) {
  return async (app: AppPage) => {
    await app.page.locator('nav button', { hasText: part }).first().click();
    await app.page.waitForTimeout(900);
  };
}

const beginning: Phase = {
  prepare: async () => {},
  states: [
    at('welcome', '#/welcome'),
    at('welcome: practice refused elsewhere', '#/rounds'),
    at('guide', '#/guide'),
    at('guide: keys', '#/guide', press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight')),
    at('verify', '#/verify'),
    at('settings', '#/settings'),
    at('center: none yet', '#/center'),
  ],
};

const fresh: Phase = {
  prepare: ({ app }) => enterPractice(app),
  states: [
    at('rounds', '#/rounds'),
    at('declare: pledge', `#/declare/${round}`),
    at('applications: undeclared', `#/applications/${round}`),
    at('review: closed', `#/review/${round}/a01`),
    at('compare: nothing yet', `#/compare/${round}`),
    at('print: nothing yet', `#/print/${round}`),
    at('finish: much missing', `#/finish/${round}`),
    at('round that is not here', '#/applications/nowhere'),
  ],
};

const halfway: Phase = {
  prepare: ({ app }) => reviewSome(app),
  states: [
    at('rounds: halfway', '#/rounds'),
    at('declare: undeclared', `#/declare/${round}/a08`),
    at('declare: recusal', `#/declare/${round}/a08`, press('r')),
    at('declare: disclosed', `#/declare/${round}/a04`),
    at('declare: recused', `#/declare/${round}/a06`),
    at('applications', `#/applications/${round}`),
    at('applications: keys', `#/applications/${round}`, press('?')),
    at('applications: nothing fits', `#/applications/${round}`, async ({ page }) => {
      await page.locator('input[type="text"], input:not([type])').last().fill('zzz');
      await page.waitForTimeout(100);
    }),
    at('review: criterion', review('a01', '7(3)'), drawn),
    at('review: threshold missed', review('a05', '9(3)'), drawn),
    at('review: spreadsheet', review('a01', '7(3)'), document('.xlsx')),
    at('review: unanswered', review('a04', '8(3)'), drawn),
    at('review: history', review('a01', '7(3)'), press('h')),
    at('review: keys', review('a01', '7(3)'), press('?')),
    at('review: opinion', review('a01', 'opinion'), drawn),
    at('review: recused', `#/review/${round}/a06`),
    at('compare: how I score', `#/compare/${round}`),
    at('compare: criterion', `#/compare/${round}/${encodeURIComponent('7(3)')}`),
    at('compare: with a recused one', `#/compare/${round}/${encodeURIComponent('9(3)')}`),
    at('print: one opinion', `#/print/${round}/a01`),
    at('finish: some missing', `#/finish/${round}`),
  ],
};

const complete: Phase = {
  prepare: ({ app }) => reviewRest(app),
  states: [
    at('applications: complete', `#/applications/${round}`),
    at('finish: to be signed', `#/finish/${round}`),
    at('compare: complete', `#/compare/${round}`),
  ],
};

const signed: Phase = {
  prepare: async ({ app }) => {
    const passphrase = practicePassphrase;
    await app.call('review.sign', { round, passphrase, locale: 'zh-CN' });
    await app.page.reload();
  },
  states: [
    at('rounds: signed', '#/rounds'),
    at('finish: signed', `#/finish/${round}`),
    at('review: frozen', review('a01', '7(3)'), drawn),
    at('print: signed', `#/print/${round}/a01`),
  ],
};

const broken: Phase = {
  prepare: async ({ kill, app }) => {
    await app.go(`#/applications/${round}`);
    await app.page.waitForTimeout(500);
    await kill();
  },
  states: [at('the other half is gone', '#/rounds')],
};

/** In the order of the work; each phase builds on the ones before it. */
export const phases: readonly Phase[] = [beginning, fresh, halfway, complete, signed, broken];
