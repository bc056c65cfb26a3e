import { afterAll, describe, expect, it } from 'vitest';
import { setDesks } from '../support/desk-stage.ts';
import {
  enterPractice,
  reviewSome,
  round,
  type Stage,
  setStage,
} from '../support/practice-stage.ts';
import { round as desks } from '../support/small-round.ts';

/** Every screen in both languages and both themes: no barrier by WCAG 2.2 AA, nothing beyond the edge, no word cut off. */

const looks = (['zh-CN', 'en'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).map((theme) => ({ locale, theme })),
);

const at = (application: string, place: string) =>
  `#/review/${round}/${application}/${encodeURIComponent(place)}`;

/** Screens by their addresses, and how to get to where they are. */
const parts = [
  {
    name: 'before anybody is known',
    set: setStage,
    screens: ['#/welcome', '#/guide', '#/verify', '#/settings', '#/center'],
  },
  {
    name: 'in the middle of a review',
    set: async () => {
      const stage = await setStage();
      await enterPractice(stage.app);
      await reviewSome(stage.app);
      return stage;
    },
    screens: [
      '#/rounds',
      `#/applications/${round}`,
      ...['a08', 'a04', 'a06'].map((application) => `#/declare/${round}/${application}`),
      at('a01', '7(3)'),
      at('a05', '9(3)'),
      at('a01', 'opinion'),
      `#/review/${round}/a06`,
      `#/compare/${round}`,
      `#/compare/${round}/${encodeURIComponent('9(3)')}`,
      `#/print/${round}`,
      `#/finish/${round}`,
    ],
  },
  {
    name: 'at the chair and at the center',
    set: setDesks,
    screens: [
      '#/rounds',
      '#/settings',
      ...['workbooks', 'scores', 'flags', 'decisions', 'sign'].map(
        (part) => `#/chair/${desks}/${part}`,
      ),
      '#/center',
      `#/center/${desks}`,
    ],
  },
];

describe.each(parts)('$name', ({ set, screens }) => {
  let stage: Stage | null = null;
  afterAll(() => stage?.close());

  it.each(looks)(
    'every screen is open to everybody and whole in $locale, $theme',
    async (look) => {
      stage ??= await set();
      const { app } = stage;
      await app.call('settings.write', look);
      await app.page.reload();
      const found: string[] = [];
      for (const screen of screens) {
        await app.go(screen);
        await app.page.getByRole('heading').first().waitFor({ state: 'attached' });
        await app.allRead();
        found.push(...(await app.flaws(screen)));
      }
      expect(found).toEqual([]);
    },
    240_000,
  );
});
