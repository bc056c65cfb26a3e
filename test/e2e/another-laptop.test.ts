import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { type Door, openDoor } from '../support/doors.ts';
import { declareNone, packRound, passphrase, round } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AppPage } from './pages/app-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { SettingsPage } from './pages/settings-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

/** From one laptop to another, and a laptop that lost its keys, on screen. */

const folder = temporaryFolder('another-laptop');
const at = (...names: string[]) => path.join(folder, ...names);
const secretWords = '换电脑之前写下的意见';
const moved = { home: at('other'), profile: at('moved') };
let saved: string;
let laptop: Door;

beforeAll(async () => {
  const panel = await packRound(folder);
  const desk = await panel.open(0);
  await declareNone(desk, 'w1');
  const event = { kind: 'note.written', application: 'w1', note: secretWords } as const;
  must(await desk.call('review.record', { round, events: [event] }));
  await panel.close();
  laptop = await openDoor({ home: at('app'), profile: desk.folder });
});
afterAll(() => laptop?.stop());

/** Chooses the backup that was saved; the passphrase is asked for next. */
async function choose(app: AppPage): Promise<void> {
  await new WelcomePage(app).door('从备份恢复').click();
  expect(await app.barriers()).toEqual([]);
  const button = app.page.getByRole('button', { name: '选择备份…' });
  await app.give([saved], () => button.click());
  await app.page.getByText(path.basename(saved)).waitFor();
}

async function restore(app: AppPage, words: string): Promise<void> {
  await app.page.getByLabel('口令', { exact: true }).fill(words);
  await app.page.getByRole('button', { name: '恢复并打开' }).click();
}

async function hasEverything({ screen }: Door): Promise<void> {
  await new RoundsPage(screen).heading.waitFor();
  const events = await screen.call('review.events', { round, after: 0 });
  expect(JSON.stringify(events)).toContain(secretWords);
  expect(screen.complaints).toEqual([]);
}

it('a profile is saved as one file, and the laptop is locked', async () => {
  const { screen } = laptop;
  await new WelcomePage(screen).unlock(passphrase);
  await new RoundsPage(screen).heading.waitFor();
  await screen.go('#/settings');
  const settings = new SettingsPage(screen);
  await settings.heading.waitFor();
  saved = await settings.backUp(passphrase, folder);
  await screen.page.getByText('本机已锁定').waitFor();
  expect(await screen.barriers()).toEqual([]);
  expect(saved).toMatch(/\.hzp$/);
  expect(screen.complaints).toEqual([]);
  await laptop.stop();
});

it('another laptop gets everything by it, with its passphrase only, and goes on', async () => {
  laptop = await openDoor(moved);
  await choose(laptop.screen);
  await restore(laptop.screen, 'not this one 9');
  await new WelcomePage(laptop.screen).failure.getByText('口令不正确').waitFor();
  await restore(laptop.screen, passphrase);
  await hasEverything(laptop);
  await laptop.stop();
});

it('a laptop that lost its keys is nobody’s to take: it says so, and gets them back from the backup', async () => {
  rmSync(at('moved', 'identity.age'));
  laptop = await openDoor(moved);
  const welcome = new WelcomePage(laptop.screen);
  await welcome.failure.getByText('不见了，而这里还有评审工作').waitFor();
  expect(await laptop.screen.barriers()).toEqual([]);
  expect(await welcome.door('创建身份').count()).toBe(0);
  await choose(laptop.screen);
  await restore(laptop.screen, passphrase);
  await hasEverything(laptop);
});
