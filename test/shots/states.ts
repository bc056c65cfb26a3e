import { practicePassphrase } from '../../shared/practice.ts';
import type { AppPage } from '../e2e/pages/app-page.ts';
import type { TestDesk } from '../support/desk.ts';
import { setDesks, setNewcomer } from '../support/desk-stage.ts';
import {
  enterPractice,
  reviewRest,
  reviewSome,
  round,
  type Stage,
  setStage,
} from '../support/practice-stage.ts';
import { decideMeeting } from '../support/small-meeting.ts';
import { round as desks, passphrase } from '../support/small-round.ts';
import {
  arithmetic,
  click,
  document,
  drawn,
  find,
  flag,
  giveBundle,
  giveForeign,
  lateConflict,
  press,
  putBack,
  type Step,
  scrollDown,
  searchAll,
  sidePanel,
  typeInVain,
} from './steps.ts';

/** One screen in one state. `show` uses addresses and keys only, which are the same in every language. */
export interface ShotState {
  readonly name: string;
  readonly show: Step;
  /** Puts back what the state has changed for all screens. */
  readonly leave?: Step;
}

/** States that need the same things to have happened before. */
export interface Phase {
  readonly prepare: (stage: Stage) => Promise<void>;
  readonly states: readonly ShotState[];
  /** The app answers no more, so nothing but the present look can be seen. */
  readonly isOver?: boolean;
}

/** Phases on one stage, in the order of the work; each builds on the ones before it. */
export interface Act {
  readonly set: () => Promise<Stage>;
  readonly phases: readonly Phase[];
}

/** A screen by its address. */
function at(name: string, hash: string, then?: Step): ShotState {
  return {
    name,
    show: async (app, folder) => {
      await app.go('#/guide');
      await app.go(hash);
      await then?.(app, folder);
    },
  };
}

const review = (application: string, place: string) =>
  `#/review/${round}/${application}/${encodeURIComponent(place)}`;

/** The state in a window of another size. */
function sized(state: ShotState, width: number, height: number): ShotState {
  const name = `${state.name} at ${width}`;
  return {
    name,
    show: async (app, folder) => {
      await app.page.setViewportSize({ width, height });
      await state.show(app, folder);
    },
  };
}

/** The state in the larger text. */
function larger(state: ShotState): ShotState {
  const write = async (app: AppPage, fontSize: 'large' | 'normal') => {
    await app.call('settings.write', { fontSize });
    await app.page.reload();
    await app.page.getByRole('heading').first().waitFor({ state: 'attached' });
  };
  return {
    name: `${state.name}, larger`,
    show: async (app, folder) => {
      await write(app, 'large');
      await state.show(app, folder);
    },
    leave: (app) => write(app, 'normal'),
  };
}

const beginning: Phase = {
  prepare: async () => {},
  states: [
    at('welcome', '#/welcome'),
    at('welcome: practice refused elsewhere', '#/rounds'),
    at('guide', '#/guide'),
    at('guide: keys', '#/guide', press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight')),
    at('welcome: create an identity', '#/welcome', click('main button')),
    at('welcome: restore', '#/welcome', click('main button', 1)),
    at('verify', '#/verify'),
    at('verify: a workbook of another center', '#/verify', async (app) => {
      await giveForeign(app);
      await click('main li button')(app);
    }),
    {
      ...at('display settings', '#/guide', click('header button')),
      leave: press('Escape'),
    },
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
    at('review: search in the document', review('a01', '7(3)'), async (app) => {
      await document('.pdf')(app);
      await find(app);
    }),
    at('review: search in all documents', review('a01', '7(3)'), searchAll),
    at('review: side panel', review('a01', '7(1)'), async (app) => {
      await document('.pdf')(app);
      await sidePanel(app);
    }),
    at('review: picture', review('a01', '7(1)'), document('.png')),
    at('review: Word document', review('a01', '7(1)'), document('.docx')),
    at('review: arithmetic', review('a01', '7(3)'), arithmetic),
    at('review: late conflict', review('a01', '7(3)'), lateConflict),
    larger(at('review: criterion', review('a01', '7(3)'), drawn)),
    larger(at('applications', `#/applications/${round}`)),
    sized(at('review: criterion', review('a01', '7(3)')), 1_000, 700),
    sized(at('review: criterion', review('a01', '7(3)')), 683, 384),
    sized(at('applications', `#/applications/${round}`), 683, 384),
    sized(at('declare', `#/declare/${round}/a08`), 683, 384),
    larger(sized(at('review: criterion', review('a01', '7(3)')), 683, 384)),
    larger(sized(at('applications', `#/applications/${round}`), 683, 384)),
    larger(sized(at('finish', `#/finish/${round}`), 683, 384)),
    at('review: opinion', review('a01', 'opinion'), drawn),
    at('review: recused', `#/review/${round}/a06`),
    at('compare: how I score', `#/compare/${round}`),
    at('compare: criterion', `#/compare/${round}/${encodeURIComponent('7(3)')}`),
    at('compare: with a recused one', `#/compare/${round}/${encodeURIComponent('9(3)')}`),
    at('print: one opinion', `#/print/${round}/a01`),
    at('finish: some missing', `#/finish/${round}`),
    { ...at('review: cannot be saved', review('a01', '7(3)'), typeInVain), leave: putBack },
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

const over: Phase = {
  prepare: async ({ kill, app }) => {
    await app.go(`#/applications/${round}`);
    await app.page.waitForTimeout(500);
    await kill();
  },
  states: [at('the other half is gone', '#/rounds')],
  isOver: true,
};

const place = (application: string, criterion: string) =>
  `#/review/${desks}/${application}/${encodeURIComponent(criterion)}`;

const atDesks: Phase = {
  prepare: async () => {},
  states: [
    at('rounds: chair', '#/rounds'),
    at('settings: own', '#/settings'),
    at('chair: workbooks', `#/chair/${desks}/workbooks`),
    at('chair: scores', `#/chair/${desks}/scores`),
    at('chair: flags', `#/chair/${desks}/flags`),
    at('chair: decisions', `#/chair/${desks}/decisions`),
    at('chair: sign', `#/chair/${desks}/sign`),
    at('center: rounds', '#/center'),
    at('center: a round', `#/center/${desks}`),
    at('review: broken citation', place('w1', '7(3)'), document('proof.txt')),
    at('review: TIFF', place('w1', '7(1)'), document('.tif')),
    at('review: OFD', place('w1', '7(1)'), document('.ofd')),
    at('review: refused file', place('w1', '7(1)'), document('07')),
    at('review: text', place('w1', '7(1)'), document('proof.txt')),
    at('chair: scores in detail', `#/chair/${desks}/scores`, click('[data-line="o1"]')),
    at('chair: flags of an application', `#/chair/${desks}/flags/o1`),
    at('chair: suspicion', `#/chair/${desks}/flags/o1`, click('main li button', -1)),
    at('chair: fork', `#/chair/${desks}/flags`, flag(/互相冲突|contradict/)),
    at('chair: disclosure', `#/chair/${desks}/flags`, flag(/披露|relation/i)),
    at('chair: keys', `#/chair/${desks}/flags`, press('?')),
    at('chair: a foreign workbook', `#/chair/${desks}/workbooks`, giveForeign),
    at('settings: own, the rest', '#/settings', scrollDown),
    at('my identity', '#/welcome'),
    larger(sized(at('chair: scores', `#/chair/${desks}/scores`), 683, 384)),
    larger(sized(at('chair: flags', `#/chair/${desks}/flags/o1`), 683, 384)),
    larger(sized(at('chair: decisions', `#/chair/${desks}/decisions`), 683, 384)),
    larger(sized(at('center', '#/center'), 683, 384)),
    larger(sized(at('center: a round', `#/center/${desks}`), 683, 384)),
  ],
};

const unlockedCenter: Phase = {
  prepare: async ({ app }) => void (await app.call('center.unlock', { passphrase })),
  states: [
    at('center: unlocked', '#/center'),
    at('center: people', '#/center', scrollDown),
    at('center: a foreign workbook', `#/center/${desks}`, giveForeign),
    at('center: list', `#/center/${desks}`, scrollDown),
  ],
};

const settled: Phase = {
  prepare: ({ app }) =>
    decideMeeting({ call: app.call.bind(app) as unknown as TestDesk['call'] }, desks),
  states: [
    at('chair: scores, decided', `#/chair/${desks}/scores`),
    at('chair: flags settled', `#/chair/${desks}/flags`),
    at('chair: decided', `#/chair/${desks}/decisions`),
    at('chair: to be signed', `#/chair/${desks}/sign`),
  ],
};

const meetingSigned: Phase = {
  prepare: async ({ app }) =>
    void (await app.call('panel.sign', { round: desks, passphrase, locale: 'zh-CN' })),
  states: [
    at('chair: signed', `#/chair/${desks}/sign`),
    at('chair: frozen', `#/chair/${desks}/decisions`),
  ],
};

const locked: Phase = {
  prepare: async ({ app }) => void (await app.call('identity.lock', {})),
  states: [at('welcome: locked', '#/welcome')],
};

const newcomer: Phase = {
  prepare: async () => {},
  states: [at('rounds: whether to trust the center', '#/rounds', giveBundle)],
};

const founding: Phase = {
  prepare: async () => {},
  states: [at('center: founding', '#/center'), at('welcome: with a center', '#/welcome')],
};

const founded: Phase = {
  prepare: async ({ app }) =>
    void (await app.call('center.create', { name: '交流中心', passphrase })),
  states: [at('center: empty', '#/center'), at('center: empty, the rest', '#/center', scrollDown)],
};

/** Everything that has a screen. */
export const acts: readonly Act[] = [
  { set: () => setStage(), phases: [beginning, fresh, halfway, complete, signed, over] },
  { set: setDesks, phases: [atDesks, unlockedCenter, settled, meetingSigned, locked] },
  { set: setNewcomer, phases: [newcomer] },
  { set: () => setStage({ center: true }), phases: [founding, founded] },
];
