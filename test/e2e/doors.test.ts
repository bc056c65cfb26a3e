import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { openDesk } from '../support/desk.ts';
import { canRunDesktop } from '../support/desktop-app.ts';
import { type Door, doors } from '../support/doors.ts';
import { answersTo } from '../support/expert-answers.ts';
import { emails, packRound, passphrase, round, type TestRound } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { DeclarePage } from './pages/declare-page.ts';
import { FinishPage } from './pages/finish-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { VerifyPage } from './pages/verify-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

const folder = temporaryFolder('doors');
let panel: TestRound;

beforeAll(async () => {
  panel = await packRound(folder);
  await panel.close();
});

/** One journey over every door with a screen: what an expert does from the bundle to the signed workbook. */
describe.each([
  ['browser', emails[0]!],
  ['electron', emails[2]!],
] as const)('an expert who comes by the door %s', (kind, email) => {
  const isHere = kind === 'browser' || canRunDesktop;
  let door: Door;
  let signed = '';

  beforeAll(async () => {
    if (!isHere) return;
    const home = path.join(folder, `home-${kind}`);
    mkdirSync(home);
    door = await doors[kind]({ home, profile: path.join(folder, email) });
  });
  afterAll(() => door?.stop());

  it.skipIf(!isHere)('unlocks, and opens a bundle after comparing the fingerprint', async () => {
    await new WelcomePage(door.screen).unlock(passphrase);
    const rounds = new RoundsPage(door.screen);
    await rounds.heading.waitFor();
    await rounds.choose(panel.bundle);
    await rounds.trust.waitFor();
    expect(await rounds.fingerprint()).toBe(panel.fingerprint);
    await rounds.compared();
    await rounds.trust.click();
    await door.screen.page.getByRole('heading', { name: '申报列表' }).waitFor();
  });

  it.skipIf(!isHere)('signs the pledge and declares', async () => {
    await door.screen.page.getByRole('link', { name: '前往声明' }).click();
    const declare = new DeclarePage(door.screen);
    await declare.pledge.waitFor();
    await declare.signPledge();
    await declare.current.getByText('海智工作站').waitFor();
    await declare.none();
    await declare.current.getByText('Overseas Hub').waitFor();
    await declare.disclose('曾同在一个学会');
    await declare.count.getByText('全部申报都已声明').waitFor();
    await door.screen.page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
  });

  it.skipIf(!isHere)('signs the review and takes the workbook home', async () => {
    const events = ['w1', 'o1'].flatMap((id) => answersTo(id, id === 'w1' ? 'work' : 'overseas'));
    must((await door.screen.call('review.record', { round, events })) as never);
    await door.screen.go(`#/finish/${round}`);
    await door.screen.page.reload();
    const finish = new FinishPage(door.screen);
    await finish.complete.waitFor();
    await finish.sign(passphrase);
    await finish.stamp.waitFor();
    signed = await finish.takeHome(folder);
    const desk = openDesk(path.join(folder, 'center'), { center: true });
    const files = [await desk.token(signed)];
    const authority = await desk.token(path.join(folder, 'center', 'authority.pem'));
    const [report] = must(await desk.call('workbooks.verify', { files, authority }));
    expect(report).toMatchObject({ verdict: 'valid', content: 'result', revision: 1 });
    expect(door.screen.complaints).toEqual([]);
  });

  it.skipIf(!isHere)('drops files on the page: a workbook to be verified, a bundle', async () => {
    const { screen } = door;
    await screen.go('#/verify');
    const verify = new VerifyPage(screen);
    await screen.page.getByRole('button', { name: '选择工作簿' }).waitFor();
    await verify.drop([signed]);
    await verify.verdict(path.basename(signed)).getByText('有效').first().waitFor();
    await screen.go('#/rounds');
    const well = screen.page.getByText('.hzb 文件拖到这里');
    await screen.drop([signed], well);
    await screen.page.getByText(`“${path.basename(signed)}”不是申报材料包`).waitFor();
    await screen.drop([panel.bundle], screen.page.getByRole('banner'));
    await screen.drop([panel.bundle], well);
    await screen.page.getByRole('heading', { name: '申报列表' }).waitFor();
    expect(screen.context.pages()).toHaveLength(1);
    expect(screen.complaints).toEqual([]);
  });

  it.skipIf(!isHere)('gets no element, worker or script out of mere text', async () => {
    const outcomes = await door.screen.page.evaluate(() => {
      const element = document.createElement('div');
      const script = document.createElement('script');
      const copy = URL.createObjectURL(new Blob(['postMessage(1)']));
      const attempts: Readonly<Record<string, () => unknown>> = {
        element: () => Object.assign(element, { innerHTML: '<b>bold</b>' }),
        page: () => document.createElement('iframe').setAttribute('srcdoc', '<p>page'),
        handler: () => element.setAttribute('onclick', 'alert(1)'),
        'foreign worker': () => new Worker('http://haizhi.example/worker.js'),
        'copied worker': () => new Worker(copy),
        'foreign script': () => Object.assign(script, { src: 'http://haizhi.example/script.js' }),
        script: () => Object.assign(script, { text: 'window.ran = true' }),
        'further rule': () => Reflect.get(window, 'trustedTypes').createPolicy('other', {}),
        'style sheet': () => Object.assign(element, { innerHTML: 'p > a { color: red }' }),
        'parsed XML': () => new DOMParser().parseFromString('<w:p xmlns:w="w"/>', 'text/xml'),
      };
      return Object.entries(attempts).map(([name, attempt]) => {
        try {
          attempt();
          return `${name}: done`;
        } catch (error) {
          return `${name}: ${error instanceof Error ? error.name : error}`;
        }
      });
    });
    expect(outcomes).toEqual([
      'element: TypeError',
      'page: TypeError',
      'handler: TypeError',
      'foreign worker: TypeError',
      'copied worker: TypeError',
      'foreign script: TypeError',
      'script: TypeError',
      'further rule: TypeError',
      'style sheet: done',
      'parsed XML: done',
    ]);
  });
});
