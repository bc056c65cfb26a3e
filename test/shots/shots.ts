import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleIfChanged } from '../../build/bundle.ts';
import type { Settings } from '../../shared/exchange.ts';
import type { AppPage } from '../e2e/pages/app-page.ts';
import type { Stage } from '../support/practice-stage.ts';
import { contactSheet, type Shot } from './contact-sheet.ts';
import { type Act, acts, type Phase, type ShotState } from './states.ts';

/**
 * `npm run shots`: every screen and state in both languages, themes and sizes, with a sheet of them all. `--out FOLDER`;
 * `--only WORDS` takes the states whose names hold them, `--look WORDS` the looks (`en light 1920`); `--quick` one size,
 * Chinese light and English dark.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(tmpdir(), 'haizhi-shots') },
    only: { type: 'string', default: '' },
    look: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
  },
});

type Look = Pick<Settings, 'locale' | 'theme'>;
type Size = { readonly width: number; readonly height: number };

const small: Size = { width: 1366, height: 768 };
const large: Size = { width: 1920, height: 1080 };
const sizes = values.quick ? [small] : [small, large];
const looks: readonly Look[] = values.quick
  ? [
      { locale: 'zh-CN', theme: 'light' },
      { locale: 'en', theme: 'dark' },
    ]
  : (['zh-CN', 'en'] as const).flatMap((locale) =>
      (['light', 'dark'] as const).map((theme) => ({ locale, theme })),
    );

const named = ({ locale, theme }: Look, { width }: Size) => `${locale} ${theme} ${width}`;
const isWanted = (look: Look, size: Size) => named(look, size).includes(values.look);
const wantedLooks = looks.filter((look) => sizes.some((size) => isWanted(look, size)));

await bundleIfChanged();
mkdirSync(values.out, { recursive: true });
const shots: Shot[] = [];
for (const act of acts) await play(act);
writeFileSync(path.join(values.out, 'index.html'), contactSheet(shots));
console.log(`${shots.length} pictures: ${path.join(values.out, 'index.html')}`);

/** Takes the pictures of an act; nothing is set up for one without any. */
async function play({ set, phases }: Act): Promise<void> {
  const wanted = ({ states }: Phase) => states.filter(({ name }) => name.includes(values.only));
  const last = phases.findLastIndex((phase) => wanted(phase).length > 0);
  if (last < 0) return;
  const stage = await set();
  try {
    for (const phase of phases.slice(0, last + 1)) {
      await phase.prepare(stage);
      for (const look of phase.isOver ? wantedLooks.slice(-1) : wantedLooks) {
        const states = wanted(phase);
        if (!phase.isOver && states.length > 0) await dress(stage.app, look);
        for (const state of states) await shoot(stage, state, look);
      }
    }
  } finally {
    await stage.close();
  }
}

async function dress(app: AppPage, look: Look): Promise<void> {
  await app.call('settings.write', look);
  await app.page.reload();
  await app.page.getByRole('heading').first().waitFor();
}

async function shoot({ app, folder }: Stage, state: ShotState, look: Look): Promise<void> {
  for (const size of sizes.filter((size) => isWanted(look, size))) {
    await app.page.setViewportSize(size);
    await state.show(app, folder);
    await app.page.evaluate(() => document.fonts.ready);
    await app.allRead();
    await app.page.waitForTimeout(300);
    const cut = await app.overflows();
    const name = `${state.name} ${named(look, size)}`;
    const file = `${name.replace(/[^\w-]+/g, '_')}.png`;
    await app.page.screenshot({ path: path.join(values.out, file) });
    shots.push({
      state: state.name,
      look: named(look, size),
      file,
      cut,
    });
    if (cut) console.log(`cut at its edge: ${name}`);
  }
  await state.leave?.(app, folder);
}
