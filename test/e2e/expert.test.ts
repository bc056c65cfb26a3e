import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { openDesk } from '../support/desk.ts';
import { type Door, openDoor } from '../support/doors.ts';
import { answersTo } from '../support/expert-answers.ts';
import { packRound, passphrase, type TestRound } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AppPage } from './pages/app-page.ts';
import { DeclarePage } from './pages/declare-page.ts';
import { FinishPage } from './pages/finish-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

const folder = temporaryFolder('expert');
const folders = { home: path.join(folder, 'app'), profile: path.join(folder, 'e1@round.example') };
const secretWords = '两年前曾在其论坛作过报告';

let door: Door;
let app: AppPage;
let panel: TestRound;

beforeAll(async () => {
  panel = await packRound(folder);
  await panel.close();
  door = await openDoor(folders);
  app = door.screen;
});
afterAll(() => door?.stop());

/** Waits until the header says that everything is on disk. */
const saved = () => app.page.getByRole('status').filter({ hasText: '已保存' }).waitFor();

describe('an expert with a bundle in hand', () => {
  it('unlocks, after a wrong passphrase that costs nothing', async () => {
    const welcome = new WelcomePage(app);
    await welcome.unlock('not this one');
    await welcome.failure.getByText('口令不正确').waitFor();
    expect(await app.barriers()).toEqual([]);
    await welcome.unlock(passphrase);
    await new RoundsPage(app).heading.waitFor();
    expect(new URL(app.page.url()).hash).toBe('#/rounds');
  });

  it('opens it only after the fingerprint was compared', async () => {
    const rounds = new RoundsPage(app);
    await rounds.choose(panel.bundle);
    await rounds.trust.waitFor();
    expect(await rounds.fingerprint()).toBe(panel.fingerprint);
    expect(await rounds.trust.isDisabled()).toBe(true);
    expect(await app.barriers()).toEqual([]);
    await rounds.compared();
    await rounds.trust.click();
    await app.page.getByRole('heading', { name: '申报列表' }).waitFor();
    expect(await app.barriers()).toEqual([]);
  });

  it('signs the pledge, then declares for every application', async () => {
    await app.page.getByRole('link', { name: '前往声明' }).click();
    const declare = new DeclarePage(app);
    await declare.pledge.waitFor();
    expect(await app.barriers()).toEqual([]);
    await declare.signPledge();
    await declare.current.getByText('海智工作站').waitFor();
    await app.page.keyboard.press('n');
    await declare.current.getByText('Overseas Hub').waitFor();
    await app.page.keyboard.press('n');
    await declare.current.getByText('海智工作站').waitFor();
    await app.page.keyboard.press('o');
    await declare.chosen.waitFor({ state: 'attached' });
    await declare.count.getByText('还有 2 份待声明').waitFor();
    await declare.none();
    await declare.current.getByText('Overseas Hub').waitFor();
    expect(await app.barriers()).toEqual([]);
    await declare.disclose(secretWords);
    await declare.count.getByText('全部申报都已声明').waitFor();
    await saved();
  });

  it('sees what is missing, each leading to its place', async () => {
    await app.go('#/finish/2026-T');
    const finish = new FinishPage(app);
    await finish.missing.first().waitFor();
    const targets = await finish.missing.evaluateAll((links) =>
      links.map((link) => link.getAttribute('href')),
    );
    expect(targets).toContain('#/review/2026-T/w1/7(3)');
    expect(targets).toContain('#/review/2026-T/o1');
    expect(await app.barriers()).toEqual([]);
  });

  it('signs when all is answered, not with a wrong passphrase, and takes the workbook home', async () => {
    const events = [...answersTo('w1', 'work'), ...answersTo('o1', 'overseas')];
    must((await app.call('review.record', { round: '2026-T', events })) as never);
    await app.page.reload();
    const finish = new FinishPage(app);
    await finish.complete.waitFor();
    await finish.sign('not this one');
    await finish.failure.getByText('口令不正确').waitFor();
    await finish.sign(passphrase);
    await finish.stamp.waitFor();
    expect(await app.barriers()).toEqual([]);
    const file = await finish.takeHome(folder);
    const center = openDesk(path.join(folder, 'center'), { center: true });
    const [report] = must(
      await center.call('workbooks.verify', {
        files: [await center.token(file)],
        authority: await center.token(path.join(folder, 'center', 'authority.pem')),
      }),
    );
    expect(report).toMatchObject({ verdict: 'valid', content: 'result', revision: 1 });
  });

  it('finds it signed after a reload, and opens it again with a reason', async () => {
    await app.page.reload();
    const finish = new FinishPage(app);
    await finish.signed.waitFor();
    await finish.reopen('第 3 项条件的评分需要更正');
    await finish.complete.waitFor();
    await app.page.getByText('第 3 项条件的评分需要更正').waitFor();
    await saved();
  });

  it('reads the same screens in English, in the dark, and larger, with nothing cut', async () => {
    await app.display('English');
    await app.page.getByRole('heading', { name: 'Finish and sign' }).waitFor();
    await app.display('Dark');
    await app.display('Larger');
    for (const screen of ['rounds', 'applications/2026-T', 'declare/2026-T', 'finish/2026-T']) {
      await app.go(`#/${screen}`);
      await app.page.getByRole('heading', { level: 1 }).waitFor();
      expect([screen, await app.barriers(), await app.overflows()]).toEqual([screen, [], false]);
    }
    await app.display('中文');
  });
});

describe('the browser', () => {
  it('keeps nothing in clear of what anybody wrote', async () => {
    const stored = await app.stored();
    expect(stored).toContain('2026-T');
    for (const words of [secretWords, '材料齐全', '海智工作站']) {
      expect(stored).not.toContain(words);
    }
  });

  it('had nothing to complain about', () => {
    expect(app.complaints).toEqual([]);
  });
});
