import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { baseTypes } from '../../shared/domain/application.ts';
import { criteriaOf } from '../../shared/domain/catalogue/catalogue.ts';
import type { Criterion } from '../../shared/domain/catalogue/criterion.ts';
import { findings } from '../../shared/domain/review.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { AppPage } from '../e2e/pages/app-page.ts';
import { WelcomePage } from '../e2e/pages/welcome-page.ts';
import { type RunningHost, startHost } from '../support/browser-host.ts';
import { launchChromium } from '../support/chromium.ts';
import { type LargeDesk, makeLargeDesk, passphrase } from './large-desk.ts';
import { largeDocuments, seeDocument } from './large-documents.ts';
import { PlainPage } from './plain-page.ts';

/**
 * `npm run bench:workspace`: the expert's screens on a large round, in Chromium. `--minutes` of scripted use for the memory
 * (60 for the hour that the aim speaks of); `--applications`, `--checks` (findings that are recorded), `--documents`.
 * `--folder` keeps the round there for the next run; without it everything is removed.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    applications: { type: 'string', default: '200' },
    checks: { type: 'string', default: '20000' },
    documents: { type: 'string', default: '1500' },
    folder: { type: 'string' },
  },
});

interface Homes {
  readonly home: string;
  readonly profile: string;
}

/** A browser gives memory back to the system some time after it collected it. */
const restMs = 3_000;
const folder = values.folder ?? mkdtempSync(path.join(tmpdir(), 'haizhi-workspace-'));
mkdirSync(folder, { recursive: true });
let browser: Browser | null = null;
try {
  const [applications, documents] = [Number(values.applications), Number(values.documents)];
  const desk = await makeLargeDesk(folder, applications, documents);
  const homes = { home: path.join(folder, 'home'), profile: desk.profile };
  browser = await launchChromium();
  const first = await startHost(homes);
  const app = await AppPage.open(browser, first.address);
  await unlock(app);
  await answer(app, desk, Number(values.checks));
  await app.go(`#/applications/${desk.round}`);
  await app.page.locator('tr[data-index] a').first().waitFor();
  await app.page.goto('about:blank');
  await first.stop();
  console.log(`${applications} applications, ${values.checks} findings, ${documents} documents`);
  const second = await start(app, desk, homes);
  await opening(app, desk);
  await largeOnes(app, desk);
  await typing(app, desk);
  await browser.close();
  await second.stop();
  browser = await launchChromium();
  await memory(browser, desk, homes, Number(values.minutes));
} finally {
  await browser?.close();
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}

function print(what: string, value: string, aim = ''): void {
  console.log(`${what.padEnd(48)}${value.padStart(12)}  ${aim}`);
}

async function unlock(app: AppPage): Promise<void> {
  await new WelcomePage(app).unlock(passphrase);
  await app.page.getByRole('heading', { name: '我的轮次' }).waitFor();
}

/** Pledge, declarations, then findings in turns until there are as many as asked for. */
async function answer(app: AppPage, desk: LargeDesk, checks: number): Promise<void> {
  const record = async (events: ExpertEvent[]) => {
    const done = (await app.call('review.record', { round: desk.round, events })) as {
      ok?: boolean;
    };
    if (done.ok !== true) throw new Error(JSON.stringify(done));
  };
  const declared = desk.applications.map(
    (application): ExpertEvent => ({
      kind: 'conflict.declared',
      application,
      declaration: { state: 'none' },
    }),
  );
  const known = (await app.call('review.events', { round: desk.round, after: checks })) as {
    readonly value: { readonly events: readonly unknown[] };
  };
  if (known.value.events.length > 0) return;
  await record([{ kind: 'pledge.signed', version: '2026-11' }, ...declared]);
  const places = desk.applications.flatMap((application, place) =>
    criteriaAt(place).flatMap((each) =>
      each.checks.map((check) => ({ application, check: check.id })),
    ),
  );
  let batch: ExpertEvent[] = [];
  for (let at = 0; at < checks; at += 1) {
    const finding = findings[(at + Math.floor(at / places.length)) % findings.length]!;
    batch.push({ kind: 'check.found', ...places[at % places.length]!, finding });
    if (batch.length === 2_000 || at === checks - 1) {
      await record(batch);
      batch = [];
    }
  }
}

/** What is asked of the application at this place of the desk. */
function criteriaAt(place: number): readonly Criterion[] {
  return criteriaOf(baseTypes[Math.floor(place / 2) % baseTypes.length]!);
}

/** The address of an application's answers at a criterion of its own, whatever is answered there already. */
function reviewOf(desk: LargeDesk, place: number, turn: number): string {
  const criteria = criteriaAt(place);
  const { id } = criteria[turn % criteria.length]!;
  return `#/review/${desk.round}/${desk.applications[place]}/${encodeURIComponent(id)}`;
}

async function start(app: AppPage, desk: LargeDesk, homes: Homes): Promise<RunningHost> {
  const began = performance.now();
  const host = await startHost(homes);
  const listening = performance.now();
  await app.page.goto(host.address);
  await app.page.getByPlaceholder('口令').waitFor();
  const usable = performance.now();
  await unlock(app);
  const unlocked = performance.now();
  await app.go(`#/applications/${desk.round}`);
  await app.page.locator('tr[data-index] a').first().waitFor();
  const listed = performance.now();
  print('start of the program to usable', ms(usable - began), '≤ 2000 ms');
  print('  of that until it listens', ms(listening - began));
  print(
    'passphrase to the rounds',
    ms(unlocked - usable),
    '(the key derivation is slow on purpose)',
  );
  print('rounds to the list of applications', ms(listed - unlocked));
  return host;
}

/** From choosing an application to its answers being painted. */
async function opening(app: AppPage, desk: LargeDesk): Promise<void> {
  const times: number[] = [];
  for (let turn = 0; turn < 25; turn += 1) {
    await app.go(`#/applications/${desk.round}`);
    await app.page.locator('tr[data-index] a').first().waitFor();
    await app.page.waitForTimeout(150);
    const place = (turn * 7) % desk.applications.length;
    times.push(await paintedAfter(app, reviewOf(desk, place, turn)));
    await app.page.waitForTimeout(250);
  }
  // The first one loads the code of the screen.
  print('list to review, first', ms(times[0]!));
  print('list to review, median', ms(share(times.slice(1), 0.5)), '≤ 150 ms');
  print('list to review, p95', ms(share(times.slice(1), 0.95)), '≤ 150 ms');
}

/** The first page of a document of 500 pages and of one of 200 MB, and scrolling through both. */
async function largeOnes(app: AppPage, desk: LargeDesk): Promise<void> {
  await app.go(reviewOf(desk, 0, 0));
  await app.page.locator('[data-place] [data-check]').first().waitFor();
  for (const { name } of largeDocuments) {
    const seen = await seeDocument(app, name);
    print(`${name}: click to the first page`, ms(seen.opened), '≤ 1000 ms');
    const { frames, dropped, longest } = seen;
    print('  scrolling, pictures dropped', `${dropped} of ${frames}`, 'smooth');
    print('  scrolling, longest picture', ms(longest));
  }
}

function paintedAfter(app: AppPage, hash: string): Promise<number> {
  return app.page.evaluate(
    (to) =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        const look = () => {
          if (document.querySelector('[data-place] [data-check]') === null) {
            requestAnimationFrame(look);
          } else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
        };
        location.hash = to;
        look();
      }),
    hash,
  );
}

/** What the browser itself measures of each key: from the key to the next picture, in steps of 8 ms. */
async function typing(app: AppPage, desk: LargeDesk): Promise<void> {
  for (const [name, hash, field] of [
    ['comment', reviewOf(desk, 3, 0), 'textarea#comment'],
    ['search of the list', `#/applications/${desk.round}`, 'input.ant-input'],
  ] as const) {
    await app.go(hash);
    await app.page.locator(field).first().click();
    await app.page.evaluate(() => {
      const kept: number[] = [];
      Object.assign(window, { kept });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (entry.name === 'keydown') kept.push(entry.duration);
        }
      }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    });
    const keys = 200;
    for (let key = 0; key < keys; key += 1) {
      await app.page.keyboard.press(key % 40 === 39 ? 'Backspace' : 'a');
      await app.page.waitForTimeout(70);
    }
    const slow = await app.page.evaluate(() => (window as unknown as { kept: number[] }).kept);
    // What took less than the threshold is not reported.
    const all = [...slow, ...Array.from({ length: Math.max(keys - slow.length, 0) }, () => 16)];
    await app.page.locator(field).first().fill('');
    print(`keystroke to paint, ${name}, p95`, ms(share(all, 0.95)), '≤ 50 ms');
    print(`keystroke to paint, ${name}, longest`, ms(Math.max(...all)));
  }
}

/** Goes about the work for some minutes, in a page that nothing watches, and weighs it after every lap. */
async function memory(
  chromium: Browser,
  desk: LargeDesk,
  homes: Homes,
  minutes: number,
): Promise<void> {
  const host = await startHost(homes);
  const page = await PlainPage.open(chromium, host.address);
  await page.see('input[type=password]');
  await page.fill('input[type=password]', passphrase);
  await page.press('Enter');
  await page.see('a[href*="applications"]');
  const end = performance.now() + minutes * 60_000;
  const heaps: number[] = [];
  const rests: number[] = [];
  let most = 0;
  let turn = 0;
  do {
    for (let step = 0; step < 12; step += 1, turn += 1) await lap(page, desk, turn);
    most = Math.max(most, await residentOf(chromium));
    heaps.push(await page.heap());
    await pause(restMs);
    rests.push(await residentOf(chromium));
  } while (performance.now() < end);
  print(`scripted use, ${minutes} min: applications visited`, String(turn));
  growth('heap', heaps, 'no growth');
  growth('renderer process at rest', rests, '≤ 400 MB, no growth');
  print('renderer process in the middle of it, most', mb(most));
  await host.stop();
}

/** What was used after the first laps, and halfway through the last two thirds. */
function growth(what: string, sizes: readonly number[], aim: string): void {
  const third = Math.ceil(sizes.length / 3);
  const late = sizes.slice(2 * third);
  print(`${what} after the first laps`, mb(sizes[0] ?? 0));
  print(`${what}, second third (median)`, mb(share(sizes.slice(third, 2 * third), 0.5)));
  print(`${what}, last third (median)`, mb(share(late.length > 0 ? late : sizes, 0.5)), aim);
}

async function lap(page: PlainPage, desk: LargeDesk, turn: number): Promise<void> {
  await page.go(reviewOf(desk, (turn * 13) % desk.applications.length, turn));
  await page.see('[data-place] [data-check]');
  await page.press(String(1 + (turn % 5)));
  for (const key of ['j', 'j', 'k']) await page.press(key);
  await page.fill('textarea#comment', `第 ${turn} 次核对，名单与协议一致。`);
  await page.see('nav button');
  await page.evaluate(`document.querySelectorAll('nav button')[${turn % 4}].click()`);
  await pause(400);
  if (turn % 4 === 0) {
    await page.go(`#/compare/${desk.round}`);
    await page.see('h1');
  }
  await page.go(`#/applications/${desk.round}`);
  await page.see('tr[data-index] a');
}

/** What belongs to the renderers of this browser alone, in bytes; 0 where the system does not tell. */
async function residentOf(chromium: Browser): Promise<number> {
  const session = await chromium.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      try {
        const status = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
        return 1024 * Number(/^Pss:\s+(\d+)/m.exec(status)?.[1] ?? 0);
      } catch {
        return 0;
      }
    });
  return Math.max(0, ...sizes);
}

/** The value below which this share of all lie. */
function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.ceil(part * sorted.length), sorted.length) - 1] ?? 0;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
